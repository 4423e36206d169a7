import * as contracts from '@ventanilla/contracts/backups';
import { sql } from 'kysely';
import { recordAudit } from '../../platform/audit.ts';
import { toInstant } from '../../platform/clock.ts';
import { backupAskingLock } from '../../platform/db/advisory-locks.ts';
import { AppError } from '../../platform/errors.ts';
import { type RouteBinding, route } from '../../platform/http/index.ts';
import type { Platform } from '../../platform/platform.ts';
import { findBrand } from '../brand/index.ts';
import {
  backupHealth,
  listRuns,
  type RunRow,
  readSettings,
  toSettings,
  writeSettings,
} from './backups.store.ts';
import { checkFolder, isSameDisk, type TakenPlaces } from './check-folder.ts';
import { isRunning } from './run-backups.ts';

const runsShown = 20;

export interface BackupPlaces extends TakenPlaces {
  defaultFolder: string;
  keysPlace: string;
}

/** The schedule of copies, the last of them, and one made now. There is no way to download a copy. */
export function backupRoutes(platform: Platform, places: BackupPlaces, jobName: string): RouteBinding[] {
  const { db, clock, jobs } = platform;
  const read = () => readSettings(db, places.defaultFolder);
  const health = () => backupHealth({ db, now: clock.now() });
  return [
    route(contracts.getBackups, async () => {
      const settings = await read();
      return {
        settings: toSettings(settings),
        ...(await health()),
        timeZone: (await findBrand(db))?.time_zone ?? 'UTC',
        sameDisk: await isSameDisk(settings.folder, places.dataDir),
        keysPlace: places.keysPlace,
        runs: (await listRuns(db, { limit: runsShown })).map(toRun),
      };
    }),
    route(contracts.getBackupHealth, health),
    route(contracts.setBackupSettings, async ({ body, transact }) => {
      const folder = await checkFolder({ ...places, folder: body.folder });
      return transact(async (work) => {
        const before = await readSettings(work.tx, places.defaultFolder);
        const since = body.enabled ? (before.since ?? toInstant(work.now)) : null;
        const next = { ...body, folder, since, toldLate: body.enabled ? before.toldLate : null };
        await writeSettings(next, work);
        const { folder: _, ...details } = toSettings(next);
        await recordAudit(
          { action: 'backups.changed', subjectType: 'installation', subjectId: null, details },
          work,
        );
        return toSettings(next);
      });
    }),
    route(contracts.startBackup, async ({ actor, reply, transact }) => {
      if (await isRunning(platform)) throw new AppError('backups.running');
      reply.code(202);
      return transact(async (work) => {
        const id = work.ids.uuid();
        // Two at once ask for one copy: the second finds that of the first.
        await sql`select pg_advisory_xact_lock(${backupAskingLock})`.execute(work.tx);
        const waiting = await work.tx
          .selectFrom('backup_runs')
          .select('id')
          .where('state', '=', 'waiting')
          .executeTakeFirst();
        if (waiting) throw new AppError('backups.running');
        await work.tx
          .insertInto('backup_runs')
          .values({
            id,
            asked_by: actor.kind === 'agent' ? actor.id : null,
            due_on: null,
            state: 'waiting',
            asked_at: work.now,
            started_at: null,
            ended_at: null,
            copy_id: null,
            folder: null,
            rows_count: null,
            files_count: null,
            added_bytes: null,
            missing_files: null,
            problem: null,
          })
          .execute();
        await recordAudit({ action: 'backup.asked', subjectType: 'backup', subjectId: id }, work);
        await jobs.send({ name: jobName }, work);
        return toRun((await listRuns(work.tx, { limit: 1, id }))[0]!);
      });
    }),
  ];
}

function toRun(row: RunRow): contracts.BackupRun {
  return {
    id: row.id,
    state: row.state,
    askedBy: row.asked_by_name,
    askedAt: toInstant(row.asked_at),
    startedAt: toInstant(row.started_at),
    endedAt: toInstant(row.ended_at),
    copyId: row.copy_id,
    folder: row.folder,
    rows: row.rows_count,
    files: row.files_count,
    addedBytes: row.added_bytes,
    missingFiles: row.missing_files,
    failure: row.problem,
    removed: row.removed_at !== null,
  };
}
