import { sql } from 'kysely';
import type { Actor } from '../../../platform/actor.ts';
import { toInstant } from '../../../platform/clock.ts';
import type { Db } from '../../../platform/db/database.ts';
import { visibleTo } from '../tickets.store.ts';

export interface AgentDay {
  agentId: string;
  open: number;
  waiting: number;
  overdue: number;
  /** Answered or ended since their day began. */
  attended: number;
  closed: number;
  /** First answered since their day began, and how many of them within their time. */
  firstAnswers: number;
  firstAnswersInTime: number;
  lastAt: string | null;
}

interface Row extends Omit<AgentDay, 'lastAt'> {
  lastAt: Date | null;
}

/**
 * What agents have and how their day goes, of the tickets that the actor may see, in one statement: it reads their open
 * tickets and what they ended since their day began, each by its index.
 */
export async function readAgentDays(
  { agents, actor }: { agents: readonly { id: string; dayBegan: Date }[]; actor: Actor },
  db: Db,
): Promise<Map<string, AgentDay>> {
  const inTime = sql`exists (select 1 from ticket_clocks c where c.ticket_id = t.id and c.metric = 'first_response'
    and c.met_at is not null and c.breached_at is null)`;
  const { rows } = await sql<Row>`
    select w.id as "agentId", o.open, o.waiting, o.overdue, o.attended + e.ended as attended, e.closed,
      o."firstAnswers" + e."firstAnswers" as "firstAnswers",
      o."firstAnswersInTime" + e."firstAnswersInTime" as "firstAnswersInTime", greatest(o.last, l.last) as "lastAt"
    from unnest(${agents.map(({ id }) => id)}::uuid[], ${agents.map(({ dayBegan }) => dayBegan)}::timestamptz[])
      as w(id, began)
    cross join lateral (
      select count(*)::int as open, count(*) filter (where t.stage in ('new', 'your_turn'))::int as waiting,
        count(*) filter (where t.clock->>'state' = 'breached')::int as overdue,
        count(*) filter (where t.our_last_at >= w.began)::int as attended,
        count(*) filter (where t.first_answer_at >= w.began)::int as "firstAnswers",
        count(*) filter (where t.first_answer_at >= w.began and ${inTime})::int as "firstAnswersInTime",
        max(t.our_last_at) as last
      from tickets t where t.owner_id = w.id and t.closed_at is null and not t.is_spam and ${visibleTo(actor)}) o
    cross join lateral (
      select count(*)::int as ended, count(*) filter (where t.status_category = 'closed')::int as closed,
        count(*) filter (where t.first_answer_at >= w.began)::int as "firstAnswers",
        count(*) filter (where t.first_answer_at >= w.began and ${inTime})::int as "firstAnswersInTime"
      from tickets t where t.owner_id = w.id and t.closed_at >= w.began and not t.is_spam and ${visibleTo(actor)}) e
    left join lateral (
      select t.closed_at as last from tickets t where t.owner_id = w.id and t.closed_at is not null
        and not t.is_spam and ${visibleTo(actor)} order by t.closed_at desc limit 1) l on true`.execute(db);
  return new Map(rows.map((row) => [row.agentId, { ...row, lastAt: row.lastAt && toInstant(row.lastAt) }]));
}

/** Open tickets that nobody has, of those that the actor may see. */
export async function countUnassigned({ actor }: { actor: Actor }, db: Db): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from tickets t
    where t.owner_id is null and t.closed_at is null and not t.is_spam and ${visibleTo(actor)}`.execute(db);
  return rows[0]!.count;
}
