import pg from 'pg';
import { workersLock } from './db/advisory-locks.ts';
import type { Log } from './log.ts';

const reconnectMs = 1_000;
/** A process that was just killed is noticed by the database within moments: it is asked again before giving up. */
const aloneTries = 4;
const aloneWaitMs = 150;

/** Tells whether other worker processes live, by a lock that ends with the process, however it ends. */
export interface WorkerPresence {
  /**
   * Begins to be present. Where no other worker process lives, `whenAlone` runs first, and none can begin until it
   * ends: what a dead one had in hand can be given back without taking it from a living one.
   */
  start(whenAlone: () => Promise<void>): Promise<void>;
  stop(): Promise<void>;
}

/** Holds one connection of its own, direct, not pooled by transaction. */
export function createWorkerPresence({ url, log }: { url: string; log: Log }): WorkerPresence {
  let client: pg.Client | null = null;
  let retry: NodeJS.Timeout | null = null;
  let stopped = true;

  async function connect(): Promise<pg.Client> {
    const next = new pg.Client({
      connectionString: url,
      application_name: 'ventanilla worker',
      keepAlive: true,
    });
    next.on('error', () => lost(next));
    next.on('end', () => lost(next));
    await next.connect();
    return next;
  }

  function lost(which: pg.Client) {
    if (stopped || which !== client) return;
    client = null;
    scheduleReturn();
  }

  /** Back after the database was away; meanwhile a process that starts may take this one for dead. */
  function scheduleReturn() {
    retry ??= setTimeout(() => {
      retry = null;
      beSeen().catch((error: unknown) => {
        log.warn({ err: error }, 'worker could not announce itself; it will try again');
        if (!stopped) scheduleReturn();
      });
    }, reconnectMs);
  }

  async function beSeen(): Promise<void> {
    const next = await connect();
    await next.query('select pg_advisory_lock_shared($1)', [workersLock]);
    if (stopped) await next.end();
    else client = next;
  }

  return {
    async start(whenAlone) {
      stopped = false;
      const next = await connect();
      try {
        const isAlone = await lockAlone(next);
        if (isAlone) await whenAlone();
        // Shared before the other is given up: between the two nobody could tell that this process lives.
        await next.query('select pg_advisory_lock_shared($1)', [workersLock]);
        if (isAlone) await next.query('select pg_advisory_unlock($1)', [workersLock]);
      } catch (error) {
        await next.end().catch(() => undefined);
        throw error;
      }
      client = next;
    },
    async stop() {
      stopped = true;
      if (retry) clearTimeout(retry);
      retry = null;
      await client?.end().catch(() => undefined);
      client = null;
    },
  };
}

async function lockAlone(client: pg.Client): Promise<boolean> {
  for (let tried = 1; ; tried += 1) {
    const { rows } = await client.query<{ locked: boolean }>('select pg_try_advisory_lock($1) as locked', [
      workersLock,
    ]);
    if (rows[0]?.locked) return true;
    if (tried === aloneTries) return false;
    await new Promise((resolve) => setTimeout(resolve, aloneWaitMs));
  }
}
