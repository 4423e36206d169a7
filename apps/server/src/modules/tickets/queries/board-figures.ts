import { countMax } from '@ventanilla/contracts/common';
import { type RawBuilder, sql } from 'kysely';
import type { Actor } from '../../../platform/actor.ts';
import type { Db } from '../../../platform/db/database.ts';
import { keepPlan } from '../../../platform/db/kept-plans.ts';
import { visibleTo } from '../tickets.store.ts';

interface FigureRow {
  attended: number;
  first_answer_ms: number | null;
  waiting: number;
}

/**
 * How the actor's day goes, in one statement that reads no more than today's part of their own tickets, and the
 * entries of what waits. Whatever was answered today had activity today, so the board's index leads to it.
 */
export async function getBoardFigures(input: { actor: Actor; now: Date; timeZone: string }, db: Db) {
  const { actor, now, timeZone } = input;
  const midnight = sql`(date_trunc('day', ${now}::timestamptz at time zone ${timeZone}) at time zone ${timeZone})`;
  const mine = sql`t.owner_id = ${actor.id}::uuid`;
  const waiting = (owner: RawBuilder<unknown>, stages: RawBuilder<unknown>) => sql`
    (select 1 from tickets t where ${owner} and t.stage in (${stages}) and t.closed_at is null
      and not t.is_spam and t.activity_at < ${midnight} and ${visibleTo(actor)} limit ${sql.lit(countMax + 1)})`;
  const { rows } = await sql<FigureRow>`
    select count(*)::int as attended,
      (percentile_cont(0.5) within group (order by extract(epoch from today.first_answer_at - today.created_at) * 1000)
        filter (where today.first_answer_at >= ${midnight}))::float8 as first_answer_ms,
      (select count(*)::int from (${waiting(mine, sql`'new', 'your_turn'`)}
        union all ${waiting(sql`t.owner_id is null`, sql`'new'`)}) w) as waiting
    from (
      select t.created_at, t.first_answer_at from tickets t
      where ${mine} and t.stage in ('new', 'answered', 'your_turn') and t.closed_at is null and not t.is_spam
        and t.activity_at >= ${midnight} and t.our_last_at >= ${midnight} and ${visibleTo(actor)}
      union all
      select t.created_at, t.first_answer_at from tickets t
      where ${mine} and t.closed_at >= ${midnight} and not t.is_spam and ${visibleTo(actor)}
    ) today ${keepPlan}`.execute(db);
  const row = rows[0]!;
  return {
    attended: row.attended,
    firstAnswerMs: row.first_answer_ms === null ? null : Math.round(row.first_answer_ms),
    sinceBeforeToday: { value: Math.min(row.waiting, countMax), capped: row.waiting > countMax },
  };
}

/** When the last of one's own tickets was closed or ignored; null: none ever was. */
export async function getLastClosed({ actor }: { actor: Actor }, db: Db): Promise<Date | null> {
  const { rows } = await sql<{ closed_at: Date }>`
    select t.closed_at from tickets t
    where t.owner_id = ${actor.id}::uuid and t.closed_at is not null and ${visibleTo(actor)}
    order by t.closed_at desc limit 1`.execute(db);
  return rows[0]?.closed_at ?? null;
}
