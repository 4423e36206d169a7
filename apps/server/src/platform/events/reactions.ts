import type { EventType, Origin } from '@ventanilla/contracts/events';
import { systemActor } from '../actor.ts';
import { type Db, isTransient } from '../db/database.ts';
import type { Log } from '../log.ts';
import { createLoop, type Loop } from '../loop.ts';
import { makeWork, type Work, type WorkDeps } from '../work.ts';
import { hasAppended } from './append.ts';
import { type CursorMove, lockCursor, moveCursor, moveCursorPast, waitForCursor } from './cursors.ts';
import { createHeldEvents } from './held-events.ts';
import { type LoggedEvent, type Portion, readPortion, type Wanted } from './log-portion.ts';
import { countFailure, countSetAside, firstSetAside, park, removeSetAside } from './set-aside.ts';

/** Events handled in one transaction at most. */
export const reactionBatchMax = 100;
/** Tries of one event alone before it is set aside. */
export const reactionTriesMax = 3;
/** Safety net under what the reader of the log hands over. */
const pollMs = 5_000;

/**
 * Something that happens because of events. It must be idempotent, and it has one name in the whole system that
 * says both ends: `open-interval.on-ticket-changed`. It sees only `live` events unless it says otherwise, so
 * that nothing imported or practised ever notifies, breaches or counts.
 */
export interface Reaction {
  name: string;
  types: readonly EventType[];
  origins?: readonly Origin[];
  /** Events of one batch in order, inside one transaction with the cursor. */
  handle(events: LoggedEvent[], work: Work): Promise<void>;
}

export interface ReactionDeps extends WorkDeps {
  db: Db;
  log: Log;
  /** Called after each commit in which a reaction appended events. */
  afterCommit: () => void;
}

export interface ReactionRunner extends Loop {
  name: string;
  wanted: Wanted;
  /** Handles one batch; answers how many events it was, and more than 0 while the log has to be read further. */
  step(): Promise<number>;
  /** Takes what was read of the log for all reactions; begins a step if there is something of concern. */
  offer(portion: Portion): void;
  /** How far the cursor may go without a step, where it lags behind; null where it does not. */
  spare(): CursorMove | null;
  /** The cursor was moved as `spare` said. */
  moved(move: CursorMove): void;
}

export function wantedOf({ types, origins }: Reaction): Wanted {
  return { types, origins: origins ?? ['live'] };
}

/**
 * Runs one reaction behind its own cursor. Cursor and effects are committed together; processes take turns by
 * the cursor's row lock. A batch that fails is halved until the failing event stands alone; after
 * `reactionTriesMax` it is set aside, and later events of its subject are parked behind it.
 */
export function createReactionRunner(reaction: Reaction, deps: ReactionDeps): ReactionRunner {
  const { name } = reaction;
  const wanted = wantedOf(reaction);
  const held = createHeldEvents(wanted);
  let limit = reactionBatchMax;
  /** The event that stood alone when it failed, and how often in a row. */
  let alone = { pos: 0, tries: 0 };
  /** Whether the last step leaves work that nobody will tell of. */
  let hasMore = false;

  async function step(): Promise<number> {
    let events: readonly LoggedEvent[] = [];
    try {
      const { portion, appended } = await deps.db.transaction().execute(async (tx) => {
        const next = await nextPortion(tx);
        events = next?.events ?? [];
        if (next) await handlePortion(next, tx);
        return { portion: next, appended: hasAppended(tx) };
      });
      if (portion) held.done(portion.upTo);
      hasMore = portion?.isFull ?? false;
      if (appended) deps.afterCommit();
    } catch (error) {
      held.forget();
      // Without a batch it is not an event's fault: the loop waits and tries again.
      if (events.length === 0 || isTransient(error)) throw error;
      await afterFailure(events, error);
      hasMore = true;
      return 1;
    }
    limit = Math.min(reactionBatchMax, limit * 2);
    return events.length + (hasMore ? 1 : 0);
  }

  /** Null when another process holds the cursor. */
  async function nextPortion(tx: Db): Promise<Portion | null> {
    const after = await lockCursor({ consumer: name }, tx);
    if (after === null) return null;
    return held.take({ after, limit }) ?? readPortion({ after, limit, wanted }, tx);
  }

  async function handlePortion({ after, upTo, events }: Portion, tx: Db) {
    if (events.length === 0) {
      if (upTo !== after) await moveCursor({ consumer: name, pos: upTo }, tx);
      return;
    }
    const subjectIds = [...new Set(events.map(({ subject_id }) => subject_id))];
    const blocked = await moveCursorPast({ consumer: name, pos: upTo, subjectIds }, tx);
    const parked = events.filter(({ subject_id }) => blocked.has(subject_id));
    const ready = events.filter(({ subject_id }) => !blocked.has(subject_id));
    await park({ consumer: name, events: parked, state: 'parked', error: null, attempts: 0 }, tx, deps);
    if (ready.length > 0) await reaction.handle(ready, reactionWork(tx, ready, deps));
  }

  async function afterFailure(events: readonly LoggedEvent[], error: unknown) {
    if (events.length > 1) {
      limit = Math.max(1, Math.floor(events.length / 2));
      return;
    }
    const { pos } = events[0]!;
    limit = 1;
    alone = { pos, tries: alone.pos === pos ? alone.tries + 1 : 1 };
    deps.log.error({ reaction: name, pos, tries: alone.tries, err: error }, 'reaction failed on one event');
    if (alone.tries >= reactionTriesMax) await setAside(pos, error);
  }

  /** The failing event keeps its place in a table that people can see and retry; the cursor goes on. */
  async function setAside(pos: number, error: unknown) {
    await deps.db.transaction().execute(async (tx) => {
      const after = await lockCursor({ consumer: name }, tx);
      if (after === null) return;
      const { events } = await readPortion({ after, limit: 1, wanted }, tx);
      // Another process may have gone on meanwhile: what comes first now is innocent.
      if (events[0]?.pos !== pos) return;
      const message = describe(error);
      const attempts = reactionTriesMax;
      await park({ consumer: name, events, state: 'failed', error: message, attempts }, tx, deps);
      await moveCursor({ consumer: name, pos }, tx);
    });
  }

  const loop = createLoop({
    name,
    pollMs,
    log: deps.log,
    run: async () => {
      await step();
      return hasMore;
    },
  });
  return {
    ...loop,
    name,
    wanted,
    step,
    offer(portion) {
      if (held.add(portion)) loop.wake();
    },
    spare() {
      const span = held.spare();
      return span && { consumer: name, ...span };
    },
    moved: held.moved,
  };
}

function reactionWork(tx: Db, events: readonly LoggedEvent[], deps: ReactionDeps) {
  const only = events.length === 1 ? events[0]! : null;
  return makeWork(
    {
      tx,
      actor: systemActor,
      causeId: only?.id ?? null,
      ...(only ? { correlationId: only.correlation_id } : {}),
    },
    deps,
  );
}

function describe(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 500) : 'unknown';
}

/**
 * Tries the events of one subject that a reaction set aside again, in order, up to the first that still fails.
 * Answers how many went through and how many are left.
 */
export async function retrySetAside(
  input: { reaction: Reaction; subjectId: string },
  deps: ReactionDeps,
): Promise<{ processed: number; left: number }> {
  const { reaction, subjectId } = input;
  const where = { consumer: reaction.name, subjectId };
  let processed = 0;
  for (;;) {
    const isDone = await retryFirst(reaction, subjectId, deps).catch(async (error: unknown) => {
      if (isTransient(error)) throw error;
      await countFailure({ ...where, error: describe(error) }, deps.db);
      return false;
    });
    if (!isDone) break;
    processed += 1;
  }
  if (processed > 0) deps.afterCommit();
  return { processed, left: await countSetAside(where, deps.db) };
}

async function retryFirst(reaction: Reaction, subjectId: string, deps: ReactionDeps): Promise<boolean> {
  return deps.db.transaction().execute(async (tx) => {
    // The cursor's lock keeps the runner from parking a further event of the subject meanwhile.
    await waitForCursor({ consumer: reaction.name }, tx);
    const first = await firstSetAside({ consumer: reaction.name, subjectId }, tx);
    if (!first) return false;
    await reaction.handle([first], reactionWork(tx, [first], deps));
    await removeSetAside({ id: first.set_aside_id }, tx);
    return true;
  });
}
