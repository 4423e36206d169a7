import { defaultTriageWeights } from '@ventanilla/contracts/triage.rules';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApp, seedAgents, type TestApp } from '../../testing/test-app.ts';
import { findAgentActor } from '../identity/index.ts';
import { candidatesMax, candidatesQuery, readCandidates } from './queries/candidates.ts';

/** Few of many are open, as in a house that has been at it for years. */
const tickets = 20_000;
const openEach = 20;

let app: TestApp;
let ana: string;

beforeAll(async () => {
  app = await createTestApp();
  [ana] = (await seedAgents(app, [{ name: 'Ana Solis' }])) as [string];
  const { db } = app.platform;
  const at = app.clock.now();
  const contact = '01890000-0000-7000-8001-000000000001';
  await sql`insert into contacts (id, name, created_at) values (${contact}, 'Persona', ${at})`.execute(db);
  await sql`insert into tickets (id, number, subject, requester_id, status_key, status_category, created_at,
      activity_at, customer_last_at, closed_at, owner_id)
    select ('01890000-0000-7000-8003-' || lpad(n::text, 12, '0'))::uuid, n, 'Asunto ' || n, ${contact},
      case when n % ${sql.lit(openEach)} = 0 then 'open' else 'closed' end,
      case when n % ${sql.lit(openEach)} = 0 then 'open' else 'closed' end,
      ${at}::timestamptz - n * interval '1 min', ${at}::timestamptz - n * interval '1 min',
      ${at}::timestamptz - n * interval '1 min',
      case when n % ${sql.lit(openEach)} = 0 then null else ${at}::timestamptz end,
      case when n % 3 = 0 then ${ana}::uuid end
    from generate_series(1, ${sql.lit(tickets)}) n`.execute(db);
  await sql`insert into messages (id, ticket_id, direction, visibility, author_kind, at)
    select gen_random_uuid(), id, 'in', 'public', 'customer', created_at from tickets`.execute(db);
  const owner = new pg.Client({ connectionString: app.database.ownerUrl });
  await owner.connect();
  await owner.query('analyze');
  await owner.end();
}, 60_000);
afterAll(() => app.close());

async function input() {
  const actor = await findAgentActor({ agentId: ana }, app.platform.db);
  const weights = defaultTriageWeights;
  return { agentId: ana, day: '2026-03-02', actor: actor!, weights, now: app.clock.now() };
}

test('what is open is found by an index, and only of the first are messages counted', async () => {
  const query = candidatesQuery(await input()).compile(app.platform.db);
  const owner = new pg.Client({ connectionString: app.database.ownerUrl });
  await owner.connect();
  const { rows } = await owner.query<{ 'QUERY PLAN': string }>(`explain ${query.sql}`, [...query.parameters]);
  await owner.end();
  const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
  expect(plan).toMatch(/tickets_board/);
  expect(plan).not.toMatch(/Seq Scan on (tickets|messages)/);
});

test('the first order takes those that the formula puts first', async () => {
  const { candidates, total } = await readCandidates(await input(), app.platform.db);
  expect(total).toBe(tickets / openEach);
  expect(candidates).toHaveLength(candidatesMax);
  // Nobody's come before what is hers of the same age, and of these the older.
  expect(candidates.filter(({ facts }) => !facts.isOwned).length).toBeGreaterThan(candidatesMax / 2);
});
