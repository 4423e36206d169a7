import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { createApp } from '../apps/server/src/app.ts';
import { recountClocks } from '../apps/server/src/modules/sla/index.ts';
import { systemActor } from '../apps/server/src/platform/actor.ts';
import { createManualClock, systemClock } from '../apps/server/src/platform/clock.ts';
import { loadConfig } from '../apps/server/src/platform/config/config.ts';
import { migrate } from '../apps/server/src/platform/db/migrate.ts';
import { createLog } from '../apps/server/src/platform/log.ts';
import { startEmbeddedPostgres } from '../apps/server/src/platform/postgres/index.ts';
import { serverSettings } from '../apps/server/src/settings.ts';

/**
 * Clocks of very many open tickets, over a durable embedded PostgreSQL of their own: every clock looked at where nothing
 * is different, which is what a change of rules costs where it does not matter; every clock begun; and every hour moved.
 * Usage: tsx bench/clock-sweep.ts [tickets]. Ends with 1 when looking at them takes longer than wanted.
 */
const tickets = Number(process.argv[2] ?? 100_000);
const sweepMsMax = 5_000;
const start = new Date('2026-03-02T15:00:00.000Z');

async function fill(ownerUrl: string) {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  const id = (kind: string) => `('01890000-0000-7000-8${kind}-' || lpad(n::text, 12, '0'))::uuid`;
  const at = `'${start.toISOString()}'::timestamptz - (n % 400) * interval '1 min'`;
  const rows = `generate_series(1, ${tickets}) n`;
  const run = (text: string) => client.query(text);
  await run(
    `insert into contacts (id, name, created_at) select ${id('001')}, 'Persona ' || n, ${at} from ${rows}`,
  );
  await run(`insert into tickets (id, number, subject, requester_id, status_key, status_category, created_at, activity_at)
    select ${id('003')}, n, 'Asunto ' || n, ${id('001')}, 'open', 'open', ${at}, ${at} from ${rows}`);
  await run(`insert into messages (id, ticket_id, direction, visibility, author_kind, at)
    select ${id('004')}, ${id('003')}, 'in', 'private', 'customer', ${at} from ${rows}`);
  const event = (type: string, payload: string) => `
    insert into events (at, type, version, origin, subject_type, subject_id, actor, correlation_id, payload)
    select ${at}, '${type}', 1, 'live', 'ticket', ${id('003')}, '{"kind":"system","id":null}', ${id('003')}, ${payload} from ${rows}`;
  await run(event('ticket.created', `'{"status":{"key":"open","category":"open"}}'::jsonb`));
  await run(
    event(
      'message.added',
      `jsonb_build_object('messageId', ${id('004')}, 'direction', 'in', 'visibility', 'private', 'authorKind', 'customer',
        'isAuto', false)`,
    ),
  );
  for (const table of ['tickets', 'messages', 'events', 'contacts']) await run(`vacuum (analyze) ${table}`);
  await client.end();
}

const root = mkdtempSync('/tmp/vt-clocks-');
chmodSync(root, 0o755);
const postgres = await startEmbeddedPostgres({ dataRoot: join(root, 'data'), log: () => {} });
const dir = fileURLToPath(new URL('../apps/server/migrations', import.meta.url));
await migrate({ ownerUrl: postgres.ownerUrl, appRole: 'ventanilla_app', dir, now: systemClock.now() });
await fill(postgres.ownerUrl);
const app = await createApp({
  databaseUrl: postgres.appUrl,
  dataDir: join(root, 'files'),
  config: loadConfig(serverSettings, { VENTANILLA_SMTP_PORT: 'off' }),
  keys: [{ id: 'k1', bytes: Buffer.alloc(32, 1) }],
  roles: ['worker'],
  clock: createManualClock(start),
  log: createLog({ level: 'warn' }),
});
const { transact } = app.platform;

async function timed(what: string, prepare?: string): Promise<number> {
  const client = new pg.Client({ connectionString: postgres.ownerUrl });
  await client.connect();
  if (prepare) await client.query(prepare);
  await client.end();
  const began = performance.now();
  await transact({ actor: systemActor }, recountClocks);
  await app.settle();
  const ms = performance.now() - began;
  process.stdout.write(`${what}: ${tickets} tickets in ${(ms / 1000).toFixed(2)} s\n`);
  return ms;
}

try {
  await timed('begun');
  const ms = await timed('looked at');
  await timed(
    'moved',
    `update sla_policies set version = version + 1,
      targets = '{"first_response": {"target": {"kind": "business", "ms": 36000000}, "warn": {"fraction": 0.75}}}'`,
  );
  if (ms > sweepMsMax) process.exitCode = 1;
} finally {
  await app.stop();
  await postgres.stop();
  rmSync(root, { recursive: true, force: true });
}
