import { randomUUID } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@playwright/test';
import pg from 'pg';
import { bareDatabase } from '../../apps/server/src/platform/backup/bare-database.ts';
import { copyIn, copyOut } from '../../apps/server/src/platform/backup/copy-stream.ts';
import { readShape } from '../../apps/server/src/platform/backup/database-shape.ts';
import { migrate } from '../../apps/server/src/platform/db/migrate.ts';
import { loadOrCreateKeyFile } from '../../apps/server/src/platform/keyring/keyring.ts';
import {
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from '../../apps/server/src/platform/postgres/index.ts';
import { describeSchema } from '../../apps/server/src/testing/describe-schema.ts';
import { corpusDefaults } from '../../demo/corpus/corpus.ts';
import { fillDatabase } from '../../demo/corpus/fill-database.ts';
import { startCli } from '../support/cli.ts';
import { scaled } from '../support/scale.ts';
import { waitFor } from '../support/wait.ts';

/** The newest migration of the landing before this one: what installations have when they are brought up to date. */
const before = '0013_answer_below.sql';
const tickets = scaled({ full: 200_000, short: 1_000 });
const requestsASecond = 20;
const waitMsMax = 2_500;
const migrations = join(import.meta.dirname, '../../apps/server/migrations');

/** What was written otherwise then: values that its schema did not know. */
const writtenThen: Record<string, string> = {
  'roles.scope': "case when scope in ('departments', 'portfolio') then 'all' else scope end",
};

let root: string;
let cluster: EmbeddedPostgres;
/** The database of the former landing, in the place where the product looks for its own. */
let ownerUrl: string;

test.beforeAll(async () => {
  test.setTimeout(1_800_000);
  root = mkdtempSync('/tmp/vt-upgrade-');
  cluster = await startEmbeddedPostgres({
    dataRoot: root,
    settings: { max_wal_size: '4GB', shared_buffers: '256MB' },
    log: () => {},
  });
  ownerUrl = cluster.ownerUrl;
  await administer('create database filled owner ventanilla_owner');
  const filled = ownerUrl.replace('/ventanilla?', '/filled?');
  await fillDatabase({
    options: { ...corpusDefaults, tickets, now: new Date() },
    password: 'pizarra y tiza 2026',
    ownerUrl: filled,
    appUrl: cluster.appUrl.replace('/ventanilla?', '/filled?'),
    appRole: 'ventanilla_app',
    dataDir: root,
    keys: loadOrCreateKeyFile({ path: join(root, 'keys/keyring') }),
    now: () => performance.now(),
  });
  await toFormerSchema(filled);
  await administer('drop database filled with (force)');
});

test.afterAll(async () => {
  await cluster?.stop();
  rmSync(root, { recursive: true, force: true });
});

async function administer(statement: string): Promise<void> {
  await withClient(cluster.superuserUrl.replace(/\/ventanilla\?/, '/postgres?'), (client) =>
    client.query(statement),
  );
}

async function withClient<T>(url: string, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}

/** The rows of a filled database in the schema of the landing before, as far as it had a place for them. */
async function toFormerSchema(filled: string): Promise<void> {
  const dir = join(root, 'migrations-before');
  mkdirSync(dir);
  for (const name of readdirSync(migrations)) {
    if (name <= before) cpSync(join(migrations, name), join(dir, name));
  }
  await migrate({ ownerUrl, appRole: 'ventanilla_app', dir, now: new Date() });
  await withClient(filled, (source) =>
    withClient(ownerUrl, async (target) => {
      const now = await readShape(source);
      const then = await readShape(target);
      await target.query('begin');
      const bare = await bareDatabase(target);
      for (const table of then.tables.filter(({ name }) => name !== 'schema_migrations')) {
        const today = now.tables.find(({ schema, name }) => schema === table.schema && name === table.name);
        const columns = table.columns.filter((column) => today?.columns.includes(column));
        if (columns.length === 0) continue;
        const name = `${pg.escapeIdentifier(table.schema)}.${pg.escapeIdentifier(table.name)}`;
        const list = columns.map((column) => pg.escapeIdentifier(column)).join(', ');
        const values = columns.map(
          (column) => writtenThen[`${table.name}.${column}`] ?? pg.escapeIdentifier(column),
        );
        await target.query(`delete from ${name}`);
        const rows = copyOut(`copy (select ${values.join(', ')} from ${name}) to stdout`, source);
        await copyIn({ statement: `copy ${name} (${list}) from stdin`, source: rows }, target);
      }
      for (const { schema, name } of then.sequences) {
        const { rows } = await source.query<{ last: string }>(
          `select last_value as last from ${schema}.${name}`,
        );
        await target.query('select setval($1::regclass, $2::bigint)', [`${schema}.${name}`, rows[0]!.last]);
      }
      // The corpus has no intake of its own; an installation of this size has a row for each mail.
      await target.query(
        `insert into inbound_raw (id, channel_account_id, source, dedupe_key, sha256, size_bytes, received_at, state, next_try_at, ticket_id, message_id)
         select m.id, m.channel_account_id, 'imap', m.id::text, f.sha256, 4096, m.at, 'done', m.at, m.ticket_id, m.id
         from messages m, (select sha256 from files limit 1) f
         where m.direction = 'in' and m.channel_account_id is not null`,
      );
      await bare.restore();
      await target.query('commit');
      await target.query('analyze');
    }),
  );
}

/** What the landing before asks and writes all the time, by its columns. */
const reads = [
  `select id, number, subject, activity_at from tickets where owner_id is null and closed_at is null and not is_spam
   order by activity_at desc, id desc limit 20`,
  `select m.id, b.text from messages m join message_bodies b on b.message_id = m.id
   where m.ticket_id = (select id from tickets order by activity_at desc limit 1) order by m.at, m.id limit 50`,
  'select id, address, state from channel_accounts',
  "select id from inbound_raw where state = 'waiting' and next_try_at < $1 order by next_try_at, id limit 20",
  "select id from outbound_messages where state = 'queued' and next_try_at < $1 order by next_try_at, id limit 20",
];

async function writeOne(client: pg.Client): Promise<void> {
  const [message, at] = [randomUUID(), new Date()];
  await client.query('begin');
  const { rows } = await client.query<{ id: string; account: string }>(
    `select id, channel_account_id as account from tickets where channel_account_id is not null
     order by activity_at desc limit 1 for update`,
  );
  const ticket = rows[0]!;
  await client.query(
    `insert into messages (id, ticket_id, channel_account_id, direction, visibility, author_kind, at)
     values ($1, $2, $3, 'in', 'public', 'customer', $4)`,
    [message, ticket.id, ticket.account, at],
  );
  await client.query("insert into message_bodies (message_id, text) values ($1, 'Sigo esperando.')", [
    message,
  ]);
  await client.query('update tickets set activity_at = $2, version = version + 1 where id = $1', [
    ticket.id,
    at,
  ]);
  await client.query(
    `insert into inbound_raw (id, channel_account_id, source, dedupe_key, sha256, size_bytes, received_at, state, next_try_at)
     select $1::uuid, $2::uuid, 'smtp', $1::text, sha256, size_bytes, $3::timestamptz, 'done', $3::timestamptz from files limit 1`,
    [message, ticket.account, at],
  );
  await client.query('commit');
}

interface Load {
  requests: number;
  slowestMs: number;
  errors: string[];
}

/** Twenty requests a second from several connections, one in five of them writing, until told to stop. */
async function runLoad(load: Load, signal: { stop: boolean }): Promise<void> {
  const connections = 8;
  const worker = (n: number) =>
    withClient(cluster.appUrl, async (client) => {
      for (let turn = n; !signal.stop; turn += 1) {
        const began = performance.now();
        try {
          if (turn % 5 === 0) await writeOne(client);
          else {
            const query = reads[turn % reads.length]!;
            await client.query(query, query.includes('$1') ? [new Date()] : []);
          }
        } catch (error) {
          await client.query('rollback').catch(() => undefined);
          load.errors.push((error as Error).message);
        }
        load.requests += 1;
        const took = performance.now() - began;
        load.slowestMs = Math.max(load.slowestMs, took);
        await sleep(Math.max(0, (1000 * connections) / requestsASecond - took));
      }
    });
  await Promise.all(Array.from({ length: connections }, (_, n) => worker(n)));
}

/** Waits until the migrator has begun to alter, then ends it as a power cut would. */
async function killInTheMiddle(): Promise<boolean> {
  const run = startCli(['setup-link'], { dataDir: root });
  const seen = await withClient(cluster.superuserUrl, (client) =>
    waitFor(
      'the migrator works',
      async () => {
        if (run.child.exitCode !== null) return 'ended';
        const { rows } = await client.query(
          `select from pg_stat_activity where application_name = 'ventanilla migrate' and state = 'active'
         and query !~* 'advisory|schema_migrations'`,
        );
        return rows.length > 0 ? 'working' : null;
      },
      60_000,
    ),
  );
  run.child.kill('SIGKILL');
  await run.done;
  return seen === 'working';
}

test(`A17: ${tickets} tickets of the landing before are brought up to date while ${requestsASecond} requests a second run`, async () => {
  test.setTimeout(900_000);
  const load: Load = { requests: 0, slowestMs: 0, errors: [] };
  const signal = { stop: false };
  const loading = runLoad(load, signal);
  await sleep(1_000);
  const baseline = load.slowestMs;
  const wasCut = await killInTheMiddle();
  const { output, code, seconds } = await startCli(['setup-link'], { dataDir: root }).done;
  await sleep(1_000);
  signal.stop = true;
  await loading;
  // Its answer does not matter, only that it brought the schema up to date first.
  expect([0, 1], output).toContain(code);
  expect(load.errors).toEqual([]);
  expect(load.slowestMs).toBeLessThan(waitMsMax);
  const schema = await withClient(ownerUrl, describeSchema);
  const shown = readFileSync(join(migrations, '../schema.sql'), 'utf8').split('\n').slice(2).join('\n');
  expect(schema).toBe(shown);
  console.info(
    `${tickets} tickets: brought up to date in ${seconds.toFixed(1)} s after kill -9 ${wasCut ? 'in the middle' : '(too late to cut)'}; ${load.requests} requests, 0 errors, slowest ${Math.round(load.slowestMs)} ms (before: ${Math.round(baseline)} ms)`,
  );
});
