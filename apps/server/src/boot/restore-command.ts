import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import pg from 'pg';
import { forgetUnreadableSecondSteps } from '../modules/identity/index.ts';
import { systemActor } from '../platform/actor.ts';
import { recordAudit } from '../platform/audit.ts';
import {
  BackupError,
  type BackupManifest,
  inspectPlace,
  openCopyAt,
  restoreDatabase,
  restoredFrom,
  restoreFiles,
  verifyEntries,
} from '../platform/backup/index.ts';
import { systemClock } from '../platform/clock.ts';
import { openDatabase } from '../platform/db/database.ts';
import { migrate } from '../platform/db/migrate.ts';
import { readMigrations } from '../platform/db/migrations.ts';
import { createLocalFileStore } from '../platform/files/file-store.ts';
import { createIds } from '../platform/ids.ts';
import { createKeyring, type Keyring, keyFileOf, readKeyFile } from '../platform/keyring/keyring.ts';
import { createTransact } from '../platform/work.ts';
import { demandOnePath } from './backup-command.ts';
import { bringToRest } from './bring-to-rest.ts';
import type { InstallationCommand, InstallationContext } from './installation-command.ts';
import { loadKeys, makeDataDir } from './keys.ts';
import { type OpenedDatabase, openDatabaseServer } from './open-database.ts';
import { restoringMark } from './restoring-mark.ts';

/** A copy back into an empty place: that of DATABASE_URL, or an embedded database made for it. */
export const restoreCommand: InstallationCommand = {
  words: 'restore',
  flags: { keys: 'value', paused: 'switch' },
  check: ({ operands, say }) => demandOnePath(operands, say),
  async run(context) {
    const { config, dataDir, log, say, print } = context;
    const began = performance.now();
    const source = await openCopyAt(context.operands[0]!);
    try {
      const { manifest } = source;
      await print(say('restore.found', { id: manifest.id, at: manifest.takenAt, place: source.place }));
      const keyring = findKeys(context, manifest);
      await verifyEntries(source);
      makeDataDir({ dataDir, say });
      await demandEmptyFiles(dataDir, manifest.id);
      const database = await openDatabaseServer({ config, dataDir, log, say });
      try {
        const mark = restoringMark(dataDir);
        const isLoaded = await lookAtDatabase(database, mark.read());
        mark.put(manifest.id);
        const files = await restoreFiles(source, createLocalFileStore({ root: join(dataDir, 'files') }));
        const migrations = await readMigrations({ dir: context.migrations });
        const { ownerUrl } = database;
        if (!isLoaded) await restoreDatabase({ source, ownerUrl, migrations, now: systemClock.now() });
        const { applied } = await migrate({
          ownerUrl: database.ownerUrl,
          appRole: database.appRole,
          dir: context.migrations,
          now: systemClock.now(),
        });
        const { lost, held } = await settle(database, { keyring, context });
        // The planner must know what came in.
        await withOwner(database, (client) => client.query('analyze'));
        mark.remove();
        const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
        const seconds = ((performance.now() - began) / 1000).toFixed(1);
        await print(say('restore.done', { rows, files: files.count, seconds }));
        if (applied.length > 0) await print(say('restore.migrated', { count: applied.length }));
        if (manifest.files.missing.length > 0) {
          await print(say('backup.files_missing', { files: manifest.files.missing.length }));
        }
        await print(say(keyring ? 'restore.keys_present' : 'restore.keys_absent'));
        if (lost > 0) await print(say('restore.second_steps_lost', { people: lost }));
        if (held) await print(say('restore.paused', held));
        await print(say('restore.next'));
        return 0;
      } finally {
        await database.stop();
      }
    } finally {
      await source.close();
    }
  },
};

/**
 * The keys of the copy: those of `VENTANILLA_KEYS`, those named by `--keys`, which are put in place, or those in place
 * already. Null where there are none. Throws `wrong_keys` where they are others.
 */
function findKeys(
  { config, dataDir, flags, say }: InstallationContext,
  manifest: BackupManifest,
): Keyring | null {
  const place = keyFileOf(dataDir);
  const named =
    typeof flags['keys'] === 'string' ? resolve(process.env['INIT_CWD'] ?? '', flags['keys']) : null;
  if (config.keys === null && named !== null) {
    const keyring = createKeyring(readKeyFile({ path: named }));
    demandKeysOf(manifest, keyring, named);
    if (existsSync(place) && readFileSync(place, 'utf8') !== readFileSync(named, 'utf8')) {
      throw new BackupError('wrong_keys', { place });
    }
    mkdirSync(dirname(place), { recursive: true, mode: 0o700 });
    writeFileSync(place, readFileSync(named), { mode: 0o600 });
    return keyring;
  }
  if (config.keys === null && !existsSync(place)) return null;
  const keyring = createKeyring(loadKeys({ keys: config.keys, dataDir, say }));
  const known = new Set(keyring.marks.map(({ mark }) => mark));
  return manifest.keys.some(({ mark }) => known.has(mark)) ? keyring : null;
}

/** Whoever names keys wants them to open this copy. */
function demandKeysOf(manifest: BackupManifest, keyring: Keyring, place: string): void {
  const known = new Set(keyring.marks.map(({ mark }) => mark));
  if (manifest.keys.length > 0 && !manifest.keys.some(({ mark }) => known.has(mark))) {
    throw new BackupError('wrong_keys', { place });
  }
}

/** Files left by an interrupted run of the same copy are taken up; any others are somebody's. */
async function demandEmptyFiles(dataDir: string, id: string): Promise<void> {
  const mark = restoringMark(dataDir).read();
  if (mark === id) return;
  if (mark !== null) throw new BackupError('half_restored', { id: mark, place: dataDir });
  const files = join(dataDir, 'files');
  const names = await readdir(files).catch(() => []);
  if (names.length > 0) throw new BackupError('not_empty', { what: files });
}

/** Whether an interrupted run brought the rows in already. Throws `not_empty`, `in_use`. */
async function lookAtDatabase(database: OpenedDatabase, mark: string | null): Promise<boolean> {
  return withOwner(database, async (client) => {
    if (mark !== null && (await restoredFrom(client)) === mark) return true;
    await inspectPlace(client);
    return false;
  });
}

async function withOwner<T>(
  { ownerUrl }: OpenedDatabase,
  use: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'ventanilla restore' });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}

/** What must change because the place is another one; answers how many people lost their second step, and what is held. */
async function settle(
  database: OpenedDatabase,
  { keyring, context }: { keyring: Keyring | null; context: InstallationContext },
): Promise<{ lost: number; held: { mails: number; answers: number } | null }> {
  const clock = systemClock;
  const handle = openDatabase({
    url: database.appUrl,
    poolMax: 2,
    applicationName: 'ventanilla restore',
    onError: (error) => context.log.warn({ err: error }, 'database connection lost while idle'),
  });
  try {
    const { config, dataDir, say } = context;
    const own = keyring ?? createKeyring(loadKeys({ keys: config.keys, dataDir, say }));
    const ids = createIds({ clock });
    const transact = createTransact({ db: handle.db, clock, ids, keyring: own, afterCommit: () => {} });
    return await transact({ actor: systemActor }, async (work) => {
      const held = context.flags['paused'] ? await bringToRest({ said: say('restore.held') }, work) : null;
      const lost = await forgetUnreadableSecondSteps(own, work);
      await recordAudit(
        {
          action: 'installation.restored',
          subjectType: 'installation',
          subjectId: null,
          details: { keys: keyring !== null, lost },
        },
        work,
      );
      return { lost, held };
    });
  } finally {
    await handle.close();
  }
}
