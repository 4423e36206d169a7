import { sql } from 'kysely';
import type { Db } from '../../platform/db/database.ts';
import type { LiveRow } from './live.rules.ts';

/** Rows of the log after a position, up to another (inclusive) if one is given, in order. */
export async function readRows(
  input: { after: number; upTo?: number; limit: number },
  db: Db,
): Promise<LiveRow[]> {
  const { rows } = await sql<LiveRow>`
    select l.pos, e.id as "eventId", e.type, e.subject_type as "subjectType", e.subject_id as "subjectId",
      (e.payload->>'version')::int as version,
      case when e.subject_type in ('agent', 'role', 'department')
        or e.type in ('ticket.department_changed', 'ticket.owner_changed') then e.payload
        when e.type = 'ticket.requester_changed' then jsonb_build_object('from',
          (select c.organization_id from contacts c where c.id = (e.payload->>'from')::uuid)) end as payload
    from events_log l join events e on e.id = l.event_id
    where l.pos > ${input.after} and ${input.upTo === undefined ? sql`true` : sql`l.pos <= ${input.upTo}`}
    order by l.pos limit ${input.limit}`.execute(db);
  return rows;
}

/** The stretch of the log that can still be read: position before its first row, and of its last. */
export async function readBounds(db: Db): Promise<{ start: number; head: number }> {
  const { rows } = await sql<{ start: number; head: number }>`
    select h.pos as head, coalesce((select pos - 1 from events_log order by pos limit 1), h.pos) as start
    from events_head h`.execute(db);
  return rows[0]!;
}

/** Role that an agent had before an event about them; null when the log does not tell. */
export async function readRoleBefore(
  input: { agentId: string; eventId: number },
  db: Db,
): Promise<string | null> {
  const { rows } = await sql<{ role: string | null }>`
    select payload->>'roleKey' as role from events
    where subject_id = ${input.agentId} and id < ${input.eventId} and type in ('agent.created', 'agent.changed')
    order by id desc limit 1`.execute(db);
  return rows[0]?.role ?? null;
}
