import { mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { getBackupHealth, getBackups, setBackupSettings, startBackup } from '@ventanilla/contracts/backups';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCopyAt } from '../../platform/backup/index.ts';
import { backupLock } from '../../platform/db/advisory-locks.ts';
import { seedMailbox } from '../../testing/mail.ts';
import { createTestApp, seedAgents, type TestApp } from '../../testing/test-app.ts';

let test: TestApp;
let admin: string;
let folder: string;
let served: string;

const look = () => test.app.jobs.find(({ name }) => name === 'run-backups')!.run({});
const settings = (change: object = {}) => ({
  enabled: true,
  hour: 2,
  folder,
  keepDaily: 2,
  keepWeekly: 0,
  keepMonthly: 0,
  ...change,
});
const change = (body: ReturnType<typeof settings>) => test.call(setBackupSettings, { as: admin, body });
const state = async () => (await test.call(getBackups, { as: admin })).body;
const mailed = async () =>
  (await test.platform.db.selectFrom('system_mails').select('kind').orderBy('id').execute()).map(
    ({ kind }) => kind,
  );

beforeAll(async () => {
  served = mkdtempSync('/tmp/vt-served-');
  symlinkSync(served, `${served}-link`);
  test = await createTestApp({ servedDir: served });
  await seedMailbox(test);
  [admin] = (await seedAgents(test, [{ name: 'Ada Jefa', roleKey: 'admin' }])) as [string];
  folder = mkdtempSync('/tmp/vt-backups-');
});

afterAll(async () => {
  await test.close();
  for (const path of [folder, served, `${served}-link`]) rmSync(path, { recursive: true, force: true });
});

describe('where copies go', () => {
  it.each([
    ['a name without its root', 'respaldos', 'backups.folder_not_absolute'],
    ['the files of the product', '<data>/files/x', 'backups.folder_taken'],
    ['what holds the data', '/tmp', 'backups.folder_taken'],
    ['what anybody may download', '<served>/copies', 'backups.folder_public'],
    ['a link to it', '<served>-link/copies', 'backups.folder_public'],
    ['a place where nobody may write', '/dev/null/x', 'backups.folder_unwritable'],
  ])('is refused: %s', async (_, path, code) => {
    const answer = await change(
      settings({ folder: path.replace('<data>', test.dataDir).replace('<served>', served) }),
    );
    expect(answer.code).toBe(code);
  });
});

describe('the schedule', () => {
  it('makes the copy of the day once, and of the next day after its hour', async () => {
    await look();
    expect((await state()).runs).toEqual([]);
    expect((await change(settings())).status).toBe(200);
    await look();
    await look();
    const [first, ...rest] = (await state()).runs;
    expect(rest).toEqual([]);
    expect(first).toMatchObject({ state: 'done', askedBy: null, failure: null, folder, removed: false });
    expect((await openCopyAt(folder)).manifest.id).toBe(first!.copyId);
    test.clock.advance(24 * 3_600_000);
    await look();
    const later = await state();
    expect(later.runs.map((run) => run.state)).toEqual(['done', 'done']);
    expect(later.health).toBe('well');
  });

  it('keeps so many of the newest and removes the rest with their files', async () => {
    const stored = await test.platform.files.put(Buffer.from('solo en la vieja'));
    await test.platform.transact(
      { actor: (await import('../../platform/actor.ts')).systemActor },
      async (work) => {
        await work.tx
          .insertInto('files')
          .values({
            sha256: stored.sha256,
            size_bytes: stored.sizeBytes,
            created_at: work.now,
            unreferenced_since: null,
          })
          .execute();
      },
    );
    test.clock.advance(24 * 3_600_000);
    await look();
    await test.platform.db.deleteFrom('files').where('sha256', '=', stored.sha256).execute();
    const keeps = () =>
      readdirSync(join(folder, 'files'), { recursive: true }).some((name) =>
        String(name).endsWith(stored.sha256),
      );
    expect(keeps()).toBe(true);
    for (let day = 0; day < 2; day += 1) {
      test.clock.advance(24 * 3_600_000);
      await look();
    }
    expect(readdirSync(join(folder, 'copies'))).toHaveLength(2);
    expect(keeps()).toBe(false);
    expect((await state()).runs.map(({ removed }) => removed)).toEqual([false, false, true, true, true]);
  });

  it('tries a failing copy three times, then tells administrators once, and again only when it is late', async () => {
    rmSync(folder, { recursive: true, force: true });
    writeFileSync(folder, 'un archivo donde iba la carpeta');
    test.clock.advance(24 * 3_600_000);
    for (let tries = 0; tries < 5; tries += 1) await look();
    const { runs } = await state();
    expect(runs.slice(0, 4).map((run) => [run.state, run.failure])).toEqual([
      ['failed', 'folder_unwritable'],
      ['failed', 'folder_unwritable'],
      ['failed', 'folder_unwritable'],
      ['done', null],
    ]);
    expect(await mailed()).toEqual(['backup_failed']);
    test.clock.advance(8 * 3_600_000);
    await look();
    await look();
    expect(await mailed()).toEqual(['backup_failed', 'backup_late']);
    expect((await test.call(getBackupHealth, { as: admin })).body.health).toBe('late');
    rmSync(folder);
    const events = await test.platform.db
      .selectFrom('events')
      .select('type')
      .where('type', 'like', 'backup.%')
      .execute();
    expect(events.filter(({ type }) => type === 'backup.late')).toHaveLength(1);
  });
});

describe('a copy by hand', () => {
  it('is made by the next look, once for two who ask', async () => {
    const [one, two] = await Promise.all([1, 2].map(() => test.call(startBackup, { as: admin })));
    expect([one!.status, two!.status].toSorted((a, b) => a - b)).toEqual([202, 409]);
    await look();
    const [run] = (await state()).runs;
    expect(run).toMatchObject({ state: 'done', askedBy: 'Ada Jefa' });
    expect((await state()).health).toBe('well');
  });

  it('that a dead process left half made is given up, and one that runs elsewhere is waited for', async () => {
    const { db } = test.platform;
    await test.call(startBackup, { as: admin });
    const client = new pg.Client({ connectionString: test.database.url });
    await client.connect();
    await client.query('select pg_advisory_lock($1)', [backupLock]);
    await look();
    expect((await state()).runs[0]).toMatchObject({ state: 'waiting' });
    await db.updateTable('backup_runs').set({ state: 'running' }).where('state', '=', 'waiting').execute();
    expect((await test.call(startBackup, { as: admin })).code).toBe('backups.running');
    await client.end();
    await look();
    expect((await state()).runs[0]).toMatchObject({ state: 'failed', failure: 'interrupted' });
  });
});
