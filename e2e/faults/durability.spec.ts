import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@playwright/test';
import pg from 'pg';
import { countInconsistencies } from '../../apps/server/src/boot/doctor/integrity.ts';
import { findRunningPostgres } from '../../apps/server/src/platform/postgres/index.ts';
import { startCli } from '../support/cli.ts';
import { openDatabase } from '../support/database.ts';
import { type Office, openOffice } from '../support/office.ts';
import { startProduct } from '../support/product.ts';
import { scaled } from '../support/scale.ts';
import { createSeeded } from '../support/seeded.ts';
import { waitFor } from '../support/wait.ts';

const kills = scaled({ full: 100, short: 3 });
/** The promise is 10 s on a quiet machine; here other tests run beside. */
const openMsMax = 30_000;
const seed = Number(process.env.TEST_SEED ?? 20_260_319);

let office: Office;

test.beforeAll(async () => {
  test.setTimeout(60_000);
  office = await openOffice();
});

test.afterAll(() => office?.close());

/** Ends the database as a power cut would: every process of it at once, by its id. */
function killDatabase(dataDir: string): void {
  const postmaster = Number(readFileSync(join(dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]);
  const children = readFileSync(`/proc/${postmaster}/task/${postmaster}/children`, 'utf8').trim().split(' ');
  for (const pid of [postmaster, ...children.map(Number)]) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It ended by itself meanwhile.
    }
  }
}

interface Acknowledged {
  mails: Set<string>;
  notes: Set<string>;
  files: Set<string>;
}

/** Mails with files, notes and uploads, each remembered only once it was acknowledged. */
async function write(acknowledged: Acknowledged, signal: { stop: boolean }, next: () => number) {
  const { api, product } = office;
  while (!signal.stop) {
    const n = next();
    const messageId = `<golpe-${n}@correo.example>`;
    try {
      const content = `documento ${n} ${'x'.repeat((n % 40) * 1000)}`;
      await office.send({
        from: `Cliente ${n % 30} <cliente${n % 30}@correo.example>`,
        subject: `Golpe ${n}`,
        text: `Mensaje ${n}`,
        messageId,
        attachments: [{ filename: `d-${n}.txt`, content }],
      });
      acknowledged.mails.add(messageId.slice(1, -1));
      acknowledged.files.add(createHash('sha256').update(content).digest('hex'));
      const board = await api.GET('/api/v1/boards/{boardId}/columns/{columnId}', {
        params: { path: { boardId: 'default', columnId: 'new' }, query: { limit: 1 } },
      });
      const ticketId = board.data?.items[0]?.id;
      if (ticketId) {
        const text = `Nota de prueba ${n}`;
        const answer = await api.POST('/api/v1/tickets/{ticketId}/notes', {
          params: { path: { ticketId } },
          body: { text },
        });
        if (answer.response.ok) acknowledged.notes.add(text);
      }
    } catch {
      // Refused or cut: nobody was told that it is kept.
      await sleep(20);
    }
    if (product.pid() === 0) return;
  }
}

test(`A19: ${kills} kill -9 of server and database during mixed writes: nothing acknowledged is lost`, async () => {
  test.setTimeout(60_000 + kills * 15_000);
  const { product } = office;
  const random = createSeeded(seed);
  const acknowledged: Acknowledged = { mails: new Set(), notes: new Set(), files: new Set() };
  let count = 0;
  const opened: number[] = [];
  for (let killed = 0; killed < kills; killed += 1) {
    const signal = { stop: false };
    const writers = [1, 2, 3].map(() => write(acknowledged, signal, () => (count += 1)));
    await sleep(150 + random() * 900);
    // Sometimes the database falls first, sometimes the server, sometimes only one of them.
    const which = killed % 3;
    if (which !== 1) killDatabase(product.dataDir);
    signal.stop = true;
    await product.kill();
    await Promise.all(writers);
    const before = performance.now();
    await product.start();
    opened.push(performance.now() - before);
  }
  const database = await openDatabase(product);
  try {
    await waitFor(
      'everything taken in is read',
      async () => (await database.number("select count(*) from inbound_raw where state = 'waiting'")) === 0,
      60_000,
    );
    const ids = new Set(
      (
        await database.rows<{ id: string }>(
          'select external_id as id from messages where external_id is not null',
        )
      ).map(({ id }) => id),
    );
    const notes = new Set(
      (await database.rows<{ text: string }>('select text from message_bodies')).map(({ text }) =>
        text.trim(),
      ),
    );
    expect([...acknowledged.mails].filter((id) => !ids.has(id))).toEqual([]);
    expect([...acknowledged.notes].filter((text) => !notes.has(text))).toEqual([]);
    const rows = new Set(
      (await database.rows<{ sha256: string }>('select sha256 from files')).map(({ sha256 }) => sha256),
    );
    const lost = [...acknowledged.files].filter((sha256) => {
      const path = join(product.dataDir, 'files', sha256.slice(0, 2), sha256.slice(2, 4), sha256);
      return (
        !rows.has(sha256) ||
        !existsSync(path) ||
        createHash('sha256').update(readFileSync(path)).digest('hex') !== sha256
      );
    });
    expect(lost).toEqual([]);
    await expectWhole(product.dataDir);
    opened.sort((a, b) => a - b);
    const seconds = (share: number) => (opened[Math.ceil(share * opened.length) - 1]! / 1000).toFixed(1);
    console.info(
      `${kills} kills, seed ${seed}: ${acknowledged.mails.size} mails, ${acknowledged.notes.size} notes and ${acknowledged.files.size} files acknowledged, none lost; starts took ${seconds(0.5)} s, the slowest ${seconds(1)} s`,
    );
    expect(opened.at(-1)).toBeLessThan(openMsMax);
  } finally {
    await database.close();
  }
});

/** Tables and indexes as amcheck sees them, and what must fit together. */
async function expectWhole(dataDir: string): Promise<void> {
  const running = await findRunningPostgres({ dataRoot: dataDir });
  const client = new pg.Client({ connectionString: running!.superuserUrl });
  await client.connect();
  try {
    const available = await client.query("select from pg_available_extensions where name = 'amcheck'");
    if (available.rowCount !== 0) {
      await client.query('create extension if not exists amcheck');
      await client.query(`select bt_index_check(i.indexrelid, true) from pg_index i join pg_class c on c.oid = i.indexrelid
        join pg_am a on a.oid = c.relam join pg_namespace n on n.oid = c.relnamespace
        where a.amname = 'btree' and c.relkind = 'i' and n.nspname in ('public', 'auth', 'pgboss')`);
      const damaged =
        await client.query(`select t.relname, v.msg from pg_class t join pg_namespace n on n.oid = t.relnamespace
        cross join lateral verify_heapam(t.oid) v where t.relkind = 'r' and n.nspname in ('public', 'auth')`);
      expect(damaged.rows).toEqual([]);
    }
    // What was cut between two events is put right by the reactions within moments.
    await waitFor('everything fits together', async () =>
      Object.values(await countInconsistencies(client)).every((wrong) => wrong === 0),
    );
  } finally {
    await client.end();
  }
}

test('A19: a second server on the same folder is refused in one clear line, and so is a restoration', async () => {
  const { product } = office;
  await expect(startProduct({ dataDir: product.dataDir })).rejects.toThrow(
    /Ventanilla ya está en marcha sobre/,
  );
  const { code, output } = await startCli(['doctor', '--json'], product).done;
  const { findings } = JSON.parse(output) as { findings: { check: string; level: string }[] };
  expect(findings.filter(({ level }) => level === 'fail')).toEqual([]);
  expect(code).toBe(0);
});
