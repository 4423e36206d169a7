import { getBoardFigures } from '@ventanilla/contracts/board';
import { readBoard, readBoardCards, readColumn } from '@ventanilla/contracts/board-content';
import { addColumn, createBoard } from '@ventanilla/contracts/boards';
import { searchTickets } from '@ventanilla/contracts/search';
import { getTicket } from '@ventanilla/contracts/tickets';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askedWords } from '../../../../demo/corpus/vocabulary.ts';
import { createCorpusApp, smallCorpus } from './corpus-ground.ts';
import type { TestApp } from './test-app.ts';

/**
 * What a request costs the database, in statements and pages, does not grow with the tickets there are. No clock is
 * looked at, so the answer is the same on any machine; `npm run bench` measures time.
 */
const sizes = { small: 500, large: 5_000 };
/** Rows of a page: few enough that the small desk fills it as well. */
const limit = 3;
const ownBoardRef = { boardId: 'default' as const };

/**
 * Pages of a request may grow so much: tables of one page become trees of two levels. Reading the large desk's tickets
 * one by one takes three hundred more.
 */
const growthMax = 1.5;
const pagesSpare = 150;

interface Desk {
  test: TestApp;
  agent: string;
  longTicket: string;
  customer: { email: string; name: string };
}
interface Cost {
  statements: number;
  pages: number;
}

const desks = {} as Record<keyof typeof sizes, Desk>;
let recorded: { text: string; values: unknown[] }[] | null = null;
const realQuery = pg.Client.prototype.query as (...args: unknown[]) => unknown;

beforeAll(async () => {
  pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
    const [asked, values] = args as [string | pg.QueryConfig, unknown[] | undefined];
    const text = typeof asked === 'string' ? asked : asked.text;
    if (recorded && typeof text === 'string') {
      recorded.push({ text, values: (typeof asked === 'string' ? values : asked.values) ?? [] });
    }
    return realQuery.apply(this, args);
  } as typeof pg.Client.prototype.query;
  desks.small = await openDesk(sizes.small);
  desks.large = await openDesk(sizes.large);
}, 120_000);
afterAll(async () => {
  pg.Client.prototype.query = realQuery as typeof pg.Client.prototype.query;
  await desks.small.test.close();
  await desks.large.test.close();
});

async function openDesk(tickets: number): Promise<Desk> {
  const { test } = await createCorpusApp(smallCorpus({ tickets, agents: 2, customers: tickets / 10 }));
  const { db } = test.platform;
  const owner = new pg.Client({ connectionString: test.database.ownerUrl });
  await owner.connect();
  await owner.query('vacuum (analyze)');
  await owner.end();
  const agent = await db.selectFrom('agents').select('id').orderBy('email').executeTakeFirstOrThrow();
  const ticket = await db
    .selectFrom('tickets')
    .select('id')
    .where('number', '=', tickets)
    .executeTakeFirstOrThrow();
  const customer = await db
    .selectFrom('contacts')
    .innerJoin('contact_identities', 'contact_identities.contact_id', 'contacts.id')
    .select(['contact_identities.value as email', 'contacts.name'])
    .where('kind', '=', 'email')
    .orderBy('contacts.id')
    .executeTakeFirstOrThrow();
  return { test, agent: agent.id, longTicket: ticket.id, customer };
}

/** Statements of a request, the one that says who asks included, and the pages they touch, found or read. */
async function costOf(desk: Desk, ask: (desk: Desk) => Promise<{ status: number }>): Promise<Cost> {
  recorded = [];
  const { status } = await ask(desk);
  const statements = recorded.filter(({ text }) => /^\s*(select|with|insert|update|delete)\b/i.test(text));
  recorded = null;
  expect(status).toBe(200);
  const client = new pg.Client({ connectionString: desk.test.database.url });
  await client.connect();
  let pages = 0;
  for (const { text, values } of statements) {
    const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: Record<string, number> }] }>(
      `explain (analyze, buffers, format json) ${text}`,
      values,
    );
    const { Plan } = rows[0]!['QUERY PLAN'][0];
    pages += Plan['Shared Hit Blocks']! + Plan['Shared Read Blocks']!;
  }
  await client.end();
  return { statements: statements.length, pages };
}

async function expectFlat(
  ask: (desk: Desk) => Promise<{ status: number }>,
  most: { statements: number; pages: number; growsWithHits?: boolean },
) {
  const small = await costOf(desks.small, ask);
  const large = await costOf(desks.large, ask);
  expect(large.statements).toBe(small.statements);
  expect(large.statements).toBeLessThanOrEqual(most.statements);
  if (!most.growsWithHits) expect(large.pages).toBeLessThanOrEqual(small.pages * growthMax + pagesSpare);
  expect(large.pages).toBeLessThanOrEqual(most.pages);
}

async function ownBoard({ test, agent }: Desk, columns: number): Promise<string> {
  const name = `De ${columns}`;
  const board = { name, audience: 'personal' as const, teamId: null, copyOf: null };
  const { body } = await test.call(createBoard, { as: agent, body: board });
  for (let at = 0; at < columns; at += 1) {
    const moment = `-${at}h`;
    const filter = { and: [open, { field: 'activityAt' as const, op: 'before' as const, moment }] };
    await test.call(addColumn, {
      as: agent,
      params: { boardId: body.id! },
      headers: { 'if-match': `"${1 + at}"` },
      body: {
        name: `C${at}`,
        colour: null,
        source: { kind: 'filter', filter },
        sort: '-activity',
        shows: [],
      },
    });
  }
  return body.id!;
}
const open = { field: 'status' as const, op: 'any_of' as const, values: ['open', 'in_progress'] };

const search = (q: (desk: Desk) => string) => (desk: Desk) =>
  desk.test.call(searchTickets, { as: desk.agent, query: { q: q(desk), limit } });

describe(`with ${sizes.large} tickets a request costs the database what it costs with ${sizes.small}`, () => {
  it('the board', () =>
    expectFlat(
      ({ test, agent }) => test.call(readBoard, { as: agent, params: ownBoardRef, query: { limit } }),
      {
        statements: 4,
        pages: 130,
      },
    ));

  it('a board of columns of one’s own, however many they are', async () => {
    const { few, many } = { few: await ownBoard(desks.large, 2), many: await ownBoard(desks.large, 20) };
    const opened = (boardId: string) =>
      costOf(desks.large, ({ test, agent }) =>
        test.call(readBoard, { as: agent, params: { boardId }, query: { limit } }),
      );
    const refreshed = (boardId: string) =>
      costOf(desks.large, ({ test, agent, longTicket }) =>
        test.call(readBoardCards, { as: agent, params: { boardId }, query: { ids: longTicket, count: '' } }),
      );
    // Whoever is the first to ask since the server began reads the calendars, too.
    await opened(few);
    const atFirst = await opened(few);
    const atMany = await opened(many);
    expect(atMany.statements).toBe(atFirst.statements);
    expect(atFirst.statements).toBeLessThanOrEqual(10);
    // Each column read by itself would take as many pages as two columns ten times over.
    expect(atMany.pages).toBeLessThanOrEqual(atFirst.pages * growthMax);
    const told = await refreshed(few);
    expect((await refreshed(many)).statements).toBe(told.statements);
    expect(told.statements).toBeLessThanOrEqual(9);
  });

  it('the figures of the day', () =>
    expectFlat(({ test, agent }) => test.call(getBoardFigures, { as: agent }), {
      statements: 3,
      pages: 200,
    }));

  it('a page of a column', () =>
    expectFlat(
      ({ test, agent }) =>
        test.call(readColumn, { as: agent, params: { ...ownBoardRef, columnId: 'new' }, query: { limit } }),
      { statements: 3, pages: 60 },
    ));

  it('a ticket of thirty messages', () =>
    expectFlat(
      ({ test, agent, longTicket }) => test.call(getTicket, { as: agent, params: { ticketId: longTicket } }),
      { statements: 7, pages: 450 },
    ));

  it.each([
    ['a number', search(() => '77')],
    ['an e-mail', search(({ customer }) => customer.email)],
    ['a name', search(({ customer }) => customer.name)],
    ['a rare word', search(() => askedWords.rare)],
  ])('a search for %s', (_, ask) => expectFlat(ask, { statements: 4, pages: 350 }));

  // Its hits are counted up to 500, which only the large desk has: what it costs there is what it costs at most.
  it.each([
    ['a frequent word', search(() => askedWords.frequent.word)],
    ['the same without its accent', search(() => 'conciliacion')],
  ])('a search for %s', (_, ask) => expectFlat(ask, { statements: 4, pages: 2_000, growsWithHits: true }));
});
