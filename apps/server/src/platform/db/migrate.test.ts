import { randomBytes } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { describeSchema } from '../../testing/describe-schema.ts';
import { databaseUrl } from '../../testing/global-setup.ts';
import { createTestDatabase, type TestDatabase } from '../../testing/test-database.ts';
import { backupLock } from './advisory-locks.ts';
import { longLocks } from './long-locks.rules.ts';
import { migrate } from './migrate.ts';
import { MigrationError, readMigrations } from './migrations.ts';

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

describe('a migration while people work', () => {
  let database: TestDatabase;
  let dir: string;
  const run = () => migrate({ ownerUrl: database.ownerUrl, appRole: 'ventanilla_app', now, dir });

  beforeEach(async () => {
    database = await createTestDatabase();
    dir = mkdtempSync('/tmp/vt-migrations-');
    cpSync(join(serverFolder, 'migrations'), dir, { recursive: true });
  });
  afterEach(async () => {
    await database.drop();
    rmSync(dir, { recursive: true, force: true });
  });

  it('gives up a lock that does not come within two seconds, lets others pass, and asks again', async () => {
    writeFileSync(join(dir, '9998_wider.sql'), 'alter table tickets add column wider text;');
    await withClient(database.url, async (holder) => {
      await holder.query('begin; select from tickets');
      const migrating = run();
      await withClient(database.url, async (reader) => {
        const began = performance.now();
        let slowest = 0;
        while (performance.now() - began < 3_500) {
          const before = performance.now();
          await reader.query('select from tickets limit 1');
          slowest = Math.max(slowest, performance.now() - before);
        }
        expect(slowest).toBeLessThan(2_500);
      });
      await holder.query('commit');
      expect((await migrating).applied).toEqual(['9998_wider.sql']);
    });
  });

  it('waits for a copy under way before it alters what is being copied', async () => {
    writeFileSync(join(dir, '9998_wider.sql'), 'alter table tickets add column wider text;');
    await withClient(database.ownerUrl, async (copying) => {
      await copying.query('select pg_advisory_lock($1)', [backupLock]);
      let isDone = false;
      const migrating = run().then(() => {
        isDone = true;
      });
      await new Promise((resolve) => setTimeout(resolve, 300));
      expect(isDone).toBe(false);
      await copying.query('select pg_advisory_unlock($1)', [backupLock]);
      await migrating;
    });
  });

  it('that is online builds its index beside the work, and mends one that was cut short', async () => {
    const sql = `-- online
      alter table tickets add column if not exists wider text;
      create index concurrently if not exists tickets_wider on tickets (wider);`;
    writeFileSync(join(dir, '9998_online.sql'), sql);
    await withClient(database.ownerUrl, async (client) => {
      await client.query('alter table tickets add column wider text');
      await client.query('create index tickets_wider on tickets (wider)');
    });
    const name = /@\/(\w+)/.exec(database.ownerUrl)![1]!;
    // Only a superuser can break an index on purpose.
    const superuserUrl = inject('superuserUrl').replace(/\/\w+\?/, `/${name}?`);
    await withClient(superuserUrl, (client) =>
      client.query("update pg_index set indisvalid = false where indexrelid = 'tickets_wider'::regclass"),
    );
    expect((await run()).applied).toEqual(['9998_online.sql']);
    expect((await run()).applied).toEqual([]);
    await withClient(database.ownerUrl, async (client) => {
      const { rows } = await client.query(
        "select indisvalid from pg_index where indexrelid = 'tickets_wider'::regclass",
      );
      expect(rows).toEqual([{ indisvalid: true }]);
    });
  });
});

describe('migrations since the last landing', () => {
  it('hold no table of people for long: what takes time has its safe form', async () => {
    const all = await readMigrations({ dir: join(serverFolder, 'migrations') });
    const breaches = all
      .filter(({ name }) => name >= '0014')
      .flatMap(({ name, sql }) => longLocks(sql).map((statement) => `${name}: ${statement}`));
    expect(breaches).toEqual([]);
  });

  it.each([
    'create index x on messages (at)',
    'alter table tickets alter column number type text',
    'alter table tickets add column x text not null',
    'alter table messages add column x uuid default gen_random_uuid()',
    'alter table tickets add constraint c check (number > 0)',
    'alter table tickets alter column owner_id set not null',
    'alter table tickets drop column owner_id',
    'alter table messages rename column at to "when"',
    'update messages set subject = null',
  ])('would be told of: %s', (statement) => {
    expect(longLocks(`${statement};`)).toEqual([statement]);
  });

  it.each([
    "alter table tickets add column x text not null default ''",
    'alter table tickets add constraint c check (number > 0) not valid',
    'create index x on messages (at) where at is null',
    'create table fresh (id uuid primary key); create index fresh_id on fresh (id)',
    '-- online\ncreate index concurrently if not exists x on messages (at)',
  ])('may do: %s', (sql) => {
    expect(longLocks(sql)).toEqual([]);
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
