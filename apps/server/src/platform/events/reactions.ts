import type { EventActor, EventType, Origin } from '@ventanilla/contracts/events';
import { sql } from 'kysely';
import { systemActor } from '../actor.ts';
import { type Db, isTransient } from '../db/database.ts';
import { keepPlan } from '../db/kept-plans.ts';
import type { Log } from '../log.ts';
import { createLoop, type Loop } from '../loop.ts';
import { makeWork, type Work, type WorkDeps } from '../work.ts';

/** Events handled in one transaction at most. */
export const reactionBatchMax = 100;
/** Tries of one event alone before it is set aside. */
export const reactionTriesMax = 3;
/** Safety net under the notices of the log. */
const pollMs = 5_000;
/** Reactions may be this much later than the change, and then share a transaction. */
const gatherMs = 25;

/** An event as consumers read it: with its position in the log. */
export interface LoggedEvent {
  pos: number;
  id: number;
  at: Date;
  type: EventType;
  version: number;
  origin: Origin;
  subject_type: string;
  subject_id: string;
  actor: EventActor;
  correlation_id: string;
  payload: Record<string, unknown>;
}

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
  /** Called after each commit, for the events that reactions append. */
  afterCommit: () => void;
}

/**
 * Runs one reaction behind its own cursor. Cursor and effects are committed together; processes take turns by
 * the cursor's row lock. A batch that fails is halved until the failing event stands alone; after
 * `reactionTriesMax` it is set aside, and later events of its subject are parked behind it.
 */
export function createReactionRunner(
  reaction: Reaction,
  deps: ReactionDeps,
): Loop & { step(): Promise<number> } {
  let limit = reactionBatchMax;
  /** The event that stood alone when it failed, and how often in a row. */
  let alone = { pos: 0, tries: 0 };

  /** Whether the last step leaves work that no notice will tell of. */
  let hasMore = false;

  async function step(): Promise<number> {
    let events: LoggedEvent[] = [];
    const asked = limit;
    try {
      await deps.db.transaction().execute(async (tx) => {
        events = (await readBatch(tx, reaction.name, limit)) ?? [];
        await handleBatch(events, tx);
      });
    } catch (error) {
      // Without a batch it is not an event's fault: the loop waits and tries again.
      if (events.length === 0 || isTransient(error)) throw error;
      await afterFailure(events, error);
      hasMore = true;
      return 1;
    }
    limit = Math.min(reactionBatchMax, limit * 2);
    hasMore = events.length === asked;
    if (events.length > 0) deps.afterCommit();
    return events.length;
  }

  async function afterFailure(events: readonly LoggedEvent[], error: unknown) {
    if (events.length > 1) {
      limit = Math.max(1, Math.floor(events.length / 2));
      return;
    }
    const { pos } = events[0]!;
    limit = 1;
    alone = { pos, tries: alone.pos === pos ? alone.tries + 1 : 1 };
    deps.log.error(
      { reaction: reaction.name, pos, tries: alone.tries, err: error },
      'reaction failed on one event',
    );
    if (alone.tries >= reactionTriesMax) await setAside(pos, error);
  }

  /** The failing event keeps its place in a table that people can see and retry; the cursor goes on. */
  async function setAside(pos: number, error: unknown) {
    await deps.db.transaction().execute(async (tx) => {
      const [failed] = (await readBatch(tx, reaction.name, 1)) ?? [];
      // Another process may have gone on meanwhile: what comes first now is innocent.
      if (failed?.pos !== pos) return;
      const message = error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 500) : 'unknown';
      await park(
        tx,
        reaction.name,
        [failed],
        { state: 'failed', error: message, attempts: reactionTriesMax },
        deps,
      );
      await moveCursor(tx, reaction.name, pos);
    });
  }

  async function handleBatch(events: LoggedEvent[], tx: Db) {
    if (events.length === 0) return;
    const wanted = events.filter((item) => concerns(reaction, item));
    if (wanted.length > 0) {
      const blocked = await blockedSubjects(tx, reaction.name, wanted);
      const parked = wanted.filter(({ subject_id }) => blocked.has(subject_id));
      const ready = wanted.filter(({ subject_id }) => !blocked.has(subject_id));
      await park(tx, reaction.name, parked, { state: 'parked', error: null, attempts: 0 }, deps);
      if (ready.length > 0) await reaction.handle(ready, reactionWork(tx, ready, deps));
    }
    await moveCursor(tx, reaction.name, events.at(-1)!.pos);
  }

  const loop = createLoop({
    name: reaction.name,
    pollMs,
    gatherMs,
    log: deps.log,
    run: async () => {
      await step();
      return hasMore;
    },
  });
  return { ...loop, step };
}

function concerns(reaction: Reaction, event: LoggedEvent) {
  return reaction.types.includes(event.type) && (reaction.origins ?? ['live']).includes(event.origin);
}

function reactionWork(tx: Db, events: LoggedEvent[], deps: ReactionDeps) {
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

/** Null when another process holds the cursor. A consumer that is new starts at the beginning of the log. */
async function readBatch(tx: Db, consumer: string, limit: number): Promise<LoggedEvent[] | null> {
  const cursor = await sql<{ pos: number }>`
    select pos from event_cursors where consumer = ${consumer} for update skip locked ${keepPlan}`.execute(
    tx,
  );
  if (!cursor.rows[0]) return null;
  const { rows } = await sql<LoggedEvent>`
    select l.pos, e.id, e.at, e.type, e.version, e.origin, e.subject_type, e.subject_id, e.actor,
      e.correlation_id, e.payload
    from events_log l join events e on e.id = l.event_id
    where l.pos > ${cursor.rows[0].pos} order by l.pos limit ${limit} ${keepPlan}`.execute(tx);
  return rows;
}

async function moveCursor(tx: Db, consumer: string, pos: number) {
  await sql`update event_cursors set pos = ${pos} where consumer = ${consumer} ${keepPlan}`.execute(tx);
}

async function blockedSubjects(tx: Db, consumer: string, events: LoggedEvent[]) {
  const subjects = [...new Set(events.map(({ subject_id }) => subject_id))];
  const { rows } = await sql<{ subject_id: string }>`
    select distinct subject_id from event_set_aside
    where consumer = ${consumer} and subject_id = any(${subjects}::uuid[]) ${keepPlan}`.execute(tx);
  return new Set(rows.map(({ subject_id }) => subject_id));
}

async function park(
  tx: Db,
  consumer: string,
  events: LoggedEvent[],
  how: { state: 'failed' | 'parked'; error: string | null; attempts: number },
  deps: Pick<WorkDeps, 'clock' | 'ids'>,
) {
  if (events.length === 0) return;
  await tx
    .insertInto('event_set_aside')
    .values(
      events.map(({ pos, id, subject_id }) => ({
        id: deps.ids.uuid(),
        consumer,
        pos,
        event_id: id,
        subject_id,
        at: deps.clock.now(),
        ...how,
      })),
    )
    .execute();
}

/** Makes sure that each consumer has its cursor before its runner starts. */
export async function registerConsumers(names: readonly string[], db: Db) {
  if (new Set(names).size !== names.length) throw new Error('two reactions have the same name');
  if (names.length === 0) return;
  await sql`insert into event_cursors (consumer, pos) select unnest(${[...names]}::text[]), 0
    on conflict do nothing`.execute(db);
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
  let processed = 0;
  for (;;) {
    const done = await retryFirst(reaction, subjectId, deps).catch(async (error: unknown) => {
      if (isTransient(error)) throw error;
      const message = error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 500) : 'unknown';
      await sql`update event_set_aside set attempts = attempts + 1, error = ${message}, state = 'failed'
        where id = (select id from event_set_aside where consumer = ${reaction.name} and subject_id = ${subjectId}
          order by pos limit 1)`.execute(deps.db);
      return false;
    });
    if (!done) break;
    processed += 1;
  }
  if (processed > 0) deps.afterCommit();
  const { rows } = await sql<{ left: number }>`select count(*)::int as left from event_set_aside
    where consumer = ${reaction.name} and subject_id = ${subjectId}`.execute(deps.db);
  return { processed, left: rows[0]!.left };
}

async function retryFirst(reaction: Reaction, subjectId: string, deps: ReactionDeps): Promise<boolean> {
  return deps.db.transaction().execute(async (tx) => {
    // The cursor's lock keeps the runner from parking a further event of the subject meanwhile.
    await sql`select pos from event_cursors where consumer = ${reaction.name} for update`.execute(tx);
    const { rows } = await sql<LoggedEvent & { set_aside_id: string }>`
      select s.id as set_aside_id, s.pos, e.id, e.at, e.type, e.version, e.origin, e.subject_type, e.subject_id,
        e.actor, e.correlation_id, e.payload
      from event_set_aside s join events e on e.id = s.event_id
      where s.consumer = ${reaction.name} and s.subject_id = ${subjectId} order by s.pos limit 1`.execute(tx);
    const first = rows[0];
    if (!first) return false;
    await reaction.handle([first], reactionWork(tx, [first], deps));
    await sql`delete from event_set_aside where id = ${first.set_aside_id}`.execute(tx);
    return true;
  });
}
