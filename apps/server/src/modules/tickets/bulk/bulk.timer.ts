import { sql } from 'kysely';
import type { Actor } from '../../../platform/actor.ts';
import { isTransient } from '../../../platform/db/database.ts';
import { AppError } from '../../../platform/errors.ts';
import type { Platform } from '../../../platform/platform.ts';
import { setTimer, type TimerKind } from '../../../platform/timers/timers.ts';
import type { Work } from '../../../platform/work.ts';
import { findAgentActor } from '../../identity/index.ts';
import * as store from './bulk.store.ts';
import { changeTicket, undoTicket } from './change-ticket.ts';
import { differenceOf, readState } from './ticket-state.ts';

const kind = 'bulk.advance';
/**
 * Tickets done before the run makes room for whatever else is due: a reminder or a promise waits for so many, a fraction
 * of a second, however long the run is.
 */
export const portionMax = 5;
/** How long a run waits for the one before it, in ms. */
const waitMs = 1_000;

/** The run goes on from `dueAt`. */
export function planRun({ runId, dueAt }: { runId: string; dueAt: Date }, work: Work): Promise<void> {
  return setTimer({ key: `bulk/${runId}`, kind, dueAt, subject: { type: 'bulk_run', id: runId } }, work);
}

/**
 * Does the next tickets of a run. Each is a transaction of its own, with what became of it; the timer, which is held
 * meanwhile, keeps other processes away, and is still there when this one dies: so nothing is done twice and nothing
 * is left out.
 */
export function bulkTimer(platform: Platform): TimerKind {
  return {
    kind,
    async fire({ subject_id: runId }, work) {
      const run = await store.findRun({ runId }, work.tx);
      if (!run || run.finished_at) return;
      if (await store.waitsForAnother(run, work.tx))
        return planRun({ runId, dueAt: new Date(work.now.getTime() + waitMs) }, work);
      const ticketIds =
        run.state === 'cancelled' ? [] : await store.nextTickets({ runId, limit: portionMax }, work.tx);
      if (ticketIds.length === 0) return store.finishRun({ runId }, work);
      // What they may do now: whoever loses it in the middle of a run changes nothing more by it.
      const actor = await findAgentActor({ agentId: run.agent_id }, work.tx);
      const done = { changed: 0, unchanged: 0, failed: 0 };
      for (const ticketId of ticketIds) {
        const outcome = await doOne({ run, ticketId, actor }, platform);
        if (outcome) done[outcome] += 1;
      }
      await store.addProgress({ runId, done }, work);
      await planRun({ runId, dueAt: work.now }, work);
    },
  };
}

interface One {
  run: store.RunRow;
  ticketId: string;
  /** Null: they may not sign in any more. */
  actor: Actor | null;
}

/** Null where there was nothing to do. */
async function doOne(one: One, platform: Platform): Promise<store.Outcome['outcome'] | null> {
  const { run, ticketId, actor } = one;
  try {
    if (!actor) throw new AppError('auth.forbidden');
    const options = { actor, runId: run.id, correlationId: run.id };
    return await platform.transact(options, (work) => doClaimed(one, work));
  } catch (error) {
    if (isTransient(error)) throw error;
    const known = error instanceof AppError ? error : new AppError('http.internal', { cause: error });
    if (known !== error)
      platform.log.error({ err: error, runId: run.id, ticketId }, 'a ticket of a run failed');
    const settled = { outcome: 'failed' as const, reason: known.code, params: known.params };
    await store.settleRow({ runId: run.id, ticketId, settled }, platform.db);
    return 'failed';
  }
}

async function doClaimed({ run, ticketId }: One, work: Work): Promise<store.Outcome['outcome'] | null> {
  // A change and what is known of it are lost or kept together, and the end of the portion waits for the disk for all.
  await sql`set local synchronous_commit = off`.execute(work.tx);
  const claimed = await store.claimRow({ runId: run.id, ticketId }, work);
  if (!claimed) return null;
  const agentId = run.agent_id;
  const was = await readState({ ticketId, agentId }, work.tx);
  const { action } = run;
  if (run.undo_of === null) await changeTicket({ ticketId, action }, work);
  else {
    const { before, after } = claimed;
    await undoTicket({ ticketId, action, before: before ?? {}, after: after ?? {} }, work);
  }
  const is = await readState({ ticketId, agentId }, work.tx);
  const difference = was && is && differenceOf(was, is);
  const settled: store.Outcome = difference
    ? { outcome: 'changed', ...difference }
    : { outcome: 'unchanged' };
  await store.settleRow({ runId: run.id, ticketId, settled }, work.tx);
  return settled.outcome;
}
