import { sql } from 'kysely';
import { AppError } from '../../../platform/errors.ts';
import { appendEvents, event } from '../../../platform/events/index.ts';
import type { Work } from '../../../platform/work.ts';
import { demandDepartment } from '../../identity/index.ts';
import { refusingDepartment } from '../demand-rule.ts';
import {
  getTicketToChange,
  ownerChanged,
  saveTicket,
  statusChanged,
  statusOfCategory,
  statusPatch,
  type TicketRow,
  ticketSubject,
} from '../tickets.store.ts';

/**
 * Passes an open ticket to another department, or to none. An owner who does not work there has it no longer, so that
 * somebody there takes it. Whoever passes on what they may not close closes it nowhere, until somebody else passes it.
 * Throws `tickets.closed`, `departments.not_found` and `departments.retired`.
 */
export async function setDepartment(
  input: { ticketId: string; departmentId: string | null },
  work: Work,
): Promise<TicketRow> {
  const ticket = await getTicketToChange({ ticketId: input.ticketId, by: 'tickets:department' }, work);
  if (ticket.closed_at) throw new AppError('tickets.closed');
  if (ticket.department_id === input.departmentId) return ticket;
  const keepsOwner = await ownerWorksThere({ ownerId: ticket.owner_id, ...input }, work);
  const released = !keepsOwner && ticket.status_category === 'in_progress';
  const status = released ? await statusOfCategory('open', work.tx) : null;
  const after = await saveTicket(
    ticket,
    {
      department_id: input.departmentId,
      close_kept: JSON.stringify(await keptClosing(ticket, work)),
      ...(keepsOwner ? {} : { owner_id: null, owner_first_answer_at: null }),
      ...(status ? statusPatch(status, work.now) : {}),
    },
    work,
  );
  const payload = {
    ticketId: after.id,
    version: after.version,
    from: ticket.department_id,
    to: after.department_id,
  };
  await appendEvents(
    [
      event('ticket.department_changed@1', ticketSubject(after.id), payload),
      ...ownerChanged(ticket, after, 'release'),
      ...statusChanged(ticket, after, 'release'),
    ],
    work,
  );
  return after;
}

/** From where the actor passes on what they may not close there: it stays so for them. */
async function keptClosing(ticket: TicketRow, work: Work): Promise<Record<string, string>> {
  const keeping = await refusingDepartment({ ticket, rule: 'close' }, work);
  return keeping && work.actor.id !== null ? { [work.actor.id]: keeping.id } : {};
}

/** Throws when the department takes no tickets. Nobody's ticket, and one of no department, stay as they are. */
async function ownerWorksThere(
  input: { ownerId: string | null; departmentId: string | null },
  work: Work,
): Promise<boolean> {
  const { departmentId, ownerId } = input;
  if (departmentId === null) return true;
  await demandDepartment({ departmentId }, work.tx);
  if (ownerId === null) return true;
  const { rows } = await sql`
    select from agent_departments where department_id = ${departmentId} and agent_id = ${ownerId}`.execute(
    work.tx,
  );
  return rows.length > 0;
}
