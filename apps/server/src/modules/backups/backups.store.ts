import { type BackupSettings, backupSettings } from '@ventanilla/contracts/backups';
import { sql } from 'kysely';
import { z } from 'zod';
import { toInstant } from '../../platform/clock.ts';
import type { Db } from '../../platform/db/database.ts';
import type { Work } from '../../platform/work.ts';
import { isLate } from './backups.rules.ts';

const settingKey = 'backups';

const stored = backupSettings.extend({
  /** When the schedule was turned on; lateness counts from then. */
  since: z.iso.datetime().nullable(),
  /** Last good copy for which administrators were told that it is old: `none` before the first. */
  toldLate: z.string().nullable(),
});
export type StoredSettings = z.infer<typeof stored>;

/** What the settings are before anybody chose; `folder` is where copies would go. */
export function firstSettings(folder: string): StoredSettings {
  const kept = { keepDaily: 7, keepWeekly: 4, keepMonthly: 6 };
  return { enabled: false, hour: 2, folder, ...kept, since: null, toldLate: null };
}

export async function readSettings(db: Db, defaultFolder: string): Promise<StoredSettings> {
  const row = await db
    .selectFrom('settings')
    .select('value')
    .where('key', '=', settingKey)
    .executeTakeFirst();
  const parsed = stored.safeParse(row?.value);
  return parsed.success ? parsed.data : firstSettings(defaultFolder);
}

export async function writeSettings(settings: StoredSettings, work: Work): Promise<void> {
  const row = { value: JSON.stringify(settings), updated_at: work.now };
  await work.tx
    .insertInto('settings')
    .values({ key: settingKey, ...row })
    .onConflict((conflict) => conflict.column('key').doUpdateSet(row))
    .execute();
}

/** Turns the schedule off where there is one: a rehearsal must not write among the copies of the living installation. */
export async function stopSchedule(work: Work): Promise<void> {
  const settings = await readSettings(work.tx, '/');
  if (settings.enabled) await writeSettings({ ...settings, enabled: false, since: null }, work);
}

/** What people see of it. */
export function toSettings(stored: StoredSettings): BackupSettings {
  const { since: _, toldLate: __, ...settings } = stored;
  return settings;
}

/** Start of the last copy that is whole and still there, or null. */
export async function lastGoodAt(db: Db): Promise<Date | null> {
  const row = await db
    .selectFrom('backup_runs')
    .select('started_at')
    .where('state', '=', 'done')
    .where('removed_at', 'is', null)
    .orderBy('started_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.started_at ?? null;
}

/** Whether copies are made as they should be, and the last good one. */
export async function backupHealth(input: {
  db: Db;
  now: Date;
}): Promise<{ health: 'off' | 'well' | 'late'; lastGoodAt: string | null }> {
  // Where copies go says nothing about how they do.
  const settings = await readSettings(input.db, '/');
  const last = await lastGoodAt(input.db);
  const since = settings.since === null ? null : new Date(settings.since);
  const late = isLate({ lastGoodAt: last, since, now: input.now });
  return { health: settings.enabled ? (late ? 'late' : 'well') : 'off', lastGoodAt: toInstant(last) };
}

export function listRuns(db: Db, input: { limit: number; id?: string }) {
  return db
    .selectFrom('backup_runs as r')
    .leftJoin('agents as a', 'a.id', 'r.asked_by')
    .selectAll('r')
    .select('a.name as asked_by_name')
    .$if(input.id !== undefined, (query) => query.where('r.id', '=', input.id!))
    .orderBy('r.asked_at', 'desc')
    .orderBy('r.id', 'desc')
    .limit(input.limit)
    .execute();
}
export type RunRow = Awaited<ReturnType<typeof listRuns>>[number];

/** Tries made for a day of the schedule, and whether one of them came to something or still runs. */
export async function triesOn(day: string, db: Db): Promise<{ tries: number; over: boolean }> {
  const { rows } = await sql<{ tries: number; over: boolean | null }>`
    select count(*)::int as tries, bool_or(state <> 'failed') as over from backup_runs
    where due_on = ${day}::date`.execute(db);
  return { tries: rows[0]!.tries, over: rows[0]!.over ?? false };
}
