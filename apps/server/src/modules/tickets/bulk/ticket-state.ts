import { sql } from 'kysely';
import type { Db } from '../../../platform/db/database.ts';
import { keepPlan } from '../../../platform/db/kept-plans.ts';

/** What a run may change of a ticket: ids, keys and marks, by which it is known whether a value still stands. */
export interface TicketState {
  ownerId: string | null;
  departmentId: string | null;
  statusKey: string;
  isSpam: boolean;
  flag: string | null;
  priorityKey: string | null;
  typeKey: string | null;
  /** Its own and its requester's. */
  tags: string[];
  /** When whoever runs it read the ticket last. */
  seenAt: string | null;
}

/** The state of a ticket, its row locked until the transaction ends; null where there is none. */
export async function readState(
  { ticketId, agentId }: { ticketId: string; agentId: string },
  db: Db,
): Promise<TicketState | null> {
  const { rows } = await sql<TicketState>`
    select t.owner_id as "ownerId", t.department_id as "departmentId", t.status_key as "statusKey",
      t.is_spam as "isSpam", t.flag, t.priority_key as "priorityKey", t.type_key as "typeKey",
      to_json(array(select g.tag_key from ticket_tags g where g.ticket_id = t.id
        union select g.tag_key from contact_tags g where g.contact_id = t.requester_id order by 1)) as tags,
      (select to_json(r.seen_at)#>>'{}' from ticket_reads r where r.ticket_id = t.id and r.agent_id = ${agentId}::uuid)
        as "seenAt"
    from tickets t where t.id = ${ticketId}::uuid for no key update of t ${keepPlan}`.execute(db);
  return rows[0] ?? null;
}

/** What differs between two states, as it was and as it is; null where nothing does. */
export function differenceOf(
  was: TicketState,
  is: TicketState,
): { before: Partial<TicketState>; after: Partial<TicketState> } | null {
  const keys = (Object.keys(was) as (keyof TicketState)[]).filter((key) => !isSame(was[key], is[key]));
  if (keys.length === 0) return null;
  const only = (state: TicketState) => Object.fromEntries(keys.map((key) => [key, state[key]]));
  return { before: only(was), after: only(is) };
}

export function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
