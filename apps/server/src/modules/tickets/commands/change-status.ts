import { AppError } from '../../../platform/errors.ts';
import { appendEvents } from '../../../platform/events/index.ts';
import type { Work } from '../../../platform/work.ts';
import { tellChanges } from '../classifying/changes.ts';
import { demandFields } from '../classifying/demand-fields.ts';
import { isFinished } from '../tickets.rules.ts';
import {
  getTicketToChange,
  type StatusReason,
  saveTicket,
  statusChanged,
  statusOfCategory,
  statusPatch,
  type TicketRow,
} from '../tickets.store.ts';
import { indexSubject } from './index-subject.ts';

/**
 * Edits an open ticket by hand: its status (not into closing or ignoring, which have their own rules) or its
 * subject. A stale version is refused with 409.
 */
export async function updateTicket(
  input: { ticketId: string; version: number; statusKey?: string | undefined; subject?: string | undefined },
  work: Work,
): Promise<TicketRow> {
  const ticket = await getTicketToChange({ ticketId: input.ticketId, by: 'tickets:status' }, work);
  if (ticket.version !== input.version) throw new AppError('tickets.stale_version');
  if (ticket.closed_at) throw new AppError('tickets.closed');
  const status = input.statusKey === undefined ? null : await manualStatus(input.statusKey, work);
  if (!status && input.subject === undefined) return ticket;
  const after = await saveTicket(
    ticket,
    {
      ...(status ? statusPatch(status, work.now) : {}),
      ...(input.subject === undefined ? {} : { subject: input.subject }),
    },
    work,
  );
  await appendEvents(statusChanged(ticket, after, 'manual'), work);
  if (after.subject !== ticket.subject) {
    await indexSubject({ ticketId: after.id, subject: after.subject }, work);
    const words = { old: ticket.subject, new: after.subject };
    await tellChanges([{ field: 'title', fieldKey: null, from: null, to: null, words }], after, work);
  }
  return after;
}

async function manualStatus(key: string, work: Work) {
  const row = await work.tx
    .selectFrom('statuses')
    .select(['key', 'category'])
    .where('key', '=', key)
    .where('active', '=', true)
    .executeTakeFirst();
  if (!row || isFinished(row.category)) throw new AppError('tickets.unknown_status');
  return row;
}

/** Closes a ticket that was answered; one that nobody answered is ignored instead (P6). */
export async function closeTicket({ ticketId }: { ticketId: string }, work: Work): Promise<TicketRow> {
  const ticket = await getTicketToChange({ ticketId, by: 'tickets:close', rule: 'close' }, work);
  if (ticket.closed_at) throw new AppError('tickets.closed');
  if (!ticket.first_answer_at) throw new AppError('tickets.never_answered');
  return finish(ticket, 'closed', 'close', work);
}

/** Puts away a ticket that nobody ever answered (P6). */
export async function ignoreTicket({ ticketId }: { ticketId: string }, work: Work): Promise<TicketRow> {
  const ticket = await getTicketToChange({ ticketId, by: 'tickets:close', rule: 'close' }, work);
  if (ticket.closed_at) throw new AppError('tickets.closed');
  if (ticket.first_answer_at) throw new AppError('tickets.already_answered');
  return finish(ticket, 'ignored', 'ignore', work);
}

async function finish(ticket: TicketRow, category: 'closed' | 'ignored', reason: StatusReason, work: Work) {
  await demandFields({ ticket, when: 'close', isIgnored: category === 'ignored' }, work);
  const status = await statusOfCategory(category, work.tx);
  const after = await saveTicket(ticket, statusPatch(status, work.now), work);
  await appendEvents(statusChanged(ticket, after, reason), work);
  return after;
}

/** Brings back a closed or ignored ticket: to whoever had it, else to everyone. */
export async function reopenTicket({ ticketId }: { ticketId: string }, work: Work): Promise<TicketRow> {
  const ticket = await getTicketToChange({ ticketId, by: 'tickets:close' }, work);
  if (!ticket.closed_at) throw new AppError('tickets.not_closed');
  const status = await statusOfCategory(ticket.owner_id ? 'in_progress' : 'open', work.tx);
  const after = await saveTicket(ticket, statusPatch(status, work.now), work);
  await appendEvents(statusChanged(ticket, after, 'reopen'), work);
  return after;
}
