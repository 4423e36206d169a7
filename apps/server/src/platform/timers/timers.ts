import { sql } from 'kysely';
import { systemActor } from '../actor.ts';
import type { Db } from '../db/database.ts';
import { isTransient } from '../db/database.ts';
import { keepPlan } from '../db/kept-plans.ts';
import type { Log } from '../log.ts';
import { createLoop, type Loop } from '../loop.ts';
import { makeWork, type Work, type WorkDeps } from '../work.ts';

const pollMs = 1_000;
const sweepMax = 50;
/** Tries before a timer is left for a person to see. */
export const timerTriesMax = 5;
const retryMs = 30_000;
/** A hundred years. */
const setAsideMs = 100 * 365 * 86_400_000;

export interface Timer {
  id: string;
  due_at: Date;
  kind: string;
  subject_type: string;
  subject_id: string;
  key: string;
  payload: Record<string, unknown>;
  attempts: number;
}

/** A kind of deadline and what happens when it comes; effects and removal are one transaction. */
export interface TimerKind {
  kind: string;
  fire(timer: Timer, work: Work): Promise<void>;
  /** Where many may be due at once and cost less together: so many in one transaction at most. */
  together?: { most: number; fire(timers: readonly Timer[], work: Work): Promise<void> };
}

export interface NewTimer {
  key: string;
  kind: string;
  dueAt: Date;
  subject: { type: string; id: string };
  payload?: Record<string, unknown>;
}

/** Sets a deadline, or moves the one with the same key. */
export function setTimer(timer: NewTimer, work: Work): Promise<void> {
  return setTimers([timer], work);
}

/** Sets a deadline, or moves the one with the same key to where it is earlier; it is never moved to a later hour. */
export function setTimerNoLater(timer: NewTimer, work: Work): Promise<void> {
  return setTimers([timer], work, { noLater: true });
}

/** Sets deadlines in one statement; no two may have the same key. `noLater`: those there are stay where they are earlier. */
export async function setTimers(
  timers: readonly NewTimer[],
  work: Work,
  { noLater = false }: { noLater?: boolean } = {},
): Promise<void> {
  if (timers.length === 0) return;
  const rows = timers.map(({ key, kind, dueAt, subject, payload }) => ({
    id: work.ids.uuid(),
    due_at: dueAt,
    kind,
    subject_type: subject.type,
    subject_id: subject.id,
    key,
    payload: payload ?? {},
  }));
  await sql`insert into timers (id, due_at, kind, subject_type, subject_id, key, payload)
    select n.* from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as n (id uuid, due_at timestamptz, kind text,
      subject_type text, subject_id uuid, key text, payload jsonb)
    on conflict (key) do update set
      due_at = ${noLater ? sql`least(timers.due_at, excluded.due_at)` : sql`excluded.due_at`}, payload = excluded.payload, attempts = 0, last_error = null
    ${keepPlan}`.execute(work.tx);
}

/** Answers whether there was one to cancel. */
export async function cancelTimer(input: { key: string }, work: Work): Promise<boolean> {
  return (await cancelTimers({ keys: [input.key] }, work)) > 0;
}

/** Answers how many there were to cancel. */
export async function cancelTimers({ keys }: { keys: readonly string[] }, work: Work): Promise<number> {
  if (keys.length === 0) return 0;
  const { rows } = await sql`delete from timers where key = any(${[...keys]}::text[]) returning id`.execute(
    work.tx,
  );
  return rows.length;
}

/**
 * Fires what is due by the injected clock, oldest first; processes share the work by row locks. One that fails
 * is tried again later and, after `timerTriesMax`, keeps its error and stays far in the future for a person to see.
 * Of some that fail together each is fired alone.
 */
export function createTimerSweeper(
  kinds: readonly TimerKind[],
  deps: WorkDeps & { db: Db; log: Log; afterCommit: () => void },
): Loop & { sweep(): Promise<number> } {
  const byKind = new Map(kinds.map((kind) => [kind.kind, kind]));
  if (byKind.size !== kinds.length) throw new Error('two timer kinds have the same name');

  /** Answers how many were fired, those that failed included. */
  async function fireNext({ alone }: { alone: boolean }): Promise<number> {
    let firing: Timer[] = [];
    try {
      await deps.db.transaction().execute(async (tx) => {
        firing = await takeDue({ kinds: [...byKind.keys()], most: 1 }, tx);
        const first = firing[0];
        if (!first) return;
        const work = makeWork({ tx, actor: systemActor }, deps);
        const kind = byKind.get(first.kind)!;
        const { together } = kind;
        if (!together || alone) return kind.fire(first, work);
        firing.push(...(await takeDue({ kinds: [first.kind], most: together.most - 1 }, tx)));
        await together.fire(firing, work);
      });
    } catch (error) {
      const [failing, ...others] = firing;
      if (!failing || isTransient(error)) throw error;
      if (others.length > 0) return fireNext({ alone: true });
      await postpone(failing, error);
    }
    return firing.length;
  }

  /** The oldest that are due, taken away in the caller's transaction. */
  async function takeDue(
    { kinds: names, most }: { kinds: string[]; most: number },
    tx: Db,
  ): Promise<Timer[]> {
    const { rows } = await sql<Timer>`
      with due as materialized (
        select id from timers where due_at <= ${deps.clock.now()} and kind = any(${names}::text[])
        order by due_at, id limit ${most} for update skip locked)
      delete from timers t using due where t.id = due.id returning t.* ${keepPlan}`.execute(tx);
    rows.sort((a, b) => a.due_at.getTime() - b.due_at.getTime() || (a.id < b.id ? -1 : 1));
    return rows;
  }

  /** Unless somebody moved it in between. */
  async function postpone(timer: Timer, error: unknown) {
    const attempts = timer.attempts + 1;
    const waitMs = attempts < timerTriesMax ? retryMs * 2 ** timer.attempts : setAsideMs;
    const message = error instanceof Error ? error.message.slice(0, 500) : 'unknown';
    deps.log.error({ timer: timer.kind, attempts, err: error }, 'timer failed');
    await sql`update timers set attempts = ${attempts}, last_error = ${message},
      due_at = ${new Date(deps.clock.now().getTime() + waitMs)}
      where id = ${timer.id} and due_at = ${timer.due_at} and attempts = ${timer.attempts}`.execute(deps.db);
  }

  async function sweep() {
    let fired = 0;
    for (let now = -1; now !== 0 && fired < sweepMax; fired += now) now = await fireNext({ alone: false });
    if (fired > 0) deps.afterCommit();
    return fired;
  }

  const loop = createLoop({
    name: 'timers',
    pollMs,
    log: deps.log,
    run: async () => (await sweep()) >= sweepMax,
  });
  return { ...loop, sweep };
}
