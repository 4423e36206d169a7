import { randomBytes } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { describeSchema } from '../../testing/describe-schema.ts';
import { databaseUrl } from '../../testing/global-setup.ts';
import { createTestDatabase, type TestDatabase } from '../../testing/test-database.ts';
import { MigrationError, migrate } from './migrate.ts';

const serverFolder = join(import.meta.dirname, '../../..');
const now = new Date('2026-01-01T00:00:00Z');

async function withClient<T>(url: string, fn: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await fn(client);
  } finally {
    await client.end();
  }
}

describe('migrate', () => {
  let name: string;
  let ownerUrl: string;
  let dir: string;

  const run = (input: { dir?: string } = {}) =>
    migrate({ ownerUrl, appRole: 'ventanilla_app', now, dir, ...input });
  const administer = (statement: string) =>
    withClient(inject('superuserUrl'), (client) => client.query(statement).then(() => undefined));

  beforeEach(async () => {
    name = `m_${randomBytes(6).toString('hex')}`;
    await administer(`create database ${name} owner ventanilla_owner`);
    ownerUrl = databaseUrl(inject('superuserUrl'), { database: name, user: 'ventanilla_owner' });
    dir = mkdtempSync('/tmp/vt-migrations-');
    cpSync(join(serverFolder, 'migrations'), dir, { recursive: true });
  });

  afterEach(async () => {
    await administer(`drop database ${name} with (force)`);
    rmSync(dir, { recursive: true, force: true });
  });

  it('leads an empty database to the schema that schema.sql shows', async () => {
    await run();
    const described = await withClient(ownerUrl, describeSchema);
    const shown = readFileSync(join(serverFolder, 'schema.sql'), 'utf8').split('\n').slice(2).join('\n');
    expect(described, 'npm run schema writes apps/server/schema.sql anew').toBe(shown);
  });

  it('does nothing to a database that is up to date', async () => {
    const first = await run();
    const before = await withClient(ownerUrl, describeSchema);
    const second = await run();
    expect(first.applied.length).toBeGreaterThan(0);
    expect(second.applied).toEqual([]);
    expect(second.current).toBe(first.current);
    expect(await withClient(ownerUrl, describeSchema)).toBe(before);
  });

  it('lets several processes start at once on an empty database: each step is applied once', async () => {
    const results = await Promise.all([run(), run(), run()]);
    const applied = results.flatMap((result) => result.applied);
    expect(new Set(applied).size).toBe(applied.length);
    expect(applied.length).toBeGreaterThan(0);
  });

  it('refuses a migration that was edited after it was applied, and touches nothing', async () => {
    const { current } = await run();
    const before = await withClient(ownerUrl, describeSchema);
    writeFileSync(
      join(dir, current),
      `${readFileSync(join(dir, current), 'utf8')}\ncreate table sneaked_in ();`,
    );
    const error = await run().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(MigrationError);
    expect((error as MigrationError).problem).toEqual({ kind: 'changed', name: current });
    expect(await withClient(ownerUrl, describeSchema)).toBe(before);
  });

  it('refuses a database that a newer version has migrated', async () => {
    writeFileSync(join(dir, '9999_of_tomorrow.sql'), 'create table of_tomorrow ();');
    await run();
    const error = await run({ dir: join(serverFolder, 'migrations') }).catch((thrown: unknown) => thrown);
    expect((error as MigrationError).problem).toEqual({ kind: 'newer', name: '9999_of_tomorrow.sql' });
  });

  it('undoes the whole of a migration that fails halfway, keeps those before, and goes on once it is mended', async () => {
    writeFileSync(join(dir, '9998_halfway.sql'), 'create table half (); select 1/0;');
    const error = await run().catch((thrown: unknown) => thrown);
    expect((error as MigrationError).problem).toMatchObject({ kind: 'failed', name: '9998_halfway.sql' });
    expect(await withClient(ownerUrl, describeSchema)).not.toContain('half');

    writeFileSync(join(dir, '9998_halfway.sql'), 'create table half (id uuid);');
    expect((await run()).applied).toEqual(['9998_halfway.sql']);
  });
});

describe("the application's role", () => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await createTestDatabase();
  });
  afterEach(() => database.drop());

  const id = "'00000000-0000-7000-8000-000000000001'";
  const auditRow = `insert into audit_log (id, at, actor, action, subject_type) values (${id}, '2026-01-01', '{}', 'x', 'x')`;
  const eventRow = `insert into events (at, type, version, origin, subject_type, subject_id, actor, correlation_id, payload)
    values ('2026-01-01', 'x', 1, 'live', 'x', ${id}, '{}', ${id}, '{}')`;

  it('adds to the log and the audit log', async () => {
    await withClient(database.url, async (client) => {
      expect((await client.query(auditRow)).rowCount).toBe(1);
      expect((await client.query(eventRow)).rowCount).toBe(1);
    });
  });

  it.each([
    'alter table tickets add column sneaked text',
    'alter table events disable trigger all',
    'drop table tickets',
    'create table sneaked ()',
    'create schema sneaked',
    'truncate audit_log',
    "update audit_log set action = 'y'",
    'delete from audit_log',
    "update events set payload = '{}'",
    'delete from events',
    'truncate events',
    "update events_p0 set payload = '{}'",
    'delete from events_p0',
    "insert into schema_migrations values ('9999_x.sql', 'x', '2026-01-01')",
    'delete from schema_migrations',
    `select pgboss.create_queue('sneaked', '{"policy":"standard"}')`,
  ])('is refused: %s', async (statement) => {
    await withClient(database.url, async (client) => {
      await client.query(auditRow);
      await client.query(eventRow);
      await expect(client.query(statement)).rejects.toMatchObject({ code: '42501' });
    });
  });

  it('makes partitions of the log only through the function that does nothing else', async () => {
    await withClient(database.url, async (client) => {
      const { rows } = await client.query<{ made: number }>(
        'select ensure_event_partitions(3, 10000000) as made',
      );
      expect(rows[0]!.made).toBeGreaterThan(0);
      const again = await client.query<{ made: number }>(
        'select ensure_event_partitions(3, 10000000) as made',
      );
      expect(again.rows[0]!.made).toBe(0);
    });
  });
});
