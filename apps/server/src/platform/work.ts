import type { Origin } from '@ventanilla/contracts/events';
import type { Actor } from './actor.ts';
import type { Clock } from './clock.ts';
import type { Db } from './db/database.ts';
import type { Ids } from './ids.ts';
import type { Keyring } from './keyring/keyring.ts';

/**
 * One unit of work: a transaction, one instant, one actor. Commands take it last; whatever they write, events
 * included, is committed or lost together.
 */
export interface Work {
  tx: Db;
  now: Date;
  ids: Ids;
  /** Signs what leaves with the change, such as the address that answers to a mail come back to. */
  keyring: Keyring;
  actor: Actor;
  origin: Origin;
  /** Import, simulation or replay that this belongs to. */
  runId: string | null;
  /** Event that made a reaction do this. */
  causeId: number | null;
  /** The same for everything that follows from one request, mail or timer. */
  correlationId: string;
}

export interface WorkOptions {
  actor: Actor;
  origin?: Origin;
  runId?: string | null;
  causeId?: number | null;
  correlationId?: string;
  /** Instant to record instead of the clock's; for imports and demo data. */
  now?: Date;
}

/** What every unit of work is given besides its transaction. */
export interface WorkDeps {
  clock: Clock;
  ids: Ids;
  keyring: Keyring;
}

export type Transact = <T>(options: WorkOptions, fn: (work: Work) => Promise<T>) => Promise<T>;

/** Makes the door through which every change passes; `afterCommit` wakes the sequencer. */
export function createTransact(deps: WorkDeps & { db: Db; afterCommit: () => void }): Transact {
  return async (options, fn) => {
    const result = await deps.db.transaction().execute((tx) => fn(makeWork({ ...options, tx }, deps)));
    deps.afterCommit();
    return result;
  };
}

/** A unit of work inside a transaction that somebody else commits (reactions, batches). */
export function makeWork(options: WorkOptions & { tx: Db }, deps: WorkDeps): Work {
  return {
    tx: options.tx,
    now: options.now ?? deps.clock.now(),
    ids: deps.ids,
    keyring: deps.keyring,
    actor: options.actor,
    origin: options.origin ?? 'live',
    runId: options.runId ?? null,
    causeId: options.causeId ?? null,
    correlationId: options.correlationId ?? deps.ids.uuid(),
  };
}
