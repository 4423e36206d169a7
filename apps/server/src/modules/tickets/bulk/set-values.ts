import type { FlagKey } from '@ventanilla/contracts/classification-kinds';
import type { NarrowablePermission } from '@ventanilla/contracts/permissions';
import type { Classifying } from '@ventanilla/contracts/ticket-classification';
import { sql } from 'kysely';
import { AppError } from '../../../platform/errors.ts';
import type { Work } from '../../../platform/work.ts';
import { classifyTicket } from '../classifying/classify-ticket.ts';
import * as status from '../commands/change-status.ts';
import * as own from '../commands/own-ticket.ts';
import * as department from '../commands/set-department.ts';
import * as spam from '../commands/set-spam.ts';
import { getTicketFor, markSeen } from '../tickets.store.ts';

/** What a route demands before it runs a command, a run demands before each ticket. Throws `auth.forbidden`. */
function demand(permission: NarrowablePermission, { actor }: Work): void {
  if (!actor.permissions.has(permission)) throw new AppError('auth.forbidden');
}

/**
 * Gives a ticket to somebody or to nobody; to whoever acts as taking it, where that is open to them. `anyway`: also
 * beyond what they handle at once, where whoever acts may.
 */
export async function setOwner(
  { ticketId, agentId, anyway = false }: { ticketId: string; agentId: string | null; anyway?: boolean },
  work: Work,
): Promise<void> {
  const { actor } = work;
  const ticket = await getTicketFor({ ticketId, actor, lock: true }, work.tx);
  const isTaking = agentId === actor.id && ticket.owner_id === null && actor.permissions.has('tickets:take');
  if (agentId === null) {
    demand('tickets:take', work);
    await own.releaseTicket({ ticketId }, work);
  } else if (isTaking) await own.takeTicket({ ticketId }, work);
  else {
    demand('tickets:assign', work);
    await own.assignTicket({ ticketId, agentId, anyway }, work);
  }
}

export async function setDepartment(
  input: { ticketId: string; departmentId: string | null },
  work: Work,
): Promise<void> {
  demand('tickets:department', work);
  await department.setDepartment(input, work);
}

/** Puts a ticket into a status of any category. With `mayReopen` one that is finished is brought back first. */
export async function setStatus(
  { ticketId, statusKey, mayReopen = false }: { ticketId: string; statusKey: string; mayReopen?: boolean },
  work: Work,
): Promise<void> {
  const ticket = await getTicketFor({ ticketId, actor: work.actor, lock: true }, work.tx);
  if (ticket.status_key === statusKey) return;
  const { category } = await findStatus(statusKey, work);
  if (category === 'closed' || category === 'ignored') {
    demand('tickets:close', work);
    await (category === 'closed' ? status.closeTicket : status.ignoreTicket)({ ticketId }, work);
    return;
  }
  const isFinished = ticket.closed_at !== null;
  const open = isFinished && mayReopen ? await reopened(ticketId, work) : ticket;
  if (open.status_key === statusKey) return;
  demand('tickets:status', work);
  await status.updateTicket({ ticketId, version: open.version, statusKey }, work);
}

async function reopened(ticketId: string, work: Work) {
  demand('tickets:close', work);
  return status.reopenTicket({ ticketId }, work);
}

async function findStatus(key: string, work: Work) {
  const row = await work.tx
    .selectFrom('statuses')
    .select('category')
    .where('key', '=', key)
    .executeTakeFirst();
  if (!row) throw new AppError('tickets.unknown_status');
  return row;
}

/** Brings back what is finished; what is open stays as it is. */
export async function reopen({ ticketId }: { ticketId: string }, work: Work): Promise<void> {
  const ticket = await getTicketFor({ ticketId, actor: work.actor, lock: true }, work.tx);
  if (ticket.closed_at !== null) await reopened(ticketId, work);
}

export async function setSpam(input: { ticketId: string; isSpam: boolean }, work: Work): Promise<void> {
  demand('tickets:close', work);
  await spam.setSpam(input, work);
}

/** What is left out stays. */
export async function classify(
  {
    ticketId,
    flag,
    ...values
  }: { ticketId: string; flag?: string | null } & Partial<Omit<Classifying, 'flag'>>,
  work: Work,
): Promise<void> {
  demand('tickets:classify', work);
  const chosen = flag === undefined ? {} : { flag: flag as FlagKey | null };
  const nothing = { addTags: [], removeTags: [], newTags: [], fields: {} };
  await classifyTicket({ ticketId, ...nothing, ...chosen, ...values }, work);
}

/** Marks as read, by whoever acts, what they have not read; what they have stays as it is. */
export async function read({ ticketId }: { ticketId: string }, work: Work): Promise<void> {
  const ticket = await getTicketFor({ ticketId, actor: work.actor }, work.tx);
  const { rows } = await sql`
    select from ticket_reads r where r.ticket_id = ${ticketId} and r.agent_id = ${work.actor.id}
      and r.seen_at >= ${ticket.customer_last_at}::timestamptz`.execute(work.tx);
  if (ticket.customer_last_at !== null && rows.length === 0) await markSeen(ticketId, work);
}

/** Puts back when whoever acts read a ticket last. */
export async function unread(
  { ticketId, seenAt }: { ticketId: string; seenAt: string | null },
  work: Work,
): Promise<void> {
  await getTicketFor({ ticketId, actor: work.actor }, work.tx);
  await (seenAt === null
    ? sql`delete from ticket_reads where ticket_id = ${ticketId} and agent_id = ${work.actor.id}`
    : sql`update ticket_reads set seen_at = ${seenAt}::timestamptz
        where ticket_id = ${ticketId} and agent_id = ${work.actor.id}`
  ).execute(work.tx);
}
