import { fork } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import nodemailer from 'nodemailer';
import pg from 'pg';
import { createApp } from '../apps/server/src/app.ts';
import { systemClock } from '../apps/server/src/platform/clock.ts';
import { loadConfig } from '../apps/server/src/platform/config/config.ts';
import { migrate } from '../apps/server/src/platform/db/migrate.ts';
import { ensureJobQueues } from '../apps/server/src/platform/jobs/job-schema.ts';
import { createLog } from '../apps/server/src/platform/log.ts';
import { startEmbeddedPostgres } from '../apps/server/src/platform/postgres/index.ts';
import { serverSettings } from '../apps/server/src/settings.ts';

/**
 * A burst of mail through the built-in SMTP intake of a whole server, over a durable embedded PostgreSQL of its own:
 * time from `inbound_raw.received_at` to the ticket's `created_at`, and commits a mail by pg_stat_database.
 * Usage: tsx bench/mail-burst.ts [mails] [connections]. Ends with 1 when a target is missed.
 */
const mails = Number(process.argv[2] ?? 200);
const connections = Number(process.argv[3] ?? 20);
const targets = { p95Ms: 300, commitsPerMail: 2 };
const mailbox = 'soporte@banco.example';

/** The sender is a process of its own, so that it does not take the server's time. */
async function send(port: number): Promise<void> {
  const transport = nodemailer.createTransport({
    host: '127.0.0.1',
    port,
    pool: true,
    maxConnections: connections,
    ignoreTLS: true,
  });
  await Promise.all(
    Array.from({ length: mails }, (_, at) =>
      transport.sendMail({
        from: `Persona ${at} <persona${at}@colegio${at % 40}.example>`,
        to: mailbox,
        subject: `Consulta ${at}`,
        text: `Hola, les escribo por el caso ${at}. `.repeat(20),
        html: `<p>Hola, les escribo por el <b>caso ${at}</b>.</p>`.repeat(20),
      }),
    ),
  );
  transport.close();
}

async function startServer(root: string) {
  const postgres = await startEmbeddedPostgres({ dataRoot: join(root, 'data'), log: () => {} });
  const dir = fileURLToPath(new URL('../apps/server/migrations', import.meta.url));
  await migrate({ ownerUrl: postgres.ownerUrl, appRole: 'ventanilla_app', dir, now: systemClock.now() });
  const app = await createApp({
    databaseUrl: postgres.appUrl,
    dataDir: join(root, 'files'),
    config: loadConfig(serverSettings, { VENTANILLA_SMTP_PORT: '0' }),
    keys: [{ id: 'k1', bytes: Buffer.alloc(32, 1) }],
    roles: ['web', 'worker'],
    clock: systemClock,
    log: createLog({ level: 'warn' }),
  });
  const { pool } = app.platform.database;
  await ensureJobQueues({ ownerUrl: postgres.ownerUrl, pool, jobs: app.jobs });
  const [brand, account] = [app.platform.ids.uuid(), app.platform.ids.uuid()];
  const now = systemClock.now();
  await pool.query('insert into brands (id, name, time_zone, created_at) values ($1, $2, $3, $4)', [
    brand,
    'Banco de pruebas',
    'America/Mexico_City',
    now,
  ]);
  await pool.query(
    `insert into channel_accounts (id, kind, brand_id, name, address, is_default, created_at)
     values ($1, 'email', $2, 'Soporte', $3, true, $4)`,
    [account, brand, mailbox, now],
  );
  await app.start();
  return { app, postgres };
}

function smtpPort(app: Awaited<ReturnType<typeof startServer>>['app']): number {
  const channels = app.modules.find(({ name }) => name === 'channels') as unknown as {
    smtpIntakeAddress(): { port: number } | null;
  };
  const address = channels.smtpIntakeAddress();
  if (!address) throw new Error('the SMTP intake does not listen');
  return address.port;
}

async function burst(port: number): Promise<void> {
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
  const child = fork(
    fileURLToPath(import.meta.url),
    [String(mails), String(connections), 'send', String(port)],
    {
      execArgv: ['--import', tsx],
    },
  );
  const code = await new Promise((resolve) => child.once('exit', resolve));
  if (code !== 0) throw new Error(`the sender ended with ${String(code)}`);
}

async function commits(client: pg.Client): Promise<number> {
  // A connection hands in its counts at most once a second, and when it is idle.
  await sleep(2_500);
  await client.query('select pg_stat_force_next_flush()');
  const { rows } = await client.query<{ n: string }>(
    'select xact_commit as n from pg_stat_database where datname = current_database()',
  );
  return Number(rows[0]!.n);
}

async function untilDone(client: pg.Client): Promise<void> {
  const done = 'select count(*)::int as n from inbound_raw where done_at is not null';
  for (;;) {
    const { rows } = await client.query<{ n: number }>(done);
    if (rows[0]!.n >= mails + 10) return;
    await sleep(250);
  }
}

async function measure(): Promise<boolean> {
  const root = mkdtempSync('/tmp/vt-burst-');
  // PostgreSQL runs as another user, who has to pass through.
  chmodSync(root, 0o711);
  const { app, postgres } = await startServer(root);
  const client = new pg.Client({ connectionString: postgres.superuserUrl });
  await client.connect();
  try {
    const port = smtpPort(app);
    await warmUp(port);
    const before = await commits(client);
    const idleFrom = performance.now();
    const idle = (await commits(client)) - before;
    const idlePerMs = idle / (performance.now() - idleFrom);
    const start = await commits(client);
    const began = performance.now();
    await burst(port);
    await untilDone(client);
    const elapsed = performance.now() - began;
    const end = await commits(client);
    // What an idle server commits in the same time (polls of its queues) is not the mail's.
    const own = end - start - idlePerMs * (performance.now() - began);
    const { rows } = await client.query<{ p50: number; p95: number; max: number; tickets: number }>(`
      select percentile_cont(0.5) within group (order by ms) as p50, percentile_cont(0.95) within group (order by ms) as p95,
        max(ms), count(*)::int as tickets
      from (select extract(epoch from t.created_at - r.received_at) * 1000 as ms
            from inbound_raw r join tickets t on t.id = r.ticket_id order by r.received_at offset 10) as times`);
    const { p50, p95, max, tickets } = rows[0]!;
    const perMail = own / mails;
    console.log(
      JSON.stringify({
        mails,
        connections,
        tickets,
        seconds: Math.round(elapsed) / 1000,
        arrivalToTicketMs: { p50: Math.round(p50), p95: Math.round(p95), max: Math.round(max) },
        commitsPerMail: Number(perMail.toFixed(2)),
        commitsPerMailWithIdlePolls: Number(((end - start) / mails).toFixed(2)),
        targets,
      }),
    );
    return tickets === mails && p95 <= targets.p95Ms && perMail <= targets.commitsPerMail;
  } finally {
    await client.end();
    await app.stop();
    await postgres.stop();
    rmSync(root, { recursive: true, force: true });
  }
}

/** Ten mails before the measure: parsers started, connections open, plans made. */
async function warmUp(port: number): Promise<void> {
  const transport = nodemailer.createTransport({ host: '127.0.0.1', port, ignoreTLS: true });
  for (let at = 0; at < 10; at += 1) {
    await transport.sendMail({
      from: `previo${at}@banco.example`,
      to: mailbox,
      subject: 'Previo',
      text: `Previo ${at}`,
    });
  }
  await sleep(1_000);
}

if (process.argv[4] === 'send') await send(Number(process.argv[5]));
else process.exitCode = (await measure()) ? 0 : 1;
