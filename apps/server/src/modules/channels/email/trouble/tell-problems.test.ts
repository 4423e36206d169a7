import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seedMailbox } from '../../../../testing/mail.ts';
import { createTestApp, seedAgents, type TestApp } from '../../../../testing/test-app.ts';
import { tellProblems } from './tell-problems.ts';

let app: TestApp;
let mailboxId: string;
beforeAll(async () => {
  app = await createTestApp({ env: { VENTANILLA_URL: 'https://mesa.escuela.example' } });
  await seedAgents(app, [
    { name: 'Ana Solis' },
    { name: 'Rosa Gil', roleKey: 'admin' },
    { name: 'Raul Paz', roleKey: 'admin' },
  ]);
  mailboxId = await seedMailbox(app);
});
afterAll(() => app.close());

const minutes = (count: number) => app.clock.advance(count * 60_000);
const look = () => tellProblems(app.platform);
const mails = async () => {
  const { rows } = await sql<{ to_name: string; subject: string }>`
    delete from system_mails returning to_name, subject`.execute(app.platform.db);
  return rows.map(({ to_name, subject }) => `${to_name}: ${subject}`).sort();
};

async function quarantine() {
  const { db, ids, clock } = app.platform;
  const id = ids.uuid();
  const sha256 = 'b'.repeat(64);
  await sql`insert into files (sha256, size_bytes, created_at) values (${sha256}, 1, ${clock.now()})
    on conflict do nothing`.execute(db);
  await sql`insert into inbound_raw (id, channel_account_id, source, dedupe_key, sha256, size_bytes, received_at, state,
      next_try_at, done_at)
    values (${id}, ${mailboxId}, 'smtp', ${id}, ${sha256}, 1, ${clock.now()}, 'set_aside', ${clock.now()},
      ${clock.now()})`.execute(db);
  return id;
}

test('new problems are told by one mail to each who keeps the tray, at once and then once an hour, all together', async () => {
  await quarantine();
  await look();
  expect(await mails()).toEqual([]);

  minutes(5);
  await quarantine();
  await quarantine();
  await look();
  expect(await mails()).toEqual([
    'Raul Paz: Problemas nuevos por mirar: 2',
    'Rosa Gil: Problemas nuevos por mirar: 2',
  ]);
  minutes(5);
  await look();
  expect(await mails()).toEqual([]);

  await quarantine();
  minutes(5);
  await look();
  minutes(30);
  const looked = await quarantine();
  await quarantine();
  await sql`insert into problem_looks (problem_id, at) values (${looked}, ${app.clock.now()})`.execute(
    app.platform.db,
  );
  await look();
  expect(await mails()).toEqual([]);
  minutes(25);
  await look();
  expect(await mails()).toEqual([
    'Raul Paz: Problemas nuevos por mirar: 2',
    'Rosa Gil: Problemas nuevos por mirar: 2',
  ]);
  minutes(120);
  await look();
  expect(await mails()).toEqual([]);
});
