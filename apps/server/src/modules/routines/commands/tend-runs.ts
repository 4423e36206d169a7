import { sql } from 'kysely';
import { systemActor } from '../../../platform/actor.ts';
import { appendEvents, event } from '../../../platform/events/index.ts';
import type { Platform } from '../../../platform/platform.ts';
import type { Work } from '../../../platform/work.ts';
import type { CalendarBooks } from '../../calendar/index.ts';
import { findAgentActor } from '../../identity/index.ts';
import { type EvidenceDeps, readEvidence } from '../evidence.ts';
import { listWorkers } from '../routines.store.ts';
import { frozen, witnessed } from '../run.rules.ts';
import { lockRunsPast, type RunRow, saveItems } from '../runs.store.ts';
import { writeTended } from '../tended.store.ts';
import { beginRuns } from './open-runs.ts';

/** So long before a duty is due its person is told, once. */
const soonMs = 30 * 60_000;
/** Duties looked at in one transaction. */
const batch = 50;

export interface TendDeps extends EvidenceDeps {
  books: CalendarBooks;
}

/** What time does to duties: they begin, are about to be due, and are over. Done again, nothing changes. */
export async function tendRuns({ transact }: Pick<Platform, 'transact'>, deps: TendDeps): Promise<void> {
  const asSystem = { actor: systemActor };
  await transact(asSystem, async (work) => {
    await beginRuns({ agents: await listWorkers(work.tx) }, work, deps);
    await writeTended(work);
  });
  while ((await transact(asSystem, (work) => endRuns(work, deps))) === batch);
  await transact(asSystem, (work) => lookAtDue(work, deps));
  await transact(asSystem, tellDue);
}

/** What is over: a last look at the evidence, which is kept as it was found. Answers how many there were. */
async function endRuns(work: Work, deps: EvidenceDeps): Promise<number> {
  const runs = await lockRunsPast({ past: 'ended', limit: batch }, work);
  await lookAs(runs, work, deps, { isOver: true });
  return runs.length;
}

/** What is due and waits for tickets alone is closed without its person having to come by. */
async function lookAtDue(work: Work, deps: EvidenceDeps): Promise<void> {
  const runs = await lockRunsPast({ past: 'due', limit: 1_000 }, work);
  const waiting = runs.filter(({ items }) => items.every(({ filter, state }) => filter || state !== 'open'));
  await lookAs(waiting, work, deps, { isOver: false });
}

/** Looks at the evidence of each with the eyes of its person. */
async function lookAs(
  runs: readonly RunRow[],
  work: Work,
  deps: EvidenceDeps,
  { isOver }: { isOver: boolean },
): Promise<void> {
  for (const agentId of new Set(runs.map(({ agent_id }) => agent_id))) {
    const theirs = runs.filter(({ agent_id }) => agent_id === agentId);
    const actor = await findAgentActor({ agentId }, work.tx);
    const found = actor ? await readEvidence({ runs: theirs, actor }, work.tx, deps) : new Map();
    for (const run of theirs) {
      const leftOf: ReadonlyMap<string, number | null> = found.get(run.id) ?? new Map();
      const seen = witnessed(run.items, { leftOf, at: isOver ? run.ends_at : work.now });
      await saveItems({ run, items: isOver ? frozen(seen, { leftOf }) : seen, isOver }, work);
    }
  }
}

/** Each once: soon before it is due, or late where nobody looked before. */
async function tellDue(work: Work): Promise<void> {
  const soon = new Date(work.now.getTime() + soonMs);
  const { rows } = await sql<{ id: string; routine_id: string; agent_id: string }>`
    update routine_runs set told_at = ${work.now}
    where state = 'open' and told_at is null and opens_at <= ${work.now} and due_at <= ${soon} and ends_at > ${work.now}
    returning id, routine_id, agent_id`.execute(work.tx);
  await appendEvents(
    rows.map(({ id, routine_id, agent_id }) =>
      event(
        'routine.due@1',
        { type: 'routine_run', id },
        { runId: id, routineId: routine_id, agentId: agent_id },
      ),
    ),
    work,
  );
}
