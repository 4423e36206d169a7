import { type Selectable, sql } from 'kysely';
import type { Database, Db } from '../../platform/db/database.ts';
import { keepPlan } from '../../platform/db/kept-plans.ts';
import type { Work } from '../../platform/work.ts';

export type ClockRow = Selectable<Database['ticket_clocks']>;

/** Every clock that some tickets have had, by ticket. */
export async function readClockRows(ticketIds: readonly string[], db: Db): Promise<Map<string, ClockRow[]>> {
  const { rows } = await sql<ClockRow>`
    select * from ticket_clocks where ticket_id = any(${[...ticketIds]}::uuid[])
    order by ticket_id, started_at, metric ${keepPlan}`.execute(db);
  const byTicket = new Map<string, ClockRow[]>();
  for (const row of rows) {
    const known = byTicket.get(row.ticket_id);
    if (known) known.push(row);
    else byTicket.set(row.ticket_id, [row]);
  }
  return byTicket;
}

/** Policy and calendar under which a clock is counted, and which versions of them. */
export type ClockStamp = Pick<ClockRow, 'policy_id' | 'policy_version' | 'calendar_id' | 'calendar_version'>;

/** As text, to be compared with what `readOpenStamps` answers. */
export function stampOf({ policy_id, policy_version, calendar_id, calendar_version }: ClockStamp): string {
  return [policy_id ?? '-', policy_version, calendar_id ?? '-', calendar_version].join(' ');
}

/** The stamps of the clocks that have not ended, of each ticket that has such; null where they differ. */
export async function readOpenStamps(
  ticketIds: readonly string[],
  db: Db,
): Promise<Map<string, string | null>> {
  const { rows } = await sql<{ id: string; stamp: string | null }>`
    select s.ticket_id as id, case when min(s.stamp) = max(s.stamp) then min(s.stamp) end as stamp
    from (
      select ticket_id, concat_ws(' ', coalesce(policy_id::text, '-'), policy_version, coalesce(calendar_id::text, '-'),
        calendar_version) collate "C" as stamp
      from ticket_clocks where ended_at is null and ticket_id = any(${[...ticketIds]}::uuid[])) s
    group by s.ticket_id ${keepPlan}`.execute(db);
  return new Map(rows.map(({ id, stamp }) => [id, stamp]));
}

/** Writes rows whole, in one statement; those that exist are replaced. */
export async function writeClockRows(rows: readonly ClockRow[], work: Work): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    insert into ticket_clocks (id, ticket_id, metric, turn, policy_id, policy_version, calendar_id, calendar_version, target,
      state, started_at, limit_ms, used_ms, counted_at, due_at, warn_at, paused_since, warned_at, breached_at, met_at, ended_at)
    select n.* from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as n (id uuid, ticket_id uuid, metric text,
      turn integer, policy_id uuid, policy_version integer, calendar_id uuid, calendar_version integer, target jsonb,
      state text, started_at timestamptz, limit_ms bigint, used_ms bigint, counted_at timestamptz, due_at timestamptz,
      warn_at timestamptz, paused_since timestamptz, warned_at timestamptz, breached_at timestamptz, met_at timestamptz,
      ended_at timestamptz)
    on conflict (ticket_id, metric, turn) do update set policy_id = excluded.policy_id,
      policy_version = excluded.policy_version, calendar_id = excluded.calendar_id,
      calendar_version = excluded.calendar_version, target = excluded.target, state = excluded.state,
      started_at = excluded.started_at, limit_ms = excluded.limit_ms, used_ms = excluded.used_ms,
      counted_at = excluded.counted_at, due_at = excluded.due_at, warn_at = excluded.warn_at,
      paused_since = excluded.paused_since, warned_at = excluded.warned_at, breached_at = excluded.breached_at,
      met_at = excluded.met_at, ended_at = excluded.ended_at ${keepPlan}`.execute(work.tx);
}

export async function removeClockRows(ids: readonly string[], work: Work): Promise<void> {
  if (ids.length === 0) return;
  await sql`delete from ticket_clocks where id = any(${[...ids]}::uuid[])`.execute(work.tx);
}
