import { CompiledQuery } from 'kysely';
import type PgBoss from 'pg-boss';
import type { DatabaseHandle } from '../db/database.ts';
import type { Log } from '../log.ts';
import type { Work } from '../work.ts';
import { jobSchema } from './job-schema.ts';

/** Ids, enums and numbers only: a job's data outlives what it speaks of, and nobody erases it. */
export type JobData = Record<string, string | number | boolean | null>;

/** Slow or periodic work, done by workers, tried again when it fails, and therefore idempotent. */
export interface JobDefinition {
  /** Unique in the product, and what it does: `ensure-event-partitions`. */
  name: string;
  /** When it begins by itself: five fields of cron in `timeZone` (UTC if absent). */
  cron?: string;
  timeZone?: string;
  /** After so long a run is given up and tried again; a quarter of an hour if absent. */
  hoursMax?: number;
  run(data: JobData): Promise<void>;
}

export interface Jobs {
  /** Enqueues a job; in the caller's transaction when a `work` is given. A periodic job that waits already is not enqueued again. */
  send(input: { name: string; data?: JobData }, work?: Work): Promise<void>;
  /** Begins to work on the definitions and puts their cron in force. The queues must exist (`ensureJobQueues`). */
  start(definitions: readonly JobDefinition[]): Promise<void>;
  /** Waits a few seconds for jobs under way; those that take longer are tried again by another worker. */
  stop(): Promise<void>;
}

const pollSeconds = 5;
const stopWaitMs = 5_000;

/** Cron, imports, reports and other slow work on pg-boss, over the process's own pool. */
export function createJobs(deps: { database: DatabaseHandle; log: Log }): Jobs {
  const { database, log } = deps;
  let boss: Promise<PgBoss> | null = null;
  let stopping = false;

  /** The package is loaded when first needed: a start does not wait for it. */
  function open(): Promise<PgBoss> {
    boss ??= import('pg-boss').then(({ default: Boss }) => {
      const made = new Boss({
        schema: jobSchema,
        migrate: false,
        db: { executeSql: (text: string, values: unknown[]) => database.pool.query(text, values) },
        maintenanceIntervalSeconds: 300,
      });
      made.on('error', (error) => {
        if (!stopping) log.warn({ err: error }, 'a queue of jobs failed; it will try again');
      });
      return made;
    });
    return boss;
  }

  async function runOne(definition: JobDefinition, job: { id: string; data: unknown }) {
    try {
      await definition.run((job.data ?? {}) as JobData);
    } catch (error) {
      log.error({ job: definition.name, jobId: job.id, err: error }, 'job failed');
      // pg-boss stores what is thrown, and the message of an error may quote what nobody could erase there.
      throw new Error('failed; see the log');
    }
  }

  return {
    async send({ name, data = {} }, work) {
      const options = { retryLimit: 5, retryDelay: 30, retryBackoff: true };
      const db = work && { executeSql: (text: string, values: unknown[]) => runRaw(work, text, values) };
      await (await open()).send(name, data, db ? { ...options, db } : options);
    },
    async start(definitions) {
      refuseDuplicates(definitions);
      const started = await open();
      await started.start();
      for (const definition of definitions) {
        const { name, cron, timeZone = 'UTC', hoursMax } = definition;
        const limit = hoursMax ? { expireInHours: hoursMax } : {};
        if (cron) await started.schedule(name, cron, {}, { tz: timeZone, ...limit });
        await started.work(name, { pollingIntervalSeconds: pollSeconds }, async (jobs) => {
          for (const job of jobs) await runOne(definition, job);
        });
      }
      await unscheduleOthers(started, definitions);
    },
    async stop() {
      stopping = true;
      await (await boss)?.stop({ graceful: true, close: false, timeout: stopWaitMs });
    },
  };
}

async function runRaw(work: Work, text: string, values: unknown[]) {
  const { rows } = await work.tx.executeQuery(CompiledQuery.raw(text, values));
  return { rows };
}

function refuseDuplicates(definitions: readonly JobDefinition[]) {
  const names = definitions.map(({ name }) => name);
  if (new Set(names).size !== names.length) throw new Error('two jobs have the same name');
}

/** A job of an earlier version no longer has anybody who works on it. */
async function unscheduleOthers(boss: PgBoss, definitions: readonly JobDefinition[]) {
  const wanted = new Set(definitions.filter(({ cron }) => cron).map(({ name }) => name));
  for (const { name } of await boss.getSchedules()) if (!wanted.has(name)) await boss.unschedule(name);
}
