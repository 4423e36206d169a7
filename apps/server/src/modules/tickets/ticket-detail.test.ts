import { getColumnNeighbours } from '@ventanilla/contracts/board';
import * as contract from '@ventanilla/contracts/tickets';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { receive } from '../../testing/received.ts';
import type { TestApp } from '../../testing/test-app.ts';
import { openTestDesk, type TestDesk } from './test-ground/desk.ts';

let app: TestApp;
let account: string;
let ana: string;
let reply: TestDesk['reply'];

beforeAll(async () => {
  ({ app, account, ana, reply } = await openTestDesk());
});
afterAll(() => app.close());
beforeEach(() => app.clock.advance(60_000));

interface Statement {
  text: string;
  values: unknown[];
}

/** What the database is asked while something runs, whoever of the pool asks it. */
async function statementsOf(run: () => Promise<unknown>): Promise<Statement[]> {
  const asked: Statement[] = [];
  const { query } = pg.Client.prototype;
  pg.Client.prototype.query = function (this: pg.Client, ...given: unknown[]) {
    const [first, second] = given as [{ text?: string; values?: unknown[] } | string, unknown[]?];
    const text = typeof first === 'string' ? first : (first.text ?? '');
    asked.push({ text, values: (typeof first === 'string' ? second : first.values) ?? [] });
    return Reflect.apply(query, this, given) as never;
  } as typeof query;
  try {
    await run();
  } finally {
    pg.Client.prototype.query = query;
  }
  return asked;
}

/** Every table that a plan reads from its beginning to its end, were reading it so ever so slow. */
async function tablesReadWhole({ text, values }: Statement): Promise<string[]> {
  const client = new pg.Client({ connectionString: app.database.url });
  await client.connect();
  try {
    await client.query('set enable_seqscan = off');
    const { rows } = await client.query<{ 'QUERY PLAN': unknown }>(`explain (format json) ${text}`, values);
    const plan = JSON.stringify(rows[0]?.['QUERY PLAN']);
    return [...plan.matchAll(/"Node Type":"Seq Scan"[^{}]*?"Relation Name":"(\w+)"/g)].map(
      ([, table = '']) => table,
    );
  } finally {
    await client.end();
  }
}

async function busyTicket(): Promise<string> {
  const { ticketId } = await receive(app, account, { from: 'mucho@x.mx', name: 'Mucha Historia' });
  await app.call(contract.takeTicket, { as: ana, params: { ticketId } });
  await app.call(contract.addNote, { as: ana, params: { ticketId }, body: { text: 'Ojo' } });
  await reply(ticketId, ana, { andThen: 'wait' });
  await app.settle();
  return ticketId;
}

describe('a ticket whole', () => {
  test('takes at most six statements, after the one that says who asks', async () => {
    const ticketId = await busyTicket();
    const statements = await statementsOf(async () => {
      const { status } = await app.call(contract.getTicket, { as: ana, params: { ticketId } });
      expect(status).toBe(200);
    });
    const own = statements.filter(({ text }) => !/from agents a join roles r/.test(text));
    expect(own.length, own.map(({ text }) => text).join('\n')).toBeLessThanOrEqual(6);
    expect(own.length).toBeGreaterThan(1);
  });

  test('reads no table of tickets, messages or events from end to end', async () => {
    const ticketId = await busyTicket();
    const statements = await statementsOf(() =>
      app.call(contract.getTicket, { as: ana, params: { ticketId } }),
    );
    const grows = new Set([
      'tickets',
      'messages',
      'message_bodies',
      'attachments',
      'outbound_messages',
      'ticket_intervals',
      'contact_identities',
      'contacts',
      'ticket_reads',
      'scheduled_replies',
    ]);
    for (const statement of statements) {
      const whole = (await tablesReadWhole(statement)).filter(
        (table) => grows.has(table) || table.startsWith('events'),
      );
      expect(whole, statement.text).toEqual([]);
    }
  });

  test('says of the tickets before whether anybody answered them, and who held each stretch of time', async () => {
    const { ticketId: ignored } = await receive(app, account, { from: 'antes@x.mx', subject: 'Uno' });
    await app.call(contract.ignoreTicket, { as: ana, params: { ticketId: ignored } });
    app.clock.advance(1000);
    const { ticketId: closed } = await receive(app, account, { from: 'antes@x.mx', subject: 'Dos' });
    await reply(closed, ana, { andThen: 'close' });
    app.clock.advance(1000);
    const { ticketId } = await receive(app, account, { from: 'antes@x.mx', subject: 'Tres' });
    app.clock.advance(1000);
    await app.call(contract.takeTicket, { as: ana, params: { ticketId } });
    await app.settle();
    const { body } = await app.call(contract.getTicket, { as: ana, params: { ticketId } });
    expect(
      body.previous.map(({ subject, status, answered }) => [subject, status.category, answered]),
    ).toEqual([
      ['Dos', 'closed', true],
      ['Uno', 'ignored', false],
    ]);
    expect(body.intervals.map(({ status, ownerName }) => [status.category, ownerName])).toEqual([
      ['open', null],
      ['in_progress', 'Ana Solis'],
    ]);
  });
});

test('above and below a ticket stand its neighbours in the column, also once it has left it', async () => {
  const made: string[] = [];
  for (const n of [1, 2, 3, 4]) {
    app.clock.advance(1000);
    const { ticketId } = await receive(app, account, { from: `vecino${n}@x.mx` });
    made.push(ticketId);
  }
  const [oldest, older, newer, newest] = made as [string, string, string, string];
  // Mine and nobody's share the first column.
  await app.call(contract.takeTicket, { as: ana, params: { ticketId: older } });
  const around = async (ticketId: string) => {
    const params = { column: 'new' as const, ticketId };
    const { body } = await app.call(getColumnNeighbours, { as: ana, params });
    return [body.previous?.id ?? null, body.next?.id ?? null];
  };
  expect(await around(newest)).toEqual([null, newer]);
  expect(await around(newer)).toEqual([newest, older]);
  await app.call(contract.ignoreTicket, { as: ana, params: { ticketId: newer } });
  expect(await around(newer)).toEqual([newest, older]);
  expect((await around(oldest))[0]).toBe(older);
});

describe('a message further back than the first page', () => {
  async function longTicket(): Promise<{ ticketId: string; ids: string[] }> {
    const first = await receive(app, account, { from: 'largo@x.mx', text: 'mensaje 0' });
    const ids = [first.messageId];
    for (let n = 1; n < 240; n += 1) {
      app.clock.advance(1000);
      const references = [`largo-${n - 1}@x.mx`];
      const { messageId } = await receive(app, account, {
        from: 'largo@x.mx',
        text: `mensaje ${n}`,
        externalId: `largo-${n}@x.mx`,
        referenceIds: n === 1 ? [await externalIdOf(ids[0]!)] : references,
      });
      ids.push(messageId);
    }
    return { ticketId: first.ticketId, ids };
  }
  const externalIdOf = async (messageId: string) => {
    const { rows } = await sql<{ external_id: string }>`
      select external_id from messages where id = ${messageId}`.execute(app.platform.db);
    return rows[0]!.external_id;
  };

  test('comes with everything between, and a few before it; one of another ticket is not there', async () => {
    const { ticketId, ids } = await longTicket();
    const { body } = await app.call(contract.getTicket, { as: ana, params: { ticketId } });
    expect(body.messages).toHaveLength(100);
    const page = await app.call(contract.listTicketMessages, {
      as: ana,
      params: { ticketId },
      query: { cursor: body.olderMessagesCursor!, until: ids[30]! },
    });
    expect(page.body.items.map(({ id }) => id)).toEqual(ids.slice(20, 140).reverse());
    expect(page.body.nextCursor).not.toBeNull();
    const other = await receive(app, account, { from: 'otro@x.mx' });
    const strange = await app.call(contract.listTicketMessages, {
      as: ana,
      params: { ticketId },
      query: { until: other.messageId },
    });
    expect(strange.code).toBe('messages.not_found');
  }, 60_000);
});
