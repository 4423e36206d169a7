import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { seedMailbox } from '../../testing/mail.ts';
import { createTestApp, seedAgents, type TestApp } from '../../testing/test-app.ts';
import { systemActor } from '../actor.ts';
import { createLog } from '../log.ts';
import { ensureJobQueues } from './job-schema.ts';
import { createJobs, type JobData, type Jobs } from './jobs.ts';
import { ensureEventPartitions } from './platform-jobs.ts';

let test: TestApp;
beforeEach(async () => {
  test = await createTestApp();
});
afterEach(() => test.close());

const day = 86_400_000;

describe('jobs', () => {
  let jobs: Jobs;
  const logged: string[] = [];
  const seen: JobData[] = [];
  let failures = 0;
  const greet = {
    name: 'greet',
    async run(data: JobData) {
      if (failures > 0) {
        failures -= 1;
        throw new Error('could not reach "María" <maria@colegio.mx>');
      }
      seen.push(data);
    },
  };

  const makeQueues = () =>
    ensureJobQueues({
      ownerUrl: test.database.ownerUrl,
      pool: test.platform.database.pool,
      jobs: [greet, { name: 'tidy', cron: '0 4 * * *' }],
    });

  beforeEach(async () => {
    seen.length = 0;
    logged.length = 0;
    failures = 0;
    const log = createLog({ level: 'info', destination: { write: (line) => void logged.push(line) } });
    jobs = createJobs({ database: test.platform.database, log });
    await makeQueues();
  });

  it('queues are made once, with the owner’s connection only when one is missing', async () => {
    expect(await makeQueues()).toEqual([]);
    const nobody = 'postgresql://nobody@127.0.0.1:1/nowhere';
    const again = { ownerUrl: nobody, pool: test.platform.database.pool, jobs: [greet] };
    expect(await ensureJobQueues(again)).toEqual([]);
  });

  it('a job sent in a transaction that is undone never was; one that is committed is done', async () => {
    const undone = test.platform.transact({ actor: systemActor }, async (work) => {
      await jobs.send({ name: 'greet', data: { id: 'undone' } }, work);
      throw new Error('undo');
    });
    await expect(undone).rejects.toThrow('undo');
    await test.platform.transact({ actor: systemActor }, (work) =>
      jobs.send({ name: 'greet', data: { id: 'committed' } }, work),
    );
    await jobs.send({ name: 'greet', data: { id: 'alone' } });
    await jobs.start([greet]);
    await expect.poll(() => seen.length, { timeout: 15_000 }).toBe(2);
    expect(seen.map(({ id }) => String(id)).toSorted((a, b) => a.localeCompare(b))).toEqual([
      'alone',
      'committed',
    ]);
    await jobs.stop();
  });

  it('a failing job stays to be tried again, and keeps nothing of what its error said', async () => {
    failures = 1;
    await jobs.send({ name: 'greet', data: { id: 'x' } });
    await jobs.start([greet]);
    const rows = async () =>
      (
        await sql<{
          state: string;
          text: string;
        }>`select state, output::text as text from pgboss.job where name = 'greet'`.execute(test.platform.db)
      ).rows;
    await expect.poll(async () => (await rows())[0]?.state, { timeout: 15_000 }).toBe('retry');
    expect((await rows())[0]!.text).toContain('see the log');
    expect((await rows())[0]!.text).not.toMatch(/Mar|maria/);
    expect(logged.join('')).toContain('job failed');
    expect(logged.join('')).not.toMatch(/María|maria/);
    await jobs.stop();
  });

  it('cron is put in force, and that of a job that exists no more is taken back', async () => {
    const names = async () =>
      (
        await sql<{ name: string; timezone: string }>`select name, timezone from pgboss.schedule`.execute(
          test.platform.db,
        )
      ).rows;
    const tidy = { name: 'tidy', cron: '0 4 * * *', timeZone: 'America/Mexico_City', run: async () => {} };
    await jobs.start([greet, tidy]);
    expect(await names()).toEqual([{ name: 'tidy', timezone: 'America/Mexico_City' }]);
    await jobs.stop();
    const later = createJobs({ database: test.platform.database, log: createLog({ level: 'silent' }) });
    await later.start([greet]);
    expect(await names()).toEqual([]);
    await later.stop();
  });
});

describe('the periodic work', () => {
  const run = (name: string) => test.app.jobs.find((job) => job.name === name)!.run({});

  it('makes the partitions of the log ahead of its last event, and once', async () => {
    expect(await ensureEventPartitions(test.platform)).toBeGreaterThanOrEqual(0);
    const client = new pg.Client({ connectionString: test.database.ownerUrl });
    await client.connect();
    await client.query("select setval('event_id_seq', 45000000)");
    expect(await ensureEventPartitions(test.platform)).toBe(3);
    expect(await ensureEventPartitions(test.platform)).toBe(0);
    await client.end();
  });

  it('forgets remembered answers after a day, sessions and links after their time, and nothing before', async () => {
    const { db, clock } = test.platform;
    const [agentId] = await seedAgents(test, [{ name: 'Ana Ruiz' }]);
    const now = clock.now();
    const ago = (ms: number) => new Date(now.getTime() - ms);
    for (const [key, at] of [
      ['old', ago(day + 1)],
      ['new', ago(day - 1_000)],
    ] as const) {
      await sql`insert into idempotency_keys (actor, key, request_hash, state, created_at) values ('a', ${key}, 'h', 'done', ${at})`.execute(
        db,
      );
      await sql`insert into rate_limits (key, window_started_at, hits) values (${key}, ${at}, 1)`.execute(db);
    }
    for (const [key, until] of [
      ['old', ago(1)],
      ['new', ago(-1_000)],
    ] as const) {
      await sql`insert into setup_tokens (token_hash, created_at, expires_at) values (${key}, ${now}, ${until})`.execute(
        db,
      );
      await sql`insert into auth.session (id, "expiresAt", token, "createdAt", "updatedAt", "userId")
        values (${key}, ${until}, ${key}, ${now}, ${now}, ${agentId})`.execute(db);
    }
    await run('clean-platform');
    await run('remove-expired-access');
    const left = await sql<{
      key: string;
    }>`select key from idempotency_keys union all select key from rate_limits
      union all select token_hash from setup_tokens union all select id from auth.session`.execute(db);
    expect(left.rows.map(({ key }) => key)).toEqual(['new', 'new', 'new', 'new']);
  });

  it('removes an upload nobody used after a day, its bytes a week later, and no bytes that are in use', async () => {
    const { db, clock, files, ids } = test.platform;
    const put = async (text: string) => {
      const { sha256, sizeBytes } = await files.put(Buffer.from(text));
      await sql`insert into files (sha256, size_bytes, created_at) values (${sha256}, ${sizeBytes}, ${clock.now()})`.execute(
        db,
      );
      await sql`insert into attachments (id, sha256, file_name, content_type, size_bytes, created_at)
        values (${ids.uuid()}, ${sha256}, 'x', 'text/plain', ${sizeBytes}, ${clock.now()})`.execute(db);
      return sha256;
    };
    const forgotten = await put('forgotten');
    const passDay = async (n = 1) => {
      test.clock.advance(n * day + 1_000);
      await run('remove-orphan-uploads');
      await run('clean-platform');
    };
    await passDay();
    const used = await put('used');
    await run('clean-platform');
    expect(await files.has(forgotten)).toBe(true);

    await sql`insert into inbound_raw (id, channel_account_id, source, dedupe_key, sha256, size_bytes, received_at, state, next_try_at)
      values (${ids.uuid()}, ${await seedMailbox(test)}, 'api', 'k', ${used}, 4, ${clock.now()}, 'done', ${clock.now()})`.execute(
      db,
    );
    await passDay(6);
    expect(await files.has(forgotten)).toBe(true);
    await passDay(2);
    expect(await files.has(forgotten)).toBe(false);
    expect(await files.has(used)).toBe(true);
    const { rows } = await sql<{ sha256: string }>`select sha256 from files`.execute(db);
    expect(rows.map(({ sha256 }) => sha256)).toEqual([used]);
    expect(used).toBe(createHash('sha256').update('used').digest('hex'));
  });

  it('spares a file that is referred to again before its time', async () => {
    const { db, clock, files, ids } = test.platform;
    const { sha256, sizeBytes } = await files.put(Buffer.from('again'));
    await sql`insert into files (sha256, size_bytes, created_at) values (${sha256}, ${sizeBytes}, ${clock.now()})`.execute(
      db,
    );
    test.clock.advance(2 * day);
    await run('clean-platform');
    await sql`insert into attachments (id, sha256, file_name, content_type, size_bytes, created_at)
      values (${ids.uuid()}, ${sha256}, 'x', 'text/plain', ${sizeBytes}, ${clock.now()})`.execute(db);
    test.clock.advance(30 * day);
    await run('clean-platform');
    expect(await files.has(sha256)).toBe(true);
    const { rows } = await sql<{ since: Date | null }>`select unreferenced_since as since from files`.execute(
      db,
    );
    expect(rows[0]!.since).toBeNull();
  });
});
