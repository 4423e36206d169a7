import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openTestDesk, type TestDesk } from '../../modules/tickets/test-ground/desk.ts';
import { databaseUrl } from '../../testing/global-setup.ts';
import { receive } from '../../testing/received.ts';
import { systemActor } from '../actor.ts';
import { readMigrations } from '../db/migrations.ts';
import { createLocalFileStore } from '../files/file-store.ts';
import { rememberFile } from '../files/remember-file.ts';
import { steadyOutput } from './database-shape.ts';
import {
  BackupError,
  type BackupResult,
  makeBackup,
  openCopyAt,
  openSinkAt,
  restoreDatabase,
  restoreFiles,
  verifyEntries,
} from './index.ts';
import { readTarHeader, tarHeader } from './tar.rules.ts';

let desk: TestDesk;
let root: string;
const madeDatabases: string[] = [];

beforeAll(async () => {
  desk = await openTestDesk();
  root = mkdtempSync('/tmp/vt-backup-');
  for (let index = 0; index < 5; index += 1) {
    const { ticketId } = await receive(desk.app, desk.account, {
      from: `cliente${index}@familia.mx`,
      text: `Línea uno\ncon\ttabulador y \\ barra ${index}`,
    });
    await desk.reply(ticketId, desk.ana);
    await keepFile(Buffer.from(`archivo ${index}`));
  }
  await desk.app.settle();
});

afterAll(async () => {
  await desk.app.close();
  for (const name of madeDatabases) await administer(`drop database ${name} with (force)`);
  rmSync(root, { recursive: true, force: true });
});

async function keepFile(bytes: Buffer) {
  const { platform } = desk.app;
  const stored = await platform.files.put(bytes);
  await platform.transact({ actor: systemActor }, (work) => rememberFile(stored, work));
  return stored;
}

async function administer(statement: string) {
  const client = new pg.Client({ connectionString: inject('superuserUrl') });
  await client.connect();
  await client.query(statement);
  await client.end();
}

async function emptyDatabase(): Promise<string> {
  const name = `b_${randomBytes(6).toString('hex')}`;
  await administer(`create database ${name} owner ventanilla_owner`);
  madeDatabases.push(name);
  return databaseUrl(inject('superuserUrl'), { database: name, user: 'ventanilla_owner' });
}

function backUp(path: string, given: { id?: string; url?: string } = {}): Promise<BackupResult> {
  const { platform, database } = desk.app;
  const id = given.id ?? '2026-03-02T15-00-00Z-aaaa';
  return makeBackup({
    id,
    databaseUrl: given.url ?? database.url,
    keys: platform.keyring.marks,
    openSink: (at) => openSinkAt({ path, id, ...at }),
    openSource: openCopyAt,
    files: platform.files,
    clock: platform.clock,
  });
}

async function restoreInto(ownerUrl: string, path: string) {
  const source = await openCopyAt(path);
  await verifyEntries(source);
  const dir = join(import.meta.dirname, '../../../migrations');
  await restoreDatabase({ source, ownerUrl, migrations: await readMigrations({ dir }), now: new Date(0) });
  return source;
}

const digests = ({ manifest }: Pick<BackupResult, 'manifest'>) =>
  manifest.tables
    .filter(({ name }) => name !== 'settings')
    .map(({ schema, name, rows, sha256 }) => ({ table: `${schema}.${name}`, rows, sha256 }));

const problemOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => (error instanceof BackupError ? error.problem : error),
  );

describe('a copy in one file', () => {
  it('is a tar archive for its owner alone, and brings every row and file back into an empty database', async () => {
    const path = join(root, 'todo.tar');
    const made = await backUp(path);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const names = execFileSync('tar', ['-tf', path]).toString().split('\n');
    expect(names).toEqual(
      expect.arrayContaining(['manifest.json', 'database/public.tickets.copy.gz', 'files.txt.gz']),
    );
    const sums = execFileSync('tar', ['-xOf', path, 'manifest.json']);
    expect(JSON.parse(sums.toString())).toMatchObject({ format: 'ventanilla-backup', keys: [{ id: 'k1' }] });

    const ownerUrl = await emptyDatabase();
    const source = await restoreInto(ownerUrl, path);
    const again = await backUp(join(root, 'otra-vez.tar'), { url: ownerUrl });
    expect(digests(again)).toEqual(digests(made));
    expect(again.manifest.sequences).toEqual(made.manifest.sequences);
    expect(again.manifest.tables.find(({ name }) => name === 'tickets')?.rows).toBe(5);

    const files = createLocalFileStore({ root: join(root, 'files-back') });
    expect(await restoreFiles(source, files)).toMatchObject({ count: made.manifest.files.count });
    expect((await restoreFiles(source, files)).count).toBe(made.manifest.files.count);
  });

  it('opens no session: what would is left out', async () => {
    const { manifest } = await openCopyAt(join(root, 'todo.tar'));
    expect(manifest.leftOut).toContain('auth.session');
    expect(manifest.tables.map(({ name }) => name)).not.toContain('session');
  });

  it('is not written over a file that is there', async () => {
    expect(await problemOf(backUp(join(root, 'todo.tar')))).toBe('exists');
  });

  it('is known as damaged when a byte of it changed, wherever', async () => {
    const bytes = readFileSync(join(root, 'todo.tar'));
    const at = bytes.indexOf('database/public.messages.copy.gz') + 512 + 40;
    bytes[at] = bytes[at]! ^ 1;
    const path = join(root, 'roto.tar');
    writeFileSync(path, bytes);
    expect(await problemOf(restoreInto('postgresql://nobody@localhost/nothing', path))).toBe('damaged');
    writeFileSync(path, bytes.subarray(0, bytes.length / 2));
    expect(await problemOf(openCopyAt(path))).toBe('not_a_backup');
  });

  it('goes into an empty place only, and leaves that as it was when it cannot go in', async () => {
    expect(await problemOf(restoreInto(desk.app.database.ownerUrl, join(root, 'todo.tar')))).toBe('in_use');
    const ownerUrl = await emptyDatabase();
    const client = new pg.Client({ connectionString: ownerUrl });
    await client.connect();
    await client.query('create table notes (id int)');
    expect(await problemOf(restoreInto(ownerUrl, join(root, 'todo.tar')))).toBe('not_empty');
    const { rows } = await client.query(
      "select relname from pg_class where relkind = 'r' and relname in ('notes', 'tickets')",
    );
    expect(rows).toEqual([{ relname: 'notes' }]);
    await client.end();
  });
});

describe('a folder of copies', () => {
  it('keeps every file once, adds only the new ones, and the newest copy is the one that is opened', async () => {
    const folder = `${join(root, 'carpeta')}/`;
    const first = await backUp(folder, { id: '2026-03-02T15-00-00Z-aaaa' });
    expect(first.addedFiles).toBe(first.manifest.files.count);
    await keepFile(Buffer.from('uno más'));
    const second = await backUp(folder, { id: '2026-03-03T15-00-00Z-bbbb' });
    expect(second.addedFiles).toBe(1);
    expect((await openCopyAt(folder)).manifest.id).toBe('2026-03-03T15-00-00Z-bbbb');
    expect((await openCopyAt(first.place)).manifest.id).toBe('2026-03-02T15-00-00Z-aaaa');
    expect(readdirSync(join(folder, 'copies'))).toHaveLength(2);
  });

  it('leaves nothing half done when it fails, and says which files had no bytes', async () => {
    const { files } = desk.app.platform;
    const gone = await keepFile(Buffer.from('se perderá'));
    await files.remove(gone.sha256);
    const folder = `${join(root, 'otra')}/`;
    const made = await backUp(folder);
    expect(made.manifest.files.missing).toEqual([gone.sha256]);
    const stopped = new AbortController();
    stopped.abort();
    const { platform, database } = desk.app;
    const id = 'x';
    const work = makeBackup({
      id,
      databaseUrl: database.url,
      keys: [],
      openSink: (at) => openSinkAt({ path: folder, id, ...at }),
      openSource: openCopyAt,
      files,
      clock: platform.clock,
      signal: stopped.signal,
    });
    expect(await problemOf(work)).toBe('interrupted');
    expect(readdirSync(join(folder, 'copies'))).toHaveLength(1);
  });
});

describe('headers of tar', () => {
  it.each([0, 1, 511, 8_589_934_591, 8_589_934_592, 1e12])('say a size of %d', (size) => {
    expect(readTarHeader(tarHeader({ name: 'files/ab/cd/x', size }, 1_700_000_000))).toEqual({
      name: 'files/ab/cd/x',
      size,
    });
  });

  it('end an archive with an empty block and refuse what is none', () => {
    expect(readTarHeader(Buffer.alloc(512))).toBeNull();
    expect(() => readTarHeader(Buffer.alloc(512, 1))).toThrow();
  });
});

it('says in whose order it read what is partitioned, which does not lie as it was written', async () => {
  const path = join(root, 'in-order.tar');
  await backUp(path);
  const { manifest } = await openCopyAt(path);
  const ordered = manifest.tables.filter(({ orderedBy }) => orderedBy.length > 0);
  expect(ordered.map(({ name, orderedBy }) => [name, orderedBy])).toEqual([['events', ['id']]]);
});

it('reads in one order, also where the database would share the work', async () => {
  const client = new pg.Client({ connectionString: desk.app.database.ownerUrl });
  await client.connect();
  const plan = async () => {
    const { rows } = await client.query('explain select id, payload from events');
    return JSON.stringify(rows);
  };
  try {
    await client.query('set min_parallel_table_scan_size = 0; set parallel_setup_cost = 0');
    await client.query('set parallel_tuple_cost = 0; set max_parallel_workers_per_gather = 2');
    expect(await plan()).toContain('Gather');
    await client.query(steadyOutput);
    expect(await plan()).not.toContain('Gather');
  } finally {
    await client.end();
  }
});
