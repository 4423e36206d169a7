import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@playwright/test';
import pg from 'pg';
import { type BackupManifest, openCopyAt } from '../../apps/server/src/platform/backup/index.ts';
import { startDebianPostgres } from '../../apps/server/src/testing/debian-postgres.ts';
import { type FakeProvider, startOAuthProvider } from '../../apps/server/src/testing/oauth-provider.ts';
import { dataOf } from '../../packages/web/src/api/client.ts';
import { runCli, startCli } from '../support/cli.ts';
import { openClient } from '../support/client.ts';
import { openDatabase } from '../support/database.ts';
import { admin, type Office, openOffice } from '../support/office.ts';
import { type Product, startProduct } from '../support/product.ts';
import { isFull, scaled } from '../support/scale.ts';
import { waitFor } from '../support/wait.ts';

const mailsBefore = scaled({ full: 1500, short: 40 });
const secret = 'clave-plantada-7Q9z';
const hasDebian = existsSync('/usr/lib/postgresql/15/bin/initdb') && process.getuid?.() === 0;

let office: Office;
let provider: FakeProvider;
let providerEnv: Record<string, string>;
let root: string;
let archive: string;
let manifest: BackupManifest;
let snapshotSeconds = 0;
const products: Product[] = [];

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  test.setTimeout(scaled({ full: 600_000, short: 240_000 }));
  root = mkdtempSync('/tmp/vt-whole-');
  archive = join(root, 'respaldo.tar');
  provider = await startOAuthProvider('ventas@escuela.example');
  const nowhere = 'imap=imap://127.0.0.1:9,smtp=smtp://127.0.0.1:9';
  providerEnv = { VENTANILLA_GOOGLE_MAIL: `oauth=${provider.url},${nowhere}` };
  office = await openOffice({ env: providerEnv });
  await office.api.POST('/api/v1/mailboxes', {
    body: {
      name: 'Cobranza',
      address: 'cobranza@escuela.example',
      imap: { host: '127.0.0.1', port: 9, security: 'none', user: 'cobranza', password: secret },
      smtp: null,
    },
  });
  await connectByConsent();
  for (let n = 0; n < mailsBefore; n += 1) await sendOne(n);
  await waitFor(
    'all mail is a ticket',
    async () => (await ticketCount(office.product)) >= mailsBefore,
    scaled({ full: 400_000, short: 120_000 }),
  );
});

test.afterAll(async () => {
  for (const product of products) await product.remove();
  await office?.close();
  await provider?.close();
  rmSync(root, { recursive: true, force: true });
});

/** A mailbox of Google's, as by its own set-up: what is kept of it are a client's secret and tokens. */
async function connectByConsent(): Promise<void> {
  const params = { path: { provider: 'google' as const } };
  const client = { ...provider.client, tenant: null };
  await dataOf(office.api.PUT('/api/v1/mail-oauth/{provider}', { params, body: client }));
  const asked = { name: 'Ventas', address: 'ventas@escuela.example' };
  const { url } = await dataOf(
    office.api.POST('/api/v1/mail-oauth/{provider}/begin', { params, body: asked }),
  );
  const { code, state } = provider.agree(url);
  await dataOf(office.api.POST('/api/v1/mail-oauth/complete', { body: { code, state } }));
}

function sendOne(n: number) {
  const content = Buffer.alloc(20_000 + (n % 7) * 9_000, `${n} acta `);
  return office.send({
    from: `Familia ${n % 50} <familia${n % 50}@correo.example>`,
    subject: `Trámite ${n}`,
    text: `Con tabulador\ty barra \\ y salto.\n${'á'.repeat(n % 900)}`,
    messageId: `<tramite-${n}@correo.example>`,
    ...(n % 2 === 0 ? { attachments: [{ filename: `acta-${n}.txt`, content }] } : {}),
  });
}

async function ticketCount(product: Product): Promise<number> {
  const database = await openDatabase(product);
  try {
    return await database.number('select count(*) from tickets');
  } finally {
    await database.close();
  }
}

/** Rows and hashes of a copy, without what a restoration writes down about itself. */
const digests = (copy: BackupManifest) =>
  Object.fromEntries(
    copy.tables
      .filter(({ name }) => !['settings', 'audit_log', 'schema_migrations'].includes(name))
      .map(({ schema, name, rows, sha256 }) => [`${schema}.${name}`, `${rows} ${sha256}`]),
  );

async function copyOf(place: { dataDir: string; env?: Record<string, string> }, name: string) {
  const path = join(root, name);
  await runCli(['backup', path], place);
  return (await openCopyAt(path)).manifest;
}

/** Every file that a row names, hashed anew. */
async function wrongFiles(dataDir: string, hashes: readonly string[]): Promise<string[]> {
  return hashes.filter((sha256) => {
    const bytes = readFileSync(join(dataDir, 'files', sha256.slice(0, 2), sha256.slice(2, 4), sha256));
    return createHash('sha256').update(bytes).digest('hex') !== sha256;
  });
}

test('A18: a copy under load is whole, and says whose data it holds', async () => {
  test.setTimeout(scaled({ full: 600_000, short: 120_000 }));
  let sent = mailsBefore;
  let loading = true;
  let waited = 0;
  const load = (async () => {
    while (loading) {
      const before = performance.now();
      await sendOne(sent);
      waited = Math.max(waited, performance.now() - before);
      sent += 1;
      await sleep(30);
    }
  })();
  await sleep(500);
  const { output, seconds } = await runCli(['backup', archive], office.product);
  snapshotSeconds = seconds;
  loading = false;
  await load;
  expect(output).toContain('Respaldo completo y comprobado');
  expect(output).toContain('Contiene lo que escribieron tus clientes');
  expect(output).toContain('Las llaves no van dentro');
  manifest = (await openCopyAt(archive)).manifest;
  const tickets = manifest.tables.find(({ name }) => name === 'tickets')!;
  expect(tickets.rows).toBeGreaterThanOrEqual(mailsBefore);
  console.info(
    `copy under load: ${seconds.toFixed(1)} s, ${tickets.rows} tickets, ${manifest.files.count} files; slowest mail taken in ${Math.round(waited)} ms`,
  );
});

test('A18: without the keys all of it comes back save the secrets, and the mailbox asks for its password', async () => {
  test.setTimeout(scaled({ full: 600_000, short: 120_000 }));
  const dataDir = join(root, 'sin-llaves');
  const { output, seconds } = await runCli(['restore', archive], { dataDir });
  expect(output).toContain('Sin las llaves del respaldo no se pueden leer los secretos');
  console.info(
    `restored into an embedded database in ${seconds.toFixed(1)} s (copy took ${snapshotSeconds.toFixed(1)} s)`,
  );
  expect(digests(await copyOf({ dataDir }, 'vuelta.tar'))).toEqual(digests(manifest));

  const product = await startProduct({ dataDir, env: providerEnv });
  products.push(product);
  const api = openClient(product);
  const signedIn = await api.POST('/api/v1/session', {
    body: { email: admin.email, password: admin.password },
  });
  expect(signedIn.response.status).toBeLessThan(300);
  const database = await openDatabase(product);
  const files = await database.rows<{ sha256: string }>('select sha256 from files');
  // A mail that waited when the copy was made is read now, and brings its file.
  expect(files.length).toBeGreaterThanOrEqual(manifest.files.count);
  expect(
    await wrongFiles(
      dataDir,
      files.map(({ sha256 }) => sha256),
    ),
  ).toEqual([]);
  const failing = await waitFor('the mailbox says why it fails', async () => {
    const { data } = await api.GET('/api/v1/mailboxes');
    return data?.items.find(({ address, state }) => address.startsWith('cobranza') && state === 'failing');
  });
  expect(JSON.stringify(failing)).toContain('no se abre con las llaves');
  await database.close();
  await product.stop();

  const { code, output: refused } = await startCli(['restore', archive], { dataDir }).done;
  expect(code).toBe(1);
  expect(refused).toContain('Solo se restaura en un lugar vacío');
});

test('A18: with the keys everything comes back; cut short by kill -9 it goes on, and no server starts meanwhile', async () => {
  test.setTimeout(scaled({ full: 600_000, short: 120_000 }));
  const dataDir = join(root, 'con-llaves');
  mkdirSync(dataDir);
  const keys = join(office.product.dataDir, 'keys/keyring');
  const first = startCli(['restore', archive, `--keys=${keys}`], { dataDir });
  await waitFor('the restoration is under way', () => existsSync(join(dataDir, 'restoring')), 60_000);
  await sleep(150);
  first.child.kill('SIGKILL');
  await first.done;
  await expect(startProduct({ dataDir })).rejects.toThrow(/quedó a medias una restauración/);
  const { output } = await runCli(['restore', archive, `--keys=${keys}`], { dataDir });
  expect(output).toContain('los secretos se leen');
  expect(digests(await copyOf({ dataDir }, 'vuelta-2.tar'))).toEqual(digests(manifest));
  const { output: health } = await startCli(['doctor'], { dataDir }).done;
  expect(health).toContain('Las llaves están y abren todos los secretos');
  expect(health).toContain('Todo lo guardado encaja');
  expect(health).toContain(`Los ${manifest.files.count} archivos anotados están en su lugar`);
});

test('A18: into an outside PostgreSQL of an older version, and back', async () => {
  test.skip(!hasDebian, 'needs root and PostgreSQL 15');
  test.setTimeout(scaled({ full: 600_000, short: 120_000 }));
  const cluster = startDebianPostgres();
  try {
    const client = new pg.Client({ connectionString: cluster.superuserUrl });
    await client.connect();
    await client.query("create role mesa login password 'x'");
    await client.query('create database mesa owner mesa');
    await client.end();
    const env = { DATABASE_URL: cluster.superuserUrl.replace('postgres@/postgres', 'mesa:x@/mesa') };
    const place = { dataDir: join(root, 'de-fuera'), env };
    await runCli(['restore', archive], place);
    const outside = await copyOf(place, 'de-fuera.tar');
    expect(outside.postgresVersion).toMatch(/^15\./);
    expect(digests(outside)).toEqual(digests(manifest));
    if (!isFull) return;
    const dataDir = join(root, 'de-vuelta');
    await runCli(['restore', join(root, 'de-fuera.tar')], { dataDir });
    expect(digests(await copyOf({ dataDir }, 'de-vuelta.tar'))).toEqual(digests(manifest));
  } finally {
    cluster.stop();
  }
});

test('A27: no copy, log or answer holds a planted secret, a session or a key', async () => {
  const session = decodeURIComponent(office.api.cookie().split('=')[1] ?? '').split('.')[0]!;
  expect(session.length).toBeGreaterThan(10);
  const key = readFileSync(join(office.product.dataDir, 'keys/keyring'), 'utf8').trim().split(':')[1]!;
  // The first two tokens came with the consent; a renewal brings more.
  expect(provider.issued.length).toBeGreaterThanOrEqual(2);
  const planted = [
    secret,
    admin.password,
    session,
    key,
    provider.client.clientSecret,
    ...provider.issued,
    ...provider.asked.map(({ params }) => params['state']!),
  ];
  const source = await openCopyAt(archive);
  const { decompress } = await import('../../apps/server/src/platform/backup/verify-backup.ts');
  const texts: Record<string, string> = {
    log: office.product.output(),
    manifest: JSON.stringify(source.manifest),
  };
  for (const table of source.manifest.tables) {
    const entry = `database/${table.schema}.${table.name}.copy.gz`;
    const parts: Buffer[] = [];
    for await (const part of decompress(source.read(entry))) parts.push(part);
    texts[entry] = Buffer.concat(parts).toString();
  }
  for (const path of [
    '/api/v1/mailboxes',
    '/api/v1/backups',
    '/api/v1/session',
    '/api/v1/outbox',
    '/api/v1/mail-oauth',
  ] as const) {
    const response = await fetch(`${office.product.url}${path}`, {
      headers: { cookie: office.api.cookie() },
    });
    texts[path] = await response.text();
  }
  const hits = Object.entries(texts).flatMap(([place, text]) =>
    planted.flatMap((word, index) => (text.includes(word) ? [`${place}: ${index}`] : [])),
  );
  expect(hits).toEqual([]);
});
