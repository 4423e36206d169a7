import { getLastClosed } from '@ventanilla/contracts/board';
import { readBoard, readBoardCards, readColumn } from '@ventanilla/contracts/board-content';
import * as files from '@ventanilla/contracts/files';
import { searchTickets } from '@ventanilla/contracts/search';
import * as contract from '@ventanilla/contracts/tickets';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { receive } from '../../testing/received.ts';
import type { TestApp } from '../../testing/test-app.ts';
import { createFilterClock } from './filters/filter-clock.ts';
import { openTestDesk, type TestDesk } from './test-ground/desk.ts';

const own = { boardId: 'default' as const };

let app: TestApp;
let account: string;
let ana: string;
let beto: string;
let sofia: string;
let columnsOf: TestDesk['columnsOf'];
let detailOf: TestDesk['detailOf'];
let reply: TestDesk['reply'];

beforeAll(async () => {
  ({ app, account, ana, beto, sofia, columnsOf, detailOf, reply } = await openTestDesk());
});
afterAll(() => app.close());
beforeEach(() => app.clock.advance(60_000));

describe('notes, history and time', () => {
  test('a note stays inside: no mail, no place in the lists, counted on the card', async () => {
    const { ticketId } = await receive(app, account, { from: 'nota@x.mx' });
    const before = (await detailOf(ticketId)).ticket;
    app.clock.advance(5000);
    const { body } = await app.call(contract.addNote, {
      as: ana,
      params: { ticketId },
      body: { text: 'Ojo: es directora' },
    });
    expect(body.message).toMatchObject({ visibility: 'internal', delivery: null });
    expect(body.ticket).toMatchObject({
      noteCount: 1,
      activityAt: before.activityAt,
      preview: before.preview,
      stage: 'new',
    });
  });

  test('history says who, what, when, from and to', async () => {
    const { ticketId } = await receive(app, account, { from: 'historia@x.mx', name: 'Hilda' });
    await app.call(contract.takeTicket, { as: ana, params: { ticketId } });
    await app.call(contract.assignTicket, { as: sofia, params: { ticketId }, body: { agentId: beto } });
    const { history } = await detailOf(ticketId);
    expect(history.map(({ type, actor, from, to, how }) => [type, actor.name, from, to, how])).toEqual([
      ['ticket.owner_changed', 'Sofia Jefa', 'Ana Solis', 'Beto Ruiz', 'assign'],
      ['ticket.status_changed', 'Ana Solis', 'open', 'in_progress', 'take'],
      ['ticket.owner_changed', 'Ana Solis', null, 'Ana Solis', 'take'],
      ['message.added', 'Hilda', null, null, 'in'],
      ['ticket.created', 'Hilda', null, 'open', null],
    ]);
  });

  test('the ledger holds each interval once, without gaps, also when it reads its events again', async () => {
    const { ticketId } = await receive(app, account, { from: 'tiempo@x.mx' });
    app.clock.advance(60_000);
    await app.call(contract.takeTicket, { as: ana, params: { ticketId } });
    app.clock.advance(120_000);
    await reply(ticketId, ana, { andThen: 'close' });
    await app.settle();
    const expected = [
      { status: { key: 'open' }, ownerId: null, ms: 60_000 },
      { status: { key: 'in_progress' }, ownerId: ana, ms: 120_000 },
      { status: { key: 'closed' }, ownerId: ana, ms: null },
    ];
    const read = async () =>
      (await detailOf(ticketId)).intervals.map(({ status, ownerId, startedAt, endedAt }) => ({
        status: { key: status.key },
        ownerId,
        ms: endedAt ? Date.parse(endedAt) - Date.parse(startedAt) : null,
      }));
    expect(await read()).toEqual(expected);
    await sql`update event_cursors set pos = 0`.execute(app.platform.db);
    await app.settle();
    expect(await read()).toEqual(expected);
  });
});

describe('board', () => {
  test('state before + the cards that changed = a fresh fetch, for each command', async () => {
    const { ticketId } = await receive(app, account, { from: 'vivo@x.mx', externalId: 'vivo@x' });
    const steps: (() => Promise<unknown>)[] = [
      () => app.call(contract.takeTicket, { as: ana, params: { ticketId } }),
      () => reply(ticketId, ana),
      () => receive(app, account, { from: 'vivo@x.mx', referenceIds: ['vivo@x'] }),
      () => app.call(contract.assignTicket, { as: ana, params: { ticketId }, body: { agentId: beto } }),
      () => app.call(contract.releaseTicket, { as: beto, params: { ticketId } }),
      () => app.call(contract.addNote, { as: ana, params: { ticketId }, body: { text: 'x' } }),
      () => app.call(contract.takeTicket, { as: ana, params: { ticketId } }),
      () => app.call(contract.closeTicket, { as: ana, params: { ticketId } }),
      () => app.call(contract.reopenTicket, { as: ana, params: { ticketId } }),
    ];
    for (const step of steps) {
      const before = await boardOf(ana);
      app.clock.advance(1000);
      await step();
      await app.settle();
      const changed = await changedSince(before.position);
      const { body } = await app.call(readBoardCards, {
        as: ana,
        params: own,
        query: { ids: changed.join(',') },
      });
      for (const id of changed) for (const cards of Object.values(before.cards)) cards.delete(id);
      for (const { columns, card } of body.items)
        for (const column of columns) before.cards[column]!.set(card.id, card);
      const fresh = await boardOf(ana);
      expect(plain(before.cards)).toEqual(plain(fresh.cards));
      expect(body.counts).toEqual(fresh.counts);
    }
  });

  async function boardOf(as: string) {
    const { body } = await app.call(readBoard, { as, params: own, query: { limit: 100 } });
    return {
      position: body.position,
      cards: Object.fromEntries(
        body.columns.map(({ id: key, items }) => [key, new Map(items.map((card) => [card.id, card]))]),
      ),
      counts: Object.fromEntries(body.columns.map(({ id, count }) => [id, count])),
    };
  }

  async function changedSince(position: number) {
    const { rows } = await sql<{ subject_id: string }>`select distinct e.subject_id from events_log l
      join events e on e.id = l.event_id where l.pos > ${position}`.execute(app.platform.db);
    return rows.map(({ subject_id }) => subject_id);
  }

  const plain = (cards: Record<string, Map<string, contract.TicketCard>>) =>
    Object.fromEntries(
      Object.entries(cards).map(([key, map]) => [
        key,
        [...map.values()].sort((a, b) => (a.id < b.id ? -1 : 1)),
      ]),
    );

  test('pages of a column follow each other without repeating or losing a card', async () => {
    for (let n = 0; n < 7; n += 1) await receive(app, account, { from: `pagina${n}@x.mx` });
    const all: string[] = [];
    let cursor: string | undefined;
    do {
      const { body } = await app.call(readColumn, {
        as: ana,
        params: { ...own, columnId: 'new' },
        query: { limit: 3, cursor },
      });
      all.push(...body.items.map(({ id }) => id));
      cursor = body.nextCursor ?? undefined;
    } while (cursor);
    expect(new Set(all).size).toBe(all.length);
    expect(all).toEqual((await columnsOf(ana))['new']!.concat(all.slice(25)));
  });

  test('an empty board can say when one’s own last ticket was closed, and nothing of a colleague’s', async () => {
    const { ticketId } = await receive(app, account, { from: 'ultimo@x.mx' });
    const lastOf = async (as: string) => (await app.call(getLastClosed, { as })).body.at;
    const before = await lastOf(beto);
    await app.call(contract.takeTicket, { as: ana, params: { ticketId } });
    app.clock.advance(60_000);
    await app.call(contract.ignoreTicket, { as: ana, params: { ticketId } });
    expect(await lastOf(ana)).toBe(app.clock.now().toISOString());
    expect(await lastOf(beto)).toBe(before);
  });

  test('reads come from the board’s index', async () => {
    await sql`analyze tickets`.execute(app.platform.db);
    const { compileColumns } = await import('./columns/column-query.ts');
    const { pageOf } = await import('./queries/list.ts');
    const actor = {
      kind: 'agent',
      id: ana,
      name: '',
      permissions: new Set(),
      scope: 'all',
      narrower: {},
      departmentIds: [],
      portfolioIds: [],
      teamIds: [],
      language: 'es',
      sessionId: null,
    } as never;
    await app.platform.db.transaction().execute(async (tx) => {
      await sql`set local enable_seqscan = off`.execute(tx);
      const clock = createFilterClock(app.clock);
      const columns = [{ id: 'new', source: 'new', sort: '-activity' } as const];
      const {
        columns: [column],
      } = await compileColumns({ columns, actor, clock }, tx);
      for (const where of column!.parts) {
        const { source } = pageOf({ where, sort: '-activity', limit: 25 });
        const plan = await sql<{ 'QUERY PLAN': string }>`explain ${source}`.execute(tx);
        expect(plan.rows.map((row) => row['QUERY PLAN']).join('\n')).toMatch(/tickets_board/);
      }
    });
  });
});

describe('who sees', () => {
  test('nothing anywhere when the role’s scope denies', async () => {
    const { ticketId } = await receive(app, account, { from: 'oculto@x.mx' });
    const upload = await app.call(files.uploadFile, {
      as: ana,
      query: { fileName: 'a.txt' },
      body: Buffer.from('x'),
    });
    await reply(ticketId, ana, { uploadIds: [upload.body.id] });
    await sql`update roles set scope = 'none' where key = 'agent'`.execute(app.platform.db);
    try {
      const params = { ticketId };
      const board = await app.call(readBoard, { as: ana, params: own });
      expect(board.body.columns.map(({ items, count }) => [items.length, count.value])).toEqual([
        [0, 0],
        [0, 0],
        [0, 0],
      ]);
      expect(
        (await app.call(readColumn, { as: ana, params: { ...own, columnId: 'new' } })).body.items,
      ).toEqual([]);
      expect(
        (await app.call(readBoardCards, { as: ana, params: own, query: { ids: ticketId } })).body.items,
      ).toEqual([]);
      expect((await app.call(searchTickets, { as: ana, query: { q: 'oculto' } })).body.items).toEqual([]);
      const refused = [
        await app.call(contract.getTicket, { as: ana, params }),
        await app.call(contract.listTicketMessages, { as: ana, params }),
        await app.call(contract.takeTicket, { as: ana, params }),
        await app.call(contract.assignTicket, { as: ana, params, body: { agentId: ana } }),
        await app.call(contract.releaseTicket, { as: ana, params }),
        await reply(ticketId, ana),
        await app.call(contract.addNote, { as: ana, params, body: { text: 'x' } }),
        await app.call(contract.updateTicket, {
          as: ana,
          params,
          body: { subject: 'x' },
          headers: { 'if-match': '"1"' },
        }),
        await app.call(contract.closeTicket, { as: ana, params }),
        await app.call(contract.ignoreTicket, { as: ana, params }),
        await app.call(contract.reopenTicket, { as: ana, params }),
        await app.call(contract.markTicketSeen, { as: ana, params }),
        await app.call(files.downloadAttachment, { as: ana, params: { attachmentId: upload.body.id } }),
      ];
      expect(refused.map(({ status }) => status)).toEqual(refused.map(() => 404));
    } finally {
      await sql`update roles set scope = 'all' where key = 'agent'`.execute(app.platform.db);
    }
  });
});
