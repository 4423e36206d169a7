import { readBoard } from '@ventanilla/contracts/board-content';
import { eventPayloads } from '@ventanilla/contracts/events';
import { searchTickets } from '@ventanilla/contracts/search';
import { getTicket } from '@ventanilla/contracts/tickets';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createCorpus, ticketFacts } from '../../../../demo/corpus/corpus.ts';
import { createCorpusApp, createToldApp, fillTestApp, smallCorpus } from './corpus-ground.ts';
import type { TestApp } from './test-app.ts';

/** Few customers, so that some tickets continue others; the newest tenth is large enough for every fate. */
const options = smallCorpus({ tickets: 120, customers: 22, seed: 5 });

let bulk: TestApp;
let told: TestApp;

beforeAll(async () => {
  bulk = (await createCorpusApp(options)).test;
  told = await createToldApp(options);
}, 120_000);
afterAll(async () => {
  await bulk.close();
  await told.close();
});

/** What the desk is answered, with every id replaced by the order in which it appears. */
function withoutIds(value: unknown): unknown {
  const seen = new Map<string, string>();
  const text = JSON.stringify(value).replace(
    /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g,
    (id) => {
      if (!seen.has(id)) seen.set(id, `id ${seen.size}`);
      return seen.get(id)!;
    },
  );
  return JSON.parse(text, (key, item: unknown) => (key === 'id' && typeof item === 'number' ? 0 : item));
}

async function agentsOf({ platform }: TestApp): Promise<string[]> {
  const rows = await platform.db.selectFrom('agents').select('id').orderBy('email').execute();
  return rows.map(({ id }) => id);
}

async function ticketOf(test: TestApp, number: number) {
  const [as] = await agentsOf(test);
  const { id } = await test.platform.db
    .selectFrom('tickets')
    .select('id')
    .where('number', '=', number)
    .executeTakeFirstOrThrow();
  return (await test.call(getTicket, { as: as!, params: { ticketId: id } })).body;
}

it('shows each ticket as the commands of the product would have left it', async () => {
  const corpus = createCorpus(options);
  const fates = new Set<string>();
  for (let number = 1; number <= options.tickets; number += 1) {
    fates.add(ticketFacts(number, corpus).fate);
    expect(withoutIds(await ticketOf(bulk, number))).toEqual(withoutIds(await ticketOf(told, number)));
  }
  expect([...fates].sort()).toEqual([
    'answered',
    'closed',
    'ignored',
    'unassigned',
    'untouched',
    'waiting',
    'your_turn',
  ]);
});

it('shows every agent the same board, unread marks and counts included', async () => {
  const params = { boardId: 'default' as const };
  const [ours, theirs] = [await agentsOf(bulk), await agentsOf(told)];
  for (const [at, as] of ours.entries()) {
    const { position: _, ...board } = (await bulk.call(readBoard, { as, params })).body;
    const { position: __, ...expected } = (await told.call(readBoard, { as: theirs[at]!, params })).body;
    expect(withoutIds(board)).toEqual(withoutIds(expected));
  }
});

it('searches the same vectors and keeps every table as full', async () => {
  const fullness = sql<object>`
    select (select count(*) from messages) as messages, (select count(*) from events) as events,
      (select count(*) from events_log) as log, (select count(*) from ticket_intervals) as intervals,
      (select count(*) from ticket_reads) as reads, (select count(*) from outbound_messages) as outbound,
      (select pos from events_head) as head, (select count(*) from events_pending) as pending,
      (select count(*) from attachments) as attachments,
      (select md5(string_agg(s.vector::text, '|' order by t.number, s.at)) from message_search s
        join tickets t on t.id = s.ticket_id) as vectors`;
  await bulk.settle();
  const ours = await fullness.execute(bulk.platform.db);
  const theirs = await fullness.execute(told.platform.db);
  expect(ours.rows).toEqual(theirs.rows);
});

it('holds only events that their schemas know', async () => {
  const { rows } = await sql<{ key: keyof typeof eventPayloads; payload: object }>`
    select distinct on (type) type || '@' || version as key, payload from events`.execute(bulk.platform.db);
  for (const { key, payload } of rows) eventPayloads[key].strict().parse(payload);
  expect(rows.length).toBeGreaterThanOrEqual(6);
});

it('finds its tickets by number and by whose they are', async () => {
  const [as] = await agentsOf(bulk);
  const found = await bulk.call(searchTickets, { as: as!, query: { q: '100' } });
  expect(found.body.items.map(({ number }) => number)).toContain(100);
  expect((await ticketOf(bulk, 100)).messages).toHaveLength(30);
});

it('keeps a corpus that is asked for again, and touches no other', async () => {
  const later = { ...options, now: new Date(options.now.getTime() + 86_400_000) };
  expect((await fillTestApp(bulk, later)).kind).toBe('kept');
  expect(await fillTestApp(bulk, { ...options, tickets: 121 })).toEqual({ kind: 'refused', why: 'in_use' });
});
