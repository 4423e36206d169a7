import type { OwnerAdvice } from '@ventanilla/contracts/triage';
import { sql } from 'kysely';
import type { Actor } from '../../../platform/actor.ts';
import type { Db } from '../../../platform/db/database.ts';
import { getTicketFor, visibleTo } from '../../tickets/index.ts';

type Ticket = Awaited<ReturnType<typeof getTicketFor>>;

/**
 * Who attended the same person last, then who attended the same organisation; of nobody before, who has the fewest open
 * in the department. Only people who still answer, and only by tickets that whoever asks sees. Throws `tickets.not_found`.
 */
export async function adviseOwner(
  { ticketId, actor }: { ticketId: string; actor: Actor },
  db: Db,
): Promise<OwnerAdvice | null> {
  const ticket = await getTicketFor({ ticketId, actor }, db);
  if (ticket.owner_id !== null) return null;
  return (
    (await attendedLast({ ticket, by: 'requester', actor }, db)) ??
    (await attendedLast({ ticket, by: 'organization', actor }, db)) ??
    (await fewestOpen({ ticket, actor }, db))
  );
}

/** Agents as rows `a` who may take tickets, and of its department where it has one. */
const mayHave = (ticket: Ticket) => sql`a.active
  and exists (select from roles r where r.key = a.role_key and 'tickets:take' = any(r.permissions))
  and (${ticket.department_id}::uuid is null or exists (select from agent_departments g
    where g.agent_id = a.id and g.department_id = ${ticket.department_id}))`;

async function attendedLast(
  { ticket, by, actor }: { ticket: Ticket; by: 'requester' | 'organization'; actor: Actor },
  db: Db,
): Promise<OwnerAdvice | null> {
  if (by === 'organization' && ticket.organization_id === null) return null;
  const same =
    by === 'requester'
      ? sql`t.requester_id = ${ticket.requester_id}`
      : sql`t.organization_id = ${ticket.organization_id}`;
  // Of the last few, however many there ever were.
  const { rows } = await sql<{ id: string; name: string; number: number }>`
    select a.id, a.name, l.number from (
      select t.owner_id, t.number, t.activity_at, t.id from tickets t
      where ${same} and t.id <> ${ticket.id} and not t.is_spam and ${visibleTo(actor)}
      order by t.activity_at desc, t.id desc limit 50) l
    join agents a on a.id = l.owner_id
    where ${mayHave(ticket)} order by l.activity_at desc, l.id desc limit 1`.execute(db);
  const [last] = rows;
  return last ? { id: last.id, name: last.name, why: by, ticketNumber: last.number, openCount: null } : null;
}

async function fewestOpen(
  { ticket, actor }: { ticket: Ticket; actor: Actor },
  db: Db,
): Promise<OwnerAdvice | null> {
  if (ticket.department_id === null) return null;
  const { rows } = await sql<{ id: string; name: string; open: number }>`
    select a.id, a.name, (select count(*)::int from tickets t
      where t.owner_id = a.id and t.closed_at is null and not t.is_spam and ${visibleTo(actor)}) as open
    from agents a where ${mayHave(ticket)} order by open, fold_text(a.name), a.id limit 1`.execute(db);
  const [one] = rows;
  return one
    ? { id: one.id, name: one.name, why: 'fewest_open', ticketNumber: null, openCount: one.open }
    : null;
}
