import type { ErrorCode } from '@ventanilla/contracts/errors';
import type { EventPayload, StatusCategory, statusReasons } from '@ventanilla/contracts/events';
import type { NarrowablePermission } from '@ventanilla/contracts/permissions';
import { type RawBuilder, type Selectable, sql, type Updateable } from 'kysely';
import type { Actor } from '../../platform/actor.ts';
import type { Db } from '../../platform/db/database.ts';
import { keepPlan } from '../../platform/db/kept-plans.ts';
import { AppError } from '../../platform/errors.ts';
import { event, type NewEvent } from '../../platform/events/index.ts';
import type { Work } from '../../platform/work.ts';
import { demandRule } from './demand-rule.ts';
import type { RuledAction } from './department-rules.rules.ts';
import { compileFilter } from './filters/compile-filter.ts';
import { isWithin, scopeFilters } from './scopes.rules.ts';
import { isFinished } from './tickets.rules.ts';
import type { TicketsTable } from './tickets.tables.ts';

export type TicketRow = Selectable<TicketsTable>;
export type StatusReason = (typeof statusReasons)[number];

/**
 * The condition that every query, count, stream, search and attachment adds: rows of `t` (tickets) that this
 * actor may see.
 */
export function visibleTo(actor: Actor): RawBuilder<boolean> {
  return compileFilter(scopeFilters[actor.scope], actor);
}

/**
 * The only door to one ticket; `lock` holds its row until the transaction ends, while rows that refer to it (drafts,
 * reads) may still be written. Throws `absent` where there is none that they see: `tickets.not_found`, unless what was
 * asked for is something else of it.
 */
export async function getTicketFor(
  input: { ticketId: string; actor: Actor; lock?: boolean; absent?: ErrorCode },
  db: Db,
): Promise<TicketRow> {
  const { rows } = await sql<TicketRow>`
    select t.* from tickets t where t.id = ${input.ticketId} and ${visibleTo(input.actor)}
    ${input.lock ? sql`for no key update` : sql``} ${keepPlan}`.execute(db);
  if (!rows[0]) throw new AppError(input.absent ?? 'tickets.not_found');
  return rows[0];
}

/**
 * One ticket that the actor is about to change, its row locked, for which their permission holds as well, and, where a
 * `rule` is named, the rule of its department. Throws what `getTicketFor` throws, `tickets.beyond_scope` where they may
 * only read it, and `tickets.beyond_rule`.
 */
export async function getTicketToChange(
  {
    by,
    rule,
    ...input
  }: { ticketId: string; by: NarrowablePermission; rule?: RuledAction; absent?: ErrorCode },
  work: Work,
): Promise<TicketRow> {
  const { actor } = work;
  const ticket = await getTicketFor({ ...input, actor, lock: true }, work.tx);
  if (!isWithin(actor.narrower[by] ?? actor.scope, ticket, actor)) throw new AppError('tickets.beyond_scope');
  if (rule) await demandRule({ ticket, rule }, work);
  return ticket;
}

/** Which of these tickets the actor may see. */
export async function visibleTicketIds(
  input: { ticketIds: readonly string[]; actor: Actor },
  db: Db,
): Promise<Set<string>> {
  if (input.ticketIds.length === 0) return new Set();
  const { rows } = await sql<{ id: string }>`
    select t.id from tickets t where t.id = any(${[...input.ticketIds]}::uuid[]) and ${visibleTo(input.actor)}`.execute(
    db,
  );
  return new Set(rows.map(({ id }) => id));
}

/** Writes a change of a ticket whose row the caller has locked; the version grows by one. */
export async function saveTicket(
  ticket: TicketRow,
  patch: Updateable<TicketsTable>,
  work: Work,
): Promise<TicketRow> {
  return work.tx
    .updateTable('tickets')
    .set({ ...patch, version: ticket.version + 1 })
    .where('id', '=', ticket.id)
    .returningAll()
    .modifyEnd(keepPlan)
    .executeTakeFirstOrThrow();
}

/** First active status of a category, in the administrator's order. */
export async function statusOfCategory(
  category: StatusCategory,
  db: Db,
): Promise<{ key: string; category: StatusCategory }> {
  const row = await db
    .selectFrom('statuses')
    .select(['key', 'category'])
    .where('category', '=', category)
    .where('active', '=', true)
    .orderBy('position')
    .limit(1)
    .modifyEnd(keepPlan)
    .executeTakeFirst();
  if (!row) throw new AppError('tickets.unknown_status');
  return row;
}

/** Columns that a change of status writes; the moment of closing is the change's own. */
export function statusPatch(
  status: { key: string; category: StatusCategory },
  now: Date,
): Updateable<TicketsTable> {
  const finished = isFinished(status.category);
  return {
    status_key: status.key,
    status_category: status.category,
    closed_at: finished ? now : null,
    ...(status.category === 'closed' ? { resolved_at: now } : {}),
  };
}

export function ticketSubject(ticketId: string): NewEvent['subject'] {
  return { type: 'ticket', id: ticketId };
}

/** The event of a change of status, or none when the status stayed. */
export function statusChanged(before: TicketRow, after: TicketRow, reason: StatusReason): NewEvent[] {
  if (before.status_key === after.status_key) return [];
  const payload: EventPayload<'ticket.status_changed@1'> = {
    ticketId: after.id,
    version: after.version,
    from: { key: before.status_key, category: before.status_category },
    to: { key: after.status_key, category: after.status_category },
    reason,
  };
  return [event('ticket.status_changed@1', ticketSubject(after.id), payload)];
}

/** The event of a change of owner, or none. */
export function ownerChanged(
  before: TicketRow,
  after: TicketRow,
  how: 'take' | 'assign' | 'release',
): NewEvent[] {
  if (before.owner_id === after.owner_id) return [];
  return [
    event('ticket.owner_changed@1', ticketSubject(after.id), {
      ticketId: after.id,
      version: after.version,
      from: before.owner_id,
      to: after.owner_id,
      how,
    }),
  ];
}

/** Remembers that the actor has read the ticket up to now. */
export async function markSeen(ticketId: string, work: Work): Promise<void> {
  if (work.actor.kind !== 'agent' || !work.actor.id) return;
  await sql`insert into ticket_reads (agent_id, ticket_id, seen_at) values (${work.actor.id}, ${ticketId}, ${work.now})
    on conflict (ticket_id, agent_id) do update set seen_at = excluded.seen_at ${keepPlan}`.execute(work.tx);
}
