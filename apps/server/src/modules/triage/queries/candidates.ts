import type { triageFacts } from '@ventanilla/contracts/triage';
import {
  type TriageFacts,
  type TriagePlacement,
  type TriageWeights,
  triageHorizons,
} from '@ventanilla/contracts/triage.rules';
import { type RawBuilder, sql } from 'kysely';
import type { z } from 'zod';
import type { Actor } from '../../../platform/actor.ts';
import { toInstant } from '../../../platform/clock.ts';
import type { Db } from '../../../platform/db/database.ts';
import { visibleTo } from '../../tickets/index.ts';
import type { TriageDay } from '../triage-day.ts';

/** Tickets of which everything that their place depends on is read; the others come later than all of these. */
export const candidatesMax = 500;

export interface CandidatesInput extends TriageDay {
  actor: Actor;
  weights: TriageWeights;
  now: Date;
  /** All of it, whoever has them; left out: one's own and nobody's. */
  departmentId?: string | undefined;
}

export interface Candidate {
  id: string;
  facts: TriageFacts;
  placement: TriagePlacement | null;
  skippedAt: string | null;
}

interface CandidateRow {
  id: string;
  created_at: Date;
  customer_last_at: Date | null;
  our_last_at: Date | null;
  owner_id: string | null;
  clock_due_at: Date | null;
  no_news: boolean;
  rank: number | null;
  priority_count: number;
  unanswered_count: number;
  marks: z.infer<typeof triageFacts>['marks'];
  placement: TriagePlacement | null;
  skipped_at: Date | null;
  total: string;
}

/** What waits, and of what may come first its facts, in one statement; `total` counts all that waits. */
export async function readCandidates(
  input: CandidatesInput,
  db: Db,
): Promise<{ candidates: Candidate[]; total: number }> {
  const { rows } = await candidatesQuery(input).execute(db);
  return { candidates: rows.map(toCandidate), total: Number(rows[0]?.total ?? 0) };
}

/**
 * A first order, by what a row of tickets tells by itself, picks those that are looked at more closely. It is the formula
 * of `triageScore`, with as many points for unanswered messages as there can be: no ticket that is left out would come
 * before those that are taken and have as many.
 */
export function candidatesQuery(input: CandidatesInput) {
  const { agentId, day, now } = input;
  return sql<CandidateRow>`
    with ranked as materialized (
      select key, row_number() over (order by position) - 1 as rank, count(*) over () as priority_count
      from priorities where active
    ), marked as materialized (
      select h.ticket_id, null::uuid as contact_id, k.mark from ticket_tags h join tags k on k.key = h.tag_key where k.mark is not null
      union all select null, h.contact_id, k.mark from contact_tags h join tags k on k.key = h.tag_key where k.mark is not null
    ), waiting as (
      select t.id, t.created_at, t.customer_last_at, t.our_last_at, t.owner_id, t.requester_id, t.no_news, r.rank,
        (t.clock->>'dueAt')::timestamptz as clock_due_at, d.placement, s.at as skipped_at
      from tickets t
      left join ranked r on r.key = t.priority_key
      left join triage_steps s on s.agent_id = ${agentId} and s.day = ${day}::date and s.ticket_id = t.id
      left join triage_disagreements d on d.agent_id = ${agentId} and d.day = ${day}::date and d.ticket_id = t.id
      where t.closed_at is null and not t.is_spam and not t.practice
        and ${whose(input)} and ${visibleTo(input.actor)} and ${wantsAttention(now)}
        -- What was done today is done, until its customer writes again.
        and (s.outcome is null or s.outcome = 'skipped' or t.customer_last_at > s.at)
    ), picked as (
      select w.*, count(*) over () as total from waiting w
      order by (w.placement is not null) desc, ${firstOrder(input)} desc, w.created_at, w.id
      limit ${sql.lit(candidatesMax)}
    )
    select p.*, coalesce((select max(priority_count) from ranked), 0)::int as priority_count,
      p.rank::int as rank,
      (select count(*)::int from messages m where m.ticket_id = p.id and m.author_kind = 'customer' and not m.is_auto
        and m.at > coalesce(p.our_last_at, '-infinity'::timestamptz)) as unanswered_count,
      array(select distinct m.mark from marked m where m.ticket_id = p.id or m.contact_id = p.requester_id) as marks
    from picked p`;
}

/** Two reads of the index of what is open, or what is open of a department. */
function whose({ departmentId, agentId }: CandidatesInput): RawBuilder<boolean> {
  if (departmentId !== undefined) return sql<boolean>`t.department_id = ${departmentId}::uuid`;
  return sql<boolean>`(t.owner_id = ${agentId}::uuid or t.owner_id is null)`;
}

/** Nobody has it, nobody said how urgent it is, it waits for us, a promise presses, or the customer hears nothing. */
function wantsAttention(now: Date): RawBuilder<boolean> {
  return sql<boolean>`(t.owner_id is null or t.priority_key is null or t.stage in ('new', 'your_turn') or t.no_news
    or (t.clock->>'warnAt')::timestamptz <= ${now}::timestamptz or (t.clock->>'dueAt')::timestamptz <= ${now}::timestamptz)`;
}

const hoursSince = (at: RawBuilder<unknown>, now: Date) =>
  sql`(extract(epoch from ${now}::timestamptz - ${at}) / 3600.0)`;
const within01 = (value: RawBuilder<unknown>) => sql`least(1.0, greatest(0.0, ${value}))`;

function firstOrder({ weights, now }: CandidatesInput): RawBuilder<unknown> {
  const { clockHours, clockAtDue, waitingHours, ageDays, unknownPriority } = triageHorizons;
  const late = hoursSince(sql`w.clock_due_at`, now);
  const isWaiting = sql`(w.customer_last_at > w.our_last_at or w.our_last_at is null)`;
  const waited = hoursSince(sql`coalesce(w.customer_last_at, w.created_at)`, now);
  const parts = [
    sql`${weights.clock}::float8 * case when w.clock_due_at is null then 0
      when ${late} <= 0 then ${clockAtDue}::float8 * ${within01(sql`1 + ${late} / ${clockHours}::float8`)}
      else ${clockAtDue}::float8 + (1 - ${clockAtDue}::float8) * ${within01(sql`${late} / ${clockHours}::float8`)} end`,
    sql`${weights.priority}::float8 * case when w.rank is null then ${unknownPriority}::float8
      else coalesce(w.rank / nullif((select max(priority_count) from ranked) - 1, 0)::float8, 1) end`,
    sql`case when ${isWaiting} then ${weights.waiting}::float8 * ${within01(sql`${waited} / ${waitingHours}::float8`)}
      + ${weights.messages}::float8 else 0 end`,
    sql`${weights.age}::float8 * ${within01(sql`${hoursSince(sql`w.created_at`, now)} / (24 * ${ageDays}::float8)`)}`,
    sql`${weights.marks}::float8 * case when w.id in (select ticket_id from marked where ticket_id is not null)
      or w.requester_id in (select contact_id from marked where contact_id is not null) then 1 else 0 end`,
    sql`case when w.no_news then ${weights.noNews}::float8 else 0 end`,
    sql`case when w.owner_id is null then ${weights.unowned}::float8 else 0 end`,
  ];
  return sql`(${sql.join(parts, sql` + `)})`;
}

function toCandidate(row: CandidateRow): Candidate {
  const customerAt = row.customer_last_at ?? null;
  const isWaiting = row.our_last_at === null || (customerAt !== null && customerAt > row.our_last_at);
  return {
    id: row.id,
    placement: row.placement,
    skippedAt: toInstant(row.skipped_at),
    facts: {
      priorityRank: row.rank,
      priorityCount: row.priority_count,
      clockDueAt: toInstant(row.clock_due_at),
      waitingSince: isWaiting ? toInstant(customerAt ?? row.created_at) : null,
      unansweredCount: row.unanswered_count,
      createdAt: toInstant(row.created_at),
      marks: row.marks,
      noNews: row.no_news,
      isOwned: row.owner_id !== null,
    },
  };
}
