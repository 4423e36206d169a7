import { searchTickets } from '@ventanilla/contracts/search';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { systemActor } from '../../platform/actor.ts';
import { createTestApp, seedAgents, type TestApp } from '../../testing/test-app.ts';
import { exactQuery } from './queries/search-hits.ts';
import { findNames, namesQuery } from './queries/search-people.ts';
import { parseSearch } from './queries/search-terms.ts';

let app: TestApp;
let ana: string;

/** Enough tickets for the planner to care: «boleta» in every tenth message, «folioN» in one. */
const tickets = 6000;

beforeAll(async () => {
  app = await createTestApp();
  [ana] = (await seedAgents(app, [{ name: 'Ana Solis' }])) as [string];
  const { db } = app.platform;
  const at = app.clock.now();
  const id = (kind: string) => sql`('01890000-0000-7000-8${sql.raw(kind)}-' || lpad(n::text, 12, '0'))::uuid`;
  const rows = sql`generate_series(1, ${sql.lit(tickets)}) n`;
  await sql`insert into contacts (id, name, created_at)
    select ${id('001')}, 'Persona' || n || ' Apellido' || n % 900, ${at} from ${rows}`.execute(db);
  await sql`insert into contact_identities (id, contact_id, kind, value, match_key, created_at)
    select ${id('002')}, ${id('001')}, 'phone', n::text, '5255' || lpad((n * 7919 % 100000000)::text, 8, '0'), ${at}
    from ${rows}`.execute(db);
  await sql`insert into contact_identities (id, contact_id, kind, value, match_key, created_at)
    select ${id('005')}, ${id('001')}, 'email', n::text, 'p' || n * 7919 || '@familia.mx', ${at} from ${rows}`.execute(
    db,
  );
  await sql`insert into tickets (id, number, subject, requester_id, status_key, status_category, created_at, activity_at)
    select ${id('003')}, n, 'Asunto ' || n, ${id('001')}, 'open', 'open', ${at}, ${at}::timestamptz + n * interval '1 s'
    from ${rows}`.execute(db);
  await sql`insert into messages (id, ticket_id, direction, visibility, author_kind, at)
    select ${id('004')}, ${id('003')}, 'in', 'public', 'customer', ${at}::timestamptz + n * interval '1 s'
    from ${rows}`.execute(db);
  const text = sql`'folio' || n || case when n % 10 = 0 then ' boletas' else ' hojas' end || repeat(' palabra' || n % 50, 40)`;
  await sql`insert into message_bodies (message_id, text) select ${id('004')}, ${text} from ${rows}`.execute(
    db,
  );
  await sql`insert into message_search (message_id, ticket_id, at, vector)
    select ${id('004')}, ${id('003')}, ${at}::timestamptz + n * interval '1 s', to_tsvector('spanish', ${text})
    from ${rows}`.execute(db);
  await sql`insert into ticket_search (ticket_id, vector)
    select ${id('003')}, to_tsvector('spanish', 'grupo' || n) || array_to_tsvector(array['tag:complaint', 'option:level:' || n])
    from ${rows}`.execute(db);
  const owner = new pg.Client({ connectionString: app.database.ownerUrl });
  await owner.connect();
  await owner.query('analyze');
  await owner.end();
}, 60_000);
afterAll(() => app.close());

interface PlanRow {
  'QUERY PLAN': string;
}

async function planOf(typed: string): Promise<string> {
  const { db } = app.platform;
  const terms = parseSearch(typed);
  const { people, labels } = await findNames(terms, db);
  const actor = { ...systemActor, id: ana };
  const query = exactQuery({ terms, people, labels, actor, after: null, limit: 26 });
  const { rows } = await sql<PlanRow>`explain ${query}`.execute(db);
  return rows.map((row) => row['QUERY PLAN']).join('\n');
}

/** The statements of one search, with their plans. */
async function statementsOf(q: string): Promise<string[]> {
  const spy = vi.spyOn(pg.Client.prototype, 'query');
  await app.call(searchTickets, { as: ana, query: { q } });
  const texts = spy.mock.calls.map(([query]: unknown[]) =>
    typeof query === 'string' ? query : String((query as pg.QueryConfig).text),
  );
  spy.mockRestore();
  return texts.filter((text) => /\btickets|contacts\b/.test(text));
}

describe('a search reads by', () => {
  test.each([
    ['its vector for a rare word', 'folio77', /message_search_vector/],
    ['the newest messages for a frequent one', 'palabra7 boletas', /message_search_at|message_search_vector/],
    ['the newest messages for one that is nearly everywhere', 'hojas', /message_search_at/],
    ['the values of its fields', 'grupo77', /ticket_search_vector/],
    ['the newest tickets for a tag that is everywhere', 'queja', /ticket_search_pkey|ticket_search_vector/],
    ['the number', 'V-77', /tickets_number/],
    ['the requester for a person’s name', 'persona77', /tickets_requester/],
  ])('%s', async (_, typed, index) => {
    const plan = await planOf(typed);
    expect(plan).toMatch(index);
    expect(plan).not.toMatch(/Seq Scan on (message_search|ticket_search)\b/);
  });

  test.each([
    ['names without accents', 'persona77', /contacts_name_folded/],
    ['the last digits of phones', '3843', /contact_identities_phone/],
    ['addresses', 'p7919@f', /contact_identities_search/],
  ])('the index of %s', async (_, typed, index) => {
    await app.platform.db.transaction().execute(async (tx) => {
      // Six thousand people fit in so few pages that reading them all is as good.
      await sql`set local enable_seqscan = off`.execute(tx);
      const { rows } = await sql<PlanRow>`explain ${namesQuery(parseSearch(typed))}`.execute(tx);
      expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toMatch(index);
    });
  });
});

describe('a search asks the database', () => {
  test.each(['boletas', 'persona77 boletas', 'V-77', '"palabra7 palabra7"'])(
    'three times at most: %s',
    async (q) => {
      const statements = await statementsOf(q);
      expect(statements.length).toBeGreaterThan(0);
      expect(statements.length).toBeLessThanOrEqual(3);
    },
  );

  test.each(['xyzwyz', 'persnoa77', 'bolet'])('once more where nothing is exactly so: %s', async (q) => {
    expect((await statementsOf(q)).length).toBeLessThanOrEqual(4);
  });
});
