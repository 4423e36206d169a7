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

/** Sets deadlines in one statement; no two may have the same key. */
export async function setTimers(timers: readonly NewTimer[], work: Work): Promise<void> {
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
    on conflict (key) do update set due_at = excluded.due_at, payload = excluded.payload, attempts = 0, last_error = null
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
 */
export function createTimerSweeper(
  kinds: readonly TimerKind[],
  deps: WorkDeps & { db: Db; log: Log; afterCommit: () => void },
): Loop & { sweep(): Promise<number> } {
  const byKind = new Map(kinds.map((kind) => [kind.kind, kind]));
  if (byKind.size !== kinds.length) throw new Error('two timer kinds have the same name');

  async function fireOne(): Promise<boolean> {
    let failing: Timer | null = null;
    try {
      return await deps.db.transaction().execute(async (tx) => {
        const { rows } = await sql<Timer>`select * from timers
          where due_at <= ${deps.clock.now()} and kind = any(${[...byKind.keys()]}::text[])
          order by due_at, id limit 1 for update skip locked`.execute(tx);
        const timer = rows[0];
        if (!timer) return false;
        failing = timer;
        await sql`delete from timers where id = ${timer.id}`.execute(tx);
        await byKind.get(timer.kind)!.fire(timer, makeWork({ tx, actor: systemActor }, deps));
        return true;
      });
    } catch (error) {
      if (!failing || isTransient(error)) throw error;
      await postpone(failing, error);
      return true;
    }
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
    while (fired < sweepMax && (await fireOne())) fired += 1;
    if (fired > 0) deps.afterCommit();
    return fired;
  }

  const loop = createLoop({
    name: 'timers',
    pollMs,
    log: deps.log,
    run: async () => (await sweep()) === sweepMax,
  });
  return { ...loop, sweep };
}
