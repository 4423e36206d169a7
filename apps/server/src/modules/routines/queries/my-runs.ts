import { pastDaysShown, pastRunsShown, type RoutineRun } from '@ventanilla/contracts/routine-runs';
import { sql } from 'kysely';
import type { Actor } from '../../../platform/actor.ts';
import { toInstant } from '../../../platform/clock.ts';
import type { Db } from '../../../platform/db/database.ts';
import type { Work } from '../../../platform/work.ts';
import { type CalendarBooks, wallClock } from '../../calendar/index.ts';
import { listOverseen } from '../../identity/index.ts';
import { agentIdOf, filterTexts, visibleTo } from '../../tickets/index.ts';
import { beginRuns } from '../commands/open-runs.ts';
import { lookAtEvidence } from '../commands/settle-items.ts';
import { type EvidenceDeps, readEvidence } from '../evidence.ts';
import { placeOf } from '../run.rules.ts';
import { lockOwnRuns, type RunRow } from '../runs.store.ts';

const dayMs = 86_400_000;

/**
 * Somebody's duties. Those of today begin with it where no worker has begun them, and what the evidence shows is kept:
 * reading twice changes nothing. Throws `auth.forbidden` for a program.
 */
export async function readMyRuns(
  work: Work,
  deps: EvidenceDeps & { books: CalendarBooks },
): Promise<RoutineRun[]> {
  const { actor, now } = work;
  const agentId = agentIdOf(actor);
  const self = await listOverseen({ actor: { ...actor, scope: 'own' } }, work.tx);
  await beginRuns({ agents: self }, work, deps);
  const { runs, leftOf } = await lookAtEvidence({ runs: await lockOwnRuns({ agentId }, work) }, work, deps);
  const { rows: past } = await sql<RunRow>`
    select * from routine_runs where agent_id = ${agentId} and ends_at <= ${now}
      and ends_at > ${new Date(now.getTime() - pastDaysShown * dayMs)}
    order by ends_at desc, due_at desc, id limit ${sql.lit(pastRunsShown)}`.execute(work.tx);
  return toRuns([...runs, ...past], { actor, now, leftOf }, work.tx);
}

/** One duty as its person reads it. */
export async function toOwnRun(run: RunRow, work: Work, deps: EvidenceDeps): Promise<RoutineRun> {
  const { actor, now } = work;
  const leftOf = await readEvidence({ runs: [run], actor }, work.tx, deps);
  const [read] = await toRuns([run], { actor, now, leftOf }, work.tx);
  return read!;
}

async function toRuns(
  runs: readonly RunRow[],
  context: { actor: Actor; now: Date; leftOf: ReadonlyMap<string, ReadonlyMap<string, number | null>> },
  db: Db,
): Promise<RoutineRun[]> {
  const { actor, now, leftOf } = context;
  const tickets = await readTickets({ runs, actor }, db);
  const filters = runs.flatMap(({ items }) => items.flatMap(({ filter }) => (filter ? [filter] : [])));
  const texts = await filterTexts(filters, actor, db);
  let next = 0;
  return runs.map((run) => {
    const clock = wallClock(run.time_zone);
    const dayEnds = new Date(clock.reach((Math.floor(clock.read(now.getTime()) / dayMs) + 1) * dayMs));
    const left = leftOf.get(run.id);
    return {
      id: run.id,
      routineId: run.routine_id,
      name: run.name,
      note: run.note,
      every: run.every,
      state: run.state,
      place: placeOf({ dueAt: run.due_at, endsAt: run.ends_at }, { now, dayEnds }),
      opensAt: toInstant(run.opens_at),
      dueAt: toInstant(run.due_at),
      endsAt: toInstant(run.ends_at),
      timeZone: run.time_zone,
      closedAt: toInstant(run.closed_at),
      ticket: (run.ticket_id && tickets.get(run.ticket_id)) || null,
      items: run.items.map(({ filter, byId, left: kept, ...item }) => ({
        ...item,
        filterText: filter ? texts[next++]! : null,
        byName: byId === actor.id ? actor.name : null,
        left: left?.get(item.id) ?? kept,
      })),
    };
  });
}

async function readTickets(
  { runs, actor }: { runs: readonly RunRow[]; actor: Actor },
  db: Db,
): Promise<Map<string, NonNullable<RoutineRun['ticket']>>> {
  const ids = runs.flatMap(({ ticket_id }) => (ticket_id ? [ticket_id] : []));
  if (ids.length === 0) return new Map();
  const { rows } = await sql<NonNullable<RoutineRun['ticket']>>`
    select t.id, t.number, t.subject from tickets t
    where t.id = any(${[...new Set(ids)]}::uuid[]) and ${visibleTo(actor)}`.execute(db);
  return new Map(rows.map((row) => [row.id, row]));
}
