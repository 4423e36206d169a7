import { type BackupFailure, backupFailures } from '@ventanilla/contracts/backups';
import { sql } from 'kysely';
import { systemActor } from '../../platform/actor.ts';
import {
  BackupError,
  type BackupResult,
  copyId,
  makeBackup,
  openCopyAt,
  openSinkAt,
} from '../../platform/backup/index.ts';
import { backupLock } from '../../platform/db/advisory-locks.ts';
import { appendEvents, event } from '../../platform/events/index.ts';
import type { Platform } from '../../platform/platform.ts';
import { findBrand } from '../brand/index.ts';
import { mailAgentsWhoMay } from '../identity/index.ts';
import { dueDay } from './backups.rules.ts';
import { readSettings, type StoredSettings, triesOn } from './backups.store.ts';
import { removeOldCopies } from './remove-old-copies.ts';
import { tellWhenLate } from './tell-when-late.ts';

/** Tries for one day of the schedule; then people are told. */
const triesMax = 3;

export interface BackupsDeps {
  platform: Platform;
  /** Where copies go until somebody chooses. */
  defaultFolder: string;
  signal: AbortSignal;
}

/** What is to be made: what somebody asked for, or the copy of a day. */
type Wanted = { kind: 'asked'; runId: string } | { kind: 'day'; runId: string; day: string; tries: number };

/**
 * One look at the schedule: makes the copy that is due or was asked for, removes what newer ones replace, and tells
 * administrators when copies fail or are too old. Called every few minutes by whichever worker is free; a copy that a
 * dead process left half made is seen here and made again.
 */
export async function runBackups(deps: BackupsDeps): Promise<void> {
  const { platform } = deps;
  const settings = await readSettings(platform.db, deps.defaultFolder);
  if (await isRunning(platform)) return;
  await failInterrupted(platform);
  const timeZone = (await findBrand(platform.db))?.time_zone ?? 'UTC';
  const wanted = await findWanted({ settings, timeZone }, platform);
  if (wanted) {
    const isMade = await makeOne(wanted, settings, deps);
    if (isMade) await removeOldCopies({ settings, timeZone }, platform);
  }
  await tellWhenLate(settings, platform);
}

/** Whether any process is making a copy of this database. */
export async function isRunning({ db }: Pick<Platform, 'db'>): Promise<boolean> {
  const { rows } = await sql`select from pg_locks where locktype = 'advisory' and granted and classid = 0
    and objid = ${backupLock} and database = (select oid from pg_database where datname = current_database())`.execute(
    db,
  );
  return rows.length > 0;
}

/** Nobody makes a copy now, so those that are said to run were cut short. */
async function failInterrupted({ db, clock }: Platform): Promise<void> {
  await db
    .updateTable('backup_runs')
    .set({ state: 'failed', problem: 'interrupted', ended_at: clock.now() })
    .where('state', '=', 'running')
    .execute();
}

async function findWanted(
  { settings, timeZone }: { settings: StoredSettings; timeZone: string },
  { db, clock, ids }: Platform,
): Promise<Wanted | null> {
  const asked = await db
    .selectFrom('backup_runs')
    .select('id')
    .where('state', '=', 'waiting')
    .orderBy('asked_at')
    .limit(1)
    .executeTakeFirst();
  if (asked) return { kind: 'asked', runId: asked.id };
  if (!settings.enabled) return null;
  const day = dueDay({ now: clock.now(), hour: settings.hour, timeZone });
  const { tries, over } = await triesOn(day, db);
  return over || tries >= triesMax ? null : { kind: 'day', runId: ids.uuid(), day, tries };
}

/** Answers whether a whole copy came of it. */
async function makeOne(wanted: Wanted, settings: StoredSettings, deps: BackupsDeps): Promise<boolean> {
  const { platform } = deps;
  const id = copyId(platform.clock.now(), platform.ids.secret(6).replace(/\W/g, '0'));
  let begun = false;
  try {
    const result = await makeBackup({
      id,
      databaseUrl: platform.database.url,
      keys: platform.keyring.marks,
      openSink: async (at) => {
        // Only now is it this process's turn.
        await begin({ wanted, folder: settings.folder }, platform);
        begun = true;
        return openSinkAt({ path: `${settings.folder}/`, id, ...at });
      },
      openSource: openCopyAt,
      files: platform.files,
      clock: platform.clock,
      signal: deps.signal,
    });
    await finish({ runId: wanted.runId, result }, platform);
    return true;
  } catch (error) {
    if (error instanceof BackupError && error.problem === 'running') return false;
    if (!begun) throw error;
    platform.log.error({ err: error, runId: wanted.runId }, 'a backup failed');
    const isLast = wanted.kind === 'day' && wanted.tries + 1 >= triesMax;
    await fail({ runId: wanted.runId, problem: failureOf(error), isLast }, platform);
    return false;
  }
}

function failureOf(error: unknown): BackupFailure {
  const problem = error instanceof BackupError ? error.problem : 'failed';
  return backupFailures.find((known) => known === problem) ?? 'failed';
}

async function begin({ wanted, folder }: { wanted: Wanted; folder: string }, { db, clock }: Platform) {
  const now = clock.now();
  const running = { state: 'running' as const, started_at: now, folder };
  if (wanted.kind === 'asked') {
    await db.updateTable('backup_runs').set(running).where('id', '=', wanted.runId).execute();
    return;
  }
  await sql`insert into backup_runs (id, due_on, state, asked_at, started_at, folder)
    values (${wanted.runId}, ${wanted.day}::date, 'running', ${now}, ${now}, ${folder})`.execute(db);
}

async function finish({ runId, result }: { runId: string; result: BackupResult }, platform: Platform) {
  const { manifest, addedBytes } = result;
  const missing = manifest.files.missing.length;
  const state = missing === 0 ? 'done' : 'incomplete';
  const problem = missing === 0 ? null : 'files_missing';
  await platform.transact({ actor: systemActor }, async (work) => {
    await work.tx
      .updateTable('backup_runs')
      .set({
        state,
        problem,
        ended_at: work.now,
        copy_id: manifest.id,
        rows_count: manifest.tables.reduce((sum, table) => sum + table.rows, 0),
        files_count: manifest.files.count,
        missing_files: missing,
        added_bytes: addedBytes,
      })
      .where('id', '=', runId)
      .execute();
    const payload = { runId, state, problem } as const;
    await appendEvents([event('backup.finished@1', { type: 'backup', id: runId }, payload)], work);
  });
}

async function fail(
  input: { runId: string; problem: BackupFailure; isLast: boolean },
  platform: Platform,
): Promise<void> {
  const { runId, problem } = input;
  await platform.transact({ actor: systemActor }, async (work) => {
    await work.tx
      .updateTable('backup_runs')
      .set({ state: 'failed', problem, ended_at: work.now })
      .where('id', '=', runId)
      .execute();
    const payload = { runId, state: 'failed', problem } as const;
    await appendEvents([event('backup.finished@1', { type: 'backup', id: runId }, payload)], work);
    if (input.isLast)
      await mailAgentsWhoMay({ permission: 'backups:manage', kind: 'backup_failed' }, work, platform);
  });
}
