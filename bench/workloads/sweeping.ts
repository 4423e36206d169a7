import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { createApp } from '../../apps/server/src/app.ts';
import { recountClocks } from '../../apps/server/src/modules/sla/index.ts';
import { systemActor } from '../../apps/server/src/platform/actor.ts';
import { createManualClock, systemClock } from '../../apps/server/src/platform/clock.ts';
import { loadConfig } from '../../apps/server/src/platform/config/config.ts';
import { migrate } from '../../apps/server/src/platform/db/migrate.ts';
import { createLog } from '../../apps/server/src/platform/log.ts';
import { startEmbeddedPostgres } from '../../apps/server/src/platform/postgres/index.ts';
import { serverSettings } from '../../apps/server/src/settings.ts';
import { atMost, type Figure } from './context.ts';

const tickets = 100_000;
const sweepSecondsMax = 5;
/** So long a stop that everything is over after it. */
const stopMs = 30 * 86_400_000;
const start = new Date('2026-03-02T15:00:00.000Z');
const migrations = fileURLToPath(new URL('../../apps/server/migrations', import.meta.url));

/**
 * W18: clocks of very many open tickets, over a durable embedded PostgreSQL of their own: every clock begun; every clock
 * looked at where nothing is different, which is what a change of rules costs where it does not matter; every hour moved,
 * with its alarm, its card and what the log says of it; and all of them over at once, as after a long stop.
 */
export async function measureSweep({ quick }: { quick: boolean }): Promise<Figure> {
  const count = quick ? tickets / 20 : tickets;
  const root = mkdtempSync(join(tmpdir(), 'ventanilla-clocks-'));
  chmodSync(root, 0o755);
  const postgres = await startEmbeddedPostgres({ dataRoot: join(root, 'data'), log: () => {} });
  try {
    const { ownerUrl } = postgres;
    await migrate({ ownerUrl, appRole: 'ventanilla_app', dir: migrations, now: systemClock.now() });
    await fill(count, ownerUrl);
    return figureOf(count, await sweep({ ownerUrl, appUrl: postgres.appUrl, dataDir: join(root, 'files') }));
  } finally {
    await postgres.stop();
    rmSync(root, { recursive: true, force: true });
  }
}

interface Seconds {
  begun: number;
  looked: number;
  moved: number;
  over: number;
}

async function sweep(where: { ownerUrl: string; appUrl: string; dataDir: string }): Promise<Seconds> {
  const clock = createManualClock(start);
  const app = await createApp({
    databaseUrl: where.appUrl,
    dataDir: where.dataDir,
    config: loadConfig(serverSettings, { VENTANILLA_SMTP_PORT: 'off' }),
    keys: [{ id: 'k1', bytes: Buffer.alloc(32, 1) }],
    roles: ['worker'],
    clock,
    log: createLog({ level: 'warn' }),
  });
  const timed = async (begin: () => Promise<void>) => {
    const began = performance.now();
    await begin();
    await app.settle();
    return (performance.now() - began) / 1000;
  };
  const recount = () => app.platform.transact({ actor: systemActor }, recountClocks);
  try {
    const begun = await timed(recount);
    const looked = await timed(recount);
    await run(
      `update sla_policies set version = version + 1,
        targets = '{"first_response": {"target": {"kind": "business", "ms": 36000000}, "warn": {"fraction": 0.75}}}'`,
      where.ownerUrl,
    );
    const moved = await timed(recount);
    const over = await timed(async () => clock.set(new Date(start.getTime() + stopMs)));
    return { begun, looked, moved, over };
  } finally {
    await app.stop();
  }
}

function figureOf(count: number, { begun, looked, moved, over }: Seconds): Figure {
  return {
    workload: 'W18',
    name: `relojes de ${new Intl.NumberFormat('es-MX').format(count)} tickets abiertos`,
    tickets: count,
    agents: 0,
    product: null,
    floor: null,
    extra: {
      'revisar todos s': looked,
      'empezar todos s': begun,
      'mover todos s': moved,
      'vencer todos s': over,
    },
    targets: [
      atMost('revisar todos', looked, sweepSecondsMax, 's'),
      atMost('mover todos', moved, sweepSecondsMax, 's'),
    ],
  };
}

async function run(text: string, url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(text);
  await client.end();
}

/** Open tickets with the mail that began each, and what the log says of them. */
async function fill(count: number, url: string): Promise<void> {
  const id = (kind: string) => `('01890000-0000-7000-8${kind}-' || lpad(n::text, 12, '0'))::uuid`;
  const at = `'${start.toISOString()}'::timestamptz - (n % 400) * interval '1 min'`;
  const rows = `generate_series(1, ${count}) n`;
  const event = (type: string, payload: string) => `
    insert into events (at, type, version, origin, subject_type, subject_id, actor, correlation_id, payload)
    select ${at}, '${type}', 1, 'live', 'ticket', ${id('003')}, '{"kind":"system","id":null}', ${id('003')}, ${payload} from ${rows}`;
  const statements = [
    `insert into contacts (id, name, created_at) select ${id('001')}, 'Persona ' || n, ${at} from ${rows}`,
    `insert into tickets (id, number, subject, requester_id, status_key, status_category, created_at, activity_at)
      select ${id('003')}, n, 'Asunto ' || n, ${id('001')}, 'open', 'open', ${at}, ${at} from ${rows}`,
    `insert into messages (id, ticket_id, direction, visibility, author_kind, at)
      select ${id('004')}, ${id('003')}, 'in', 'private', 'customer', ${at} from ${rows}`,
    event('ticket.created', `'{"status":{"key":"open","category":"open"}}'::jsonb`),
    event(
      'message.added',
      `jsonb_build_object('messageId', ${id('004')}, 'direction', 'in', 'visibility', 'private', 'authorKind', 'customer',
        'isAuto', false)`,
    ),
    ...['tickets', 'messages', 'events', 'contacts'].map((table) => `vacuum (analyze) ${table}`),
  ];
  for (const text of statements) await run(text, url);
}
