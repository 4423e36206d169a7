import type { NarrowablePermission } from '@ventanilla/contracts/permissions';
import { sql } from 'kysely';
import { AppError } from '../../../platform/errors.ts';
import { appendEvents } from '../../../platform/events/index.ts';
import type { Work } from '../../../platform/work.ts';
import { demandLimit } from '../demand-limit.ts';
import { demandRoom, demandRule } from '../demand-rule.ts';
import type { RuledAction } from '../department-rules.rules.ts';
import { categoryWhenWorked } from '../tickets.rules.ts';
import {
  getTicketToChange,
  ownerChanged,
  saveTicket,
  statusChanged,
  statusOfCategory,
  statusPatch,
  type TicketRow,
} from '../tickets.store.ts';

async function getOpen(
  to: { ticketId: string; by: NarrowablePermission; rule?: RuledAction },
  work: Work,
): Promise<TicketRow> {
  const ticket = await getTicketToChange(to, work);
  if (ticket.closed_at) throw new AppError('tickets.closed');
  if (ticket.is_spam) throw new AppError('tickets.is_spam');
  return ticket;
}

/** Somebody who can own a ticket; the name is for the sentence that the loser of a race reads. */
async function findAgent(agentId: string, work: Work) {
  const { rows } = await sql<{ name: string; active: boolean }>`
    select name, active from agents where id = ${agentId}`.execute(work.tx);
  return rows[0];
}

async function demandAgent(agentId: string, work: Work): Promise<void> {
  const agent = await findAgent(agentId, work);
  if (!agent?.active) throw new AppError('tickets.unknown_agent');
}

/** Atomic by the row's lock: of two who take at once the second is told who won. Taking one's own again is nothing. */
export async function takeTicket({ ticketId }: { ticketId: string }, work: Work): Promise<TicketRow> {
  // A program works for somebody: it assigns, it does not take.
  if (work.actor.kind !== 'agent') throw new AppError('auth.forbidden');
  const ticket = await getOpen({ ticketId, by: 'tickets:take', rule: 'take' }, work);
  if (ticket.owner_id === work.actor.id) return ticket;
  if (ticket.owner_id) {
    const winner = await findAgent(ticket.owner_id, work);
    throw new AppError('tickets.already_assigned', {
      params: { name: winner?.name ?? '', agentId: ticket.owner_id },
    });
  }
  await demandLimit({ agentId: work.actor.id!, anyway: true }, work);
  return giveTo(ticket, work.actor.id!, 'take', work);
}

/**
 * Gives an open ticket to an agent; it is new again for them (P3). `anyway`: also where that is more than they handle
 * at once.
 */
export async function assignTicket(
  input: { ticketId: string; agentId: string; anyway?: boolean },
  work: Work,
): Promise<TicketRow> {
  const ticket = await getOpen({ ticketId: input.ticketId, by: 'tickets:assign', rule: 'assign' }, work);
  if (ticket.owner_id === input.agentId) return ticket;
  await demandAgent(input.agentId, work);
  await demandLimit({ agentId: input.agentId, anyway: input.anyway ?? false }, work);
  return giveTo(ticket, input.agentId, 'assign', work);
}

/**
 * Gives a ticket that the actor opened in this transaction to whom they named, whether or not they see it afterwards.
 * Throws `tickets.beyond_rule` where its department keeps that for others, and what giving throws.
 */
export async function giveNewTicket(
  { ticket, agentId }: { ticket: TicketRow; agentId: string },
  work: Work,
): Promise<TicketRow> {
  await demandRule({ ticket, rule: agentId === work.actor.id ? 'take' : 'assign' }, work);
  await demandAgent(agentId, work);
  return giveTo(ticket, agentId, 'assign', work);
}

async function giveTo(
  ticket: TicketRow,
  agentId: string,
  how: 'take' | 'assign',
  work: Work,
): Promise<TicketRow> {
  await demandRoom({ ticket, agentId }, work);
  const category = how === 'take' ? categoryWhenWorked(ticket.status_category) : ticket.status_category;
  const status = category === ticket.status_category ? null : await statusOfCategory(category, work.tx);
  const after = await saveTicket(
    ticket,
    { owner_id: agentId, owner_first_answer_at: null, ...(status ? statusPatch(status, work.now) : {}) },
    work,
  );
  await appendEvents([...ownerChanged(ticket, after, how), ...statusChanged(ticket, after, 'take')], work);
  return after;
}

/** Puts a ticket back where anyone can take it: one's own, or, for who could give it to anybody, another's. */
export async function releaseTicket({ ticketId }: { ticketId: string }, work: Work): Promise<TicketRow> {
  const ticket = await getOpen({ ticketId, by: 'tickets:take' }, work);
  if (!ticket.owner_id) return ticket;
  if (ticket.owner_id !== work.actor.id) {
    if (!work.actor.permissions.has('tickets:assign')) throw new AppError('auth.forbidden');
    await getTicketToChange({ ticketId, by: 'tickets:assign', rule: 'assign' }, work);
  }
  const status = ticket.status_category === 'in_progress' ? await statusOfCategory('open', work.tx) : null;
  const after = await saveTicket(
    ticket,
    { owner_id: null, owner_first_answer_at: null, ...(status ? statusPatch(status, work.now) : {}) },
    work,
  );
  await appendEvents(
    [...ownerChanged(ticket, after, 'release'), ...statusChanged(ticket, after, 'release')],
    work,
  );
  return after;
}
