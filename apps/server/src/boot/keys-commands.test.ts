import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createMailbox } from '@ventanilla/contracts/channels';
import { setMailOAuthClient } from '@ventanilla/contracts/mail-oauth';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createKeyring, loadOrCreateKeyFile } from '../platform/keyring/keyring.ts';
import { createReloadingKeyring } from '../platform/keyring/reloading-keyring.ts';
import { resealAll } from '../platform/keyring/reseal.ts';
import { addKey, keepFirstKey } from '../platform/keyring/rotate-keys.ts';
import { testKeys } from '../testing/keyring.ts';
import { seedMailbox } from '../testing/mail.ts';
import { createTestApp, seedAgents, type TestApp } from '../testing/test-app.ts';
import { sealedColumns } from './keys-commands.ts';

let app: TestApp;
let dir: string;
beforeAll(async () => {
  app = await createTestApp();
  dir = mkdtempSync('/tmp/vt-keys-');
});
afterAll(async () => {
  await app.close();
  rmSync(dir, { recursive: true, force: true });
});

test('a process that runs seals with a new key and opens what another sealed with it, without a restart', async () => {
  const path = join(dir, 'keyring');
  loadOrCreateKeyFile({ path });
  const running = createReloadingKeyring({ path });
  const before = running.seal('antes', 'prueba');
  const other = createKeyring(addKey({ path }));
  await new Promise((resolve) => setTimeout(resolve, 1_100));
  expect(running.open(other.seal('después', 'prueba'), 'prueba')).toBe('después');
  expect(running.open(before, 'prueba')).toBe('antes');
  expect(running.seal('x', 'prueba').split('.')[1]).toBe(other.marks[0]?.id);
  expect(readFileSync(path, 'utf8').trim().split(',')).toHaveLength(2);

  const alone = createKeyring(keepFirstKey({ path }));
  expect(alone.open(other.seal('y', 'prueba'), 'prueba')).toBe('y');
  expect(() => alone.open(before, 'prueba')).toThrow();
});

test('everything sealed is sealed anew: nothing needs the former key, and no secret is ever in the clear', async () => {
  await seedMailbox(app);
  const [admin] = (await seedAgents(app, [{ name: 'Rosa', roleKey: 'admin' }])) as [string];
  const imap = {
    host: 'imap.example',
    port: 993,
    security: 'tls' as const,
    user: 'a',
    password: 'clave-9917',
  };
  const made = await app.call(createMailbox, {
    as: admin,
    body: { name: 'Ventas', address: 'v@escuela.example', imap },
  });
  await app.call(setMailOAuthClient, {
    as: admin,
    params: { provider: 'google' },
    body: { clientId: 'id', clientSecret: 'secreto-9917' },
  });
  const old = await sealed();
  expect(old.length).toBeGreaterThanOrEqual(2);
  const key = { id: 'k2', bytes: Buffer.alloc(32, 9) };
  const keyring = createKeyring([key, ...testKeys]);
  expect(await resealAll(sealedColumns, { db: app.platform.db, keyring })).toEqual({
    changed: old.length,
    unreadable: 0,
  });
  const fresh = await sealed();
  expect(fresh.filter((text) => !text.startsWith('v1.k2.'))).toEqual([]);
  const alone = createKeyring([key]);
  const { rows } = await sql<{ secrets: string }>`
    select secrets from channel_accounts where id = ${made.body.id}`.execute(app.platform.db);
  expect(alone.open(rows[0]!.secrets, 'mailbox')).toContain('clave-9917');
  expect(await dump()).not.toContain('9917');
  const lost = createKeyring([{ id: 'k3', bytes: Buffer.alloc(32, 1) }]);
  expect(await resealAll(sealedColumns, { db: app.platform.db, keyring: lost })).toEqual({
    changed: 0,
    unreadable: fresh.length,
  });
});

/** Every sealed text in any table: a column that is missing from the list would keep the former key. */
async function sealed(): Promise<string[]> {
  return [...(await dump()).matchAll(/v1\.k\d\.[\w-]{20,}/g)].map(([text]) => text);
}

async function dump(): Promise<string> {
  const { rows: tables } = await sql<{ name: string }>`
    select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname = 'public'`.execute(
    app.platform.db,
  );
  const texts: string[] = [];
  for (const { name } of tables) {
    const { rows } = await sql
      .raw<{ row: string }>(`select t::text as row from ${name} t`)
      .execute(app.platform.db);
    texts.push(...rows.map(({ row }) => row));
  }
  return texts.join('\n');
}
