import * as contract from '@ventanilla/contracts/tickets';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestApp, seedAgents, type TestApp } from '../../testing/test-app.ts';
import { receive, seedMailbox } from './test-ground/received.ts';

let app: TestApp;
let account: string;
let ana: string;
let beto: string;
let sofia: string;

beforeAll(async () => {
  app = await createTestApp();
  account = await seedMailbox(app);
  [ana, beto, sofia] = (await seedAgents(app, [
    { name: 'Ana Solis' },
    { name: 'Beto Ruiz' },
    { name: 'Sofia Jefa', roleKey: 'supervisor' },
  ])) as [string, string, string];
});
afterAll(() => app.close());
beforeEach(() => app.clock.advance(60_000));

const columnsOf = async (as: string) => {
  const { body } = await app.call(contract.getBoard, { as });
  return Object.fromEntries(body.columns.map(({ key, items }) => [key, items.map(({ id }) => id)]));
};
const detailOf = async (ticketId: string, as = ana) =>
  (await app.call(contract.getTicket, { as, params: { ticketId } })).body;
const reply = (ticketId: string, as: string, extra: object = {}) =>
  app.call(contract.replyToTicket, {
    as,
    params: { ticketId },
    body: { text: 'Hola, ya lo reviso.', ...extra },
  });

describe('a mail becomes a ticket', () => {
  test('without owner it stands in everyone’s «Nuevos», with its first message and number', async () => {
    const { ticketId, ticketNumber, action } = await receive(app, account, {
      from: 'paty@sanbenito.mx',
      name: 'Paty Luna',
    });
    expect(action).toBe('created');
    expect((await columnsOf(ana))['new']).toContain(ticketId);
    expect((await columnsOf(beto))['new']).toContain(ticketId);
    const { ticket, messages, contact } = await detailOf(ticketId);
    expect(ticket).toMatchObject({
      number: ticketNumber,
      subject: 'No puedo imprimir boletas',
      status: { key: 'open', category: 'open' },
      stage: 'new',
      owner: null,
      unread: true,
      preview: 'Sale la hoja en blanco.',
    });
    expect(messages).toMatchObject([{ direction: 'in', author: { kind: 'customer', name: 'Paty Luna' } }]);
    expect(contact.identities).toEqual([{ kind: 'email', value: 'paty@sanbenito.mx' }]);
  });

  test('of a domain that one organisation owns, the person belongs to it', async () => {
    const organizationId = app.platform.ids.uuid();
    await app.platform.db
      .insertInto('organizations')
      .values({
        id: organizationId,
        name: 'Liceo del Valle',
        parent_id: null,
        domains: ['liceo.mx'],
        created_at: app.clock.now(),
      })
      .execute();
    const { ticketId } = await receive(app, account, { from: 'Direccion@Liceo.mx' });
    expect((await detailOf(ticketId)).ticket.requester).toMatchObject({
      name: 'Direccion',
      organizationName: 'Liceo del Valle',
    });
  });

  test('the same mail twice is a duplicate; the same Message-ID over other words is not lost', async () => {
    const first = await receive(app, account, { from: 'a@b.mx', externalId: 'same@x', text: 'uno' });
    const again = await receive(app, account, { from: 'a@b.mx', externalId: 'same@x', text: 'uno' });
    const other = await receive(app, account, { from: 'z@b.mx', externalId: 'same@x', text: 'dos' });
    expect(again).toMatchObject({
      action: 'duplicate',
      ticketId: first.ticketId,
      messageId: first.messageId,
    });
    expect(other).toMatchObject({ action: 'created', flags: ['id_collision'] });
  });
});

describe('take, assign, release', () => {
  test('of two who take at once one wins and the other is told who', async () => {
    const { ticketId } = await receive(app, account, { from: 'race@x.mx' });
    const results = await Promise.all(
      [ana, beto].map((as) => app.call(contract.takeTicket, { as, params: { ticketId } })),
    );
    const winner = results.find(({ status }) => status === 200)!;
    const loser = results.find(({ status }) => status === 409)!;
    expect(loser.code).toBe('tickets.already_assigned');
    expect(loser.body).toMatchObject({ params: { name: winner.body.owner!.name } });
    expect(winner.body).toMatchObject({
      status: { category: 'in_progress' },
      can: expect.arrayContaining(['release']),
    });
  });

  test('taking one’s own again changes nothing', async () => {
    const { ticketId } = await receive(app, account, { from: 'again@x.mx' });
    const first = await app.call(contract.takeTicket, { as: ana, params: { ticketId } });
    const second = await app.call(contract.takeTicket, { as: ana, params: { ticketId } });
    expect(second.body.version).toBe(first.body.version);
  });

  test('an answered ticket given to another is new again for them, and gone from the first one’s board', async () => {
    const { ticketId } = await receive(app, account, { from: 'reassign@x.mx' });
    await reply(ticketId, ana);
    expect((await columnsOf(ana))['answered']).toContain(ticketId);
    await app.call(contract.assignTicket, { as: sofia, params: { ticketId }, body: { agentId: beto } });
    expect((await columnsOf(beto))['new']).toContain(ticketId);
    expect(Object.values(await columnsOf(ana)).flat()).not.toContain(ticketId);
    const { ticket } = await detailOf(ticketId);
    expect(ticket.firstAnswerAt).not.toBeNull();
    expect(ticket.ownerFirstAnswerAt).toBeNull();
  });

  test('released, it is everyone’s again and nobody works on it', async () => {
    const { ticketId } = await receive(app, account, { from: 'release@x.mx' });
    await app.call(contract.takeTicket, { as: ana, params: { ticketId } });
    const forbidden = await app.call(contract.releaseTicket, { as: beto, params: { ticketId } });
    const released = await app.call(contract.releaseTicket, { as: ana, params: { ticketId } });
    // An agent may assign, hence also put back what another has.
    expect(forbidden.status).toBe(200);
    expect(released.body).toMatchObject({ owner: null, status: { category: 'open' } });
    expect((await columnsOf(beto))['new']).toContain(ticketId);
  });

  test('nobody can be given a ticket who does not exist or is blocked', async () => {
    const { ticketId } = await receive(app, account, { from: 'unknown@x.mx' });
    const result = await app.call(contract.assignTicket, {
      as: ana,
      params: { ticketId },
      body: { agentId: app.platform.ids.uuid() },
    });
    expect(result.code).toBe('tickets.unknown_agent');
  });
});

describe('reply', () => {
  test('takes what nobody has, queues one mail with threading, and moves the ticket to «Respondidos»', async () => {
    const { ticketId } = await receive(app, account, {
      from: 'hilo@x.mx',
      externalId: 'uno@x.mx',
      referenceIds: ['cero@x.mx'],
      subject: 'RE: Re: Boletas',
    });
    const { status, body } = await reply(ticketId, ana);
    expect(status).toBe(201);
    expect(body.ticket).toMatchObject({
      owner: { id: ana },
      stage: 'answered',
      status: { category: 'in_progress' },
    });
    expect(body.message).toMatchObject({ direction: 'out', delivery: { state: 'queued' } });
    const outbound = await app.platform.db
      .selectFrom('outbound_messages')
      .selectAll()
      .where('ticket_id', '=', ticketId)
      .execute();
    expect(outbound).toHaveLength(1);
    expect(outbound[0]!.external_id).toMatch(/^[0-9a-f-]{36}@ejemplo\.mx$/);
    expect(outbound[0]!.envelope).toMatchObject({
      to: ['hilo@x.mx'],
      from: 'soporte@ejemplo.mx',
      subject: 'Re: Boletas',
      inReplyTo: 'uno@x.mx',
      references: ['cero@x.mx', 'uno@x.mx'],
    });
  });

  test('the customer’s answer brings the same ticket back under «Te toca»; ours puts it back', async () => {
    const { ticketId } = await receive(app, account, { from: 'vuelve@x.mx' });
    await reply(ticketId, ana);
    app.clock.advance(1000);
    const out = await app.platform.db
      .selectFrom('outbound_messages')
      .select('external_id')
      .where('ticket_id', '=', ticketId)
      .executeTakeFirstOrThrow();
    const answer = await receive(app, account, { from: 'vuelve@x.mx', referenceIds: [out.external_id] });
    expect(answer).toMatchObject({ action: 'appended', ticketId });
    expect((await columnsOf(ana))['your_turn']).toContain(ticketId);
    app.clock.advance(1000);
    await reply(ticketId, ana);
    expect((await columnsOf(ana))['answered']).toContain(ticketId);
  });

  test('and leave it waiting; the customer’s word ends the wait', async () => {
    const { ticketId } = await receive(app, account, { from: 'espera@x.mx', externalId: 'espera@x' });
    const { body } = await reply(ticketId, ana, { then: 'wait' });
    expect(body.ticket.status.category).toBe('waiting_customer');
    await receive(app, account, { from: 'espera@x.mx', referenceIds: ['espera@x'] });
    expect((await detailOf(ticketId)).ticket.status.category).toBe('in_progress');
  });

  test('is refused when the customer wrote something the writer had not seen', async () => {
    const first = await receive(app, account, { from: 'cruce@x.mx', externalId: 'cruce@x' });
    app.clock.advance(1000);
    const second = await receive(app, account, { from: 'cruce@x.mx', referenceIds: ['cruce@x'] });
    const stale = await reply(first.ticketId, ana, { seenMessageId: first.messageId });
    expect(stale.code).toBe('tickets.stale_version');
    const fresh = await reply(first.ticketId, ana, { seenMessageId: second.messageId });
    expect(fresh.status).toBe(201);
  });

  test('with the same Idempotency-Key sends once and answers the same', async () => {
    const { ticketId } = await receive(app, account, { from: 'doble@x.mx' });
    const headers = { 'idempotency-key': 'k-1' };
    const send = () =>
      app.call(contract.replyToTicket, { as: ana, params: { ticketId }, body: { text: 'Una vez' }, headers });
    const [one, two] = await Promise.all([send(), send()]);
    expect([one.status, two.status]).toEqual([201, 201]);
    expect(one.body.message.id).toBe(two.body.message.id);
    expect((await detailOf(ticketId)).messages).toHaveLength(2);
  });

  test('nothing written is an error and changes nothing', async () => {
    const { ticketId } = await receive(app, account, { from: 'vacio@x.mx' });
    expect((await reply(ticketId, ana, { text: '   ' })).code).toBe('tickets.empty_message');
    expect((await detailOf(ticketId)).messages).toHaveLength(1);
  });

  test('carries uploads of its writer only, each once', async () => {
    const { ticketId } = await receive(app, account, { from: 'archivo@x.mx' });
    const file = Buffer.from('hola');
    const upload = await app.call(contract.uploadFile, {
      as: ana,
      query: { fileName: '../../e\u202etc/pa ss.txt' },
      body: file,
    });
    expect(upload.body).toMatchObject({ fileName: 'pa ss.txt', sizeBytes: 4 });
    expect((await reply(ticketId, beto, { uploadIds: [upload.body.id] })).code).toBe(
      'tickets.upload_not_found',
    );
    const sent = await reply(ticketId, ana, { uploadIds: [upload.body.id] });
    expect(sent.body.message.attachments).toMatchObject([{ fileName: 'pa ss.txt', sizeBytes: 4 }]);
    expect((await reply(ticketId, ana, { uploadIds: [upload.body.id] })).code).toBe(
      'tickets.upload_not_found',
    );
    const download = await app.app.http.inject({
      url: `/api/v1/attachments/${upload.body.id}`,
      headers: { 'x-test-agent': beto },
    });
    expect(download.body).toBe('hola');
    expect(download.headers).toMatchObject({
      'content-disposition': "attachment; filename*=UTF-8''pa%20ss.txt",
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
    });
  });
});

describe('closing', () => {
  test('never answered is ignored, answered is closed, never the other way (P6)', async () => {
    const spam = await receive(app, account, { from: 'spam@x.mx' });
    expect((await app.call(contract.closeTicket, { as: ana, params: spam })).code).toBe(
      'tickets.never_answered',
    );
    expect((await detailOf(spam.ticketId)).ticket.can).toEqual(expect.arrayContaining(['ignore']));
    const ignored = await app.call(contract.ignoreTicket, { as: ana, params: spam });
    expect(ignored.body).toMatchObject({ status: { category: 'ignored' }, can: ['note', 'reopen'] });
    const real = await receive(app, account, { from: 'real@x.mx' });
    await reply(real.ticketId, ana);
    expect((await app.call(contract.ignoreTicket, { as: ana, params: real })).code).toBe(
      'tickets.already_answered',
    );
    expect((await app.call(contract.closeTicket, { as: ana, params: real })).body.closedAt).not.toBeNull();
  });

  test('a customer who writes after closing opens a linked ticket; two answers meet in one', async () => {
    const first = await receive(app, account, {
      from: 'luego@x.mx',
      externalId: 'luego@x',
      subject: 'Boletas',
    });
    await reply(first.ticketId, ana, { then: 'close' });
    const later = await Promise.all(
      [1, 2].map((n) =>
        receive(app, account, {
          from: 'luego@x.mx',
          referenceIds: ['luego@x'],
          subject: 'Re: Boletas',
          text: `otra ${n}`,
        }),
      ),
    );
    expect(later.map(({ action }) => action).sort()).toEqual(['appended', 'created']);
    const created = later.find(({ action }) => action === 'created')!;
    expect(created.flags).toEqual(['linked']);
    const detail = await detailOf(created.ticketId);
    expect(detail.ticket).toMatchObject({ subject: 'Boletas', hasPrevious: true, owner: null });
    expect(detail.messages).toHaveLength(2);
    expect(detail.previous[0]).toMatchObject({
      id: first.ticketId,
      continued: true,
      status: { category: 'closed' },
    });
    expect((await detailOf(first.ticketId)).continuedBy).toMatchObject({ id: created.ticketId });
  });

  test('the same after ignoring', async () => {
    const first = await receive(app, account, { from: 'ign@x.mx', externalId: 'ign@x' });
    await app.call(contract.ignoreTicket, { as: ana, params: first });
    expect(await receive(app, account, { from: 'ign@x.mx', referenceIds: ['ign@x'] })).toMatchObject({
      action: 'created',
      flags: ['linked'],
    });
  });

  test('within the days that the administrator set it reopens for its owner; after them it does not', async () => {
    const first = await receive(app, account, { from: 'reabre@x.mx', externalId: 'reabre@x' });
    await reply(first.ticketId, ana, { then: 'close' });
    await sql`insert into settings (key, value, updated_at) values ('tickets.reopen_days', '2', ${app.clock.now()})`.execute(
      app.platform.db,
    );
    app.clock.advance(1000);
    const soon = await receive(app, account, { from: 'reabre@x.mx', referenceIds: ['reabre@x'] });
    expect(soon).toMatchObject({ action: 'appended', ticketId: first.ticketId, flags: ['reopened'] });
    expect((await columnsOf(ana))['your_turn']).toContain(first.ticketId);
    await app.call(contract.closeTicket, { as: ana, params: first });
    app.clock.advance(3 * 86_400_000);
    expect(await receive(app, account, { from: 'reabre@x.mx', referenceIds: ['reabre@x'] })).toMatchObject({
      action: 'created',
    });
    await sql`delete from settings where key = 'tickets.reopen_days'`.execute(app.platform.db);
  });

  test('automatic mail neither reopens nor starts a new ticket, and does not move the customer’s clock', async () => {
    const first = await receive(app, account, { from: 'auto@x.mx', externalId: 'auto@x' });
    await reply(first.ticketId, ana, { then: 'close' });
    const away = await receive(app, account, { from: 'auto@x.mx', referenceIds: ['auto@x'], isAuto: true });
    expect(away).toMatchObject({ action: 'appended', ticketId: first.ticketId });
    expect((await detailOf(first.ticketId)).ticket).toMatchObject({
      stage: 'done',
      status: { category: 'closed' },
    });
  });

  test('reopened by hand it goes back to whoever had it', async () => {
    const first = await receive(app, account, { from: 'mano@x.mx' });
    await reply(first.ticketId, ana, { then: 'close' });
    const opened = await app.call(contract.reopenTicket, { as: beto, params: first });
    expect(opened.body).toMatchObject({
      owner: { id: ana },
      closedAt: null,
      status: { category: 'in_progress' },
    });
    expect((await app.call(contract.reopenTicket, { as: beto, params: first })).code).toBe(
      'tickets.not_closed',
    );
  });
});

describe('edit', () => {
  test('with a stale version is refused with 409, without one with 428', async () => {
    const { ticketId } = await receive(app, account, { from: 'version@x.mx' });
    const edit = (headers: Record<string, string>) =>
      app.call(contract.updateTicket, {
        as: ana,
        params: { ticketId },
        body: { statusKey: 'waiting_customer' },
        headers,
      });
    const before = await app.call(contract.getTicket, { as: ana, params: { ticketId } });
    const etag = String(before.headers['etag']);
    expect((await edit({})).status).toBe(428);
    expect((await edit({ 'if-match': etag })).body).toMatchObject({ status: { key: 'waiting_customer' } });
    expect((await edit({ 'if-match': etag })).code).toBe('tickets.stale_version');
  });

  test('the status cannot be set to a closing one or one that does not exist', async () => {
    const { ticketId } = await receive(app, account, { from: 'estado@x.mx' });
    for (const statusKey of ['closed', 'nope']) {
      const result = await app.call(contract.updateTicket, {
        as: ana,
        params: { ticketId },
        body: { statusKey },
        headers: { 'if-match': '"1"' },
      });
      expect(result.code).toBe('tickets.unknown_status');
    }
  });
});

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
    await reply(ticketId, ana, { then: 'close' });
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
      const { body } = await app.call(contract.getCards, { as: ana, query: { ids: changed.join(',') } });
      for (const id of changed) for (const cards of Object.values(before.cards)) cards.delete(id);
      for (const { column, card } of body.items) if (column) before.cards[column]!.set(card.id, card);
      const fresh = await boardOf(ana);
      expect(plain(before.cards)).toEqual(plain(fresh.cards));
      expect(body.counts).toEqual(fresh.counts);
    }
  });

  async function boardOf(as: string) {
    const { body } = await app.call(contract.getBoard, { as, query: { limit: 100 } });
    return {
      position: body.position,
      cards: Object.fromEntries(
        body.columns.map(({ key, items }) => [key, new Map(items.map((card) => [card.id, card]))]),
      ),
      counts: Object.fromEntries(body.columns.map(({ key, count }) => [key, count])),
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
      const { body } = await app.call(contract.getBoardColumn, {
        as: ana,
        params: { column: 'new' },
        query: { limit: 3, cursor },
      });
      all.push(...body.items.map(({ id }) => id));
      cursor = body.nextCursor ?? undefined;
    } while (cursor);
    expect(new Set(all).size).toBe(all.length);
    expect(all).toEqual((await columnsOf(ana))['new']!.concat(all.slice(25)));
  });

  test('reads come from the board’s index', async () => {
    await sql`analyze tickets`.execute(app.platform.db);
    const { columnRows } = await import('./queries/board.ts');
    const actor = {
      kind: 'agent',
      id: ana,
      name: '',
      permissions: new Set(),
      scope: 'all',
      language: 'es',
      sessionId: null,
    } as never;
    await app.platform.db.transaction().execute(async (tx) => {
      await sql`set local enable_seqscan = off`.execute(tx);
      const plan = await sql<{
        'QUERY PLAN': string;
      }>`explain ${columnRows({ column: 'new', actor, limit: 25 })}`.execute(tx);
      expect(plan.rows.map((row) => row['QUERY PLAN']).join('\n')).toMatch(/tickets_board/);
    });
  });
});

describe('who sees', () => {
  test('nothing anywhere when the role’s scope denies', async () => {
    const { ticketId } = await receive(app, account, { from: 'oculto@x.mx' });
    const upload = await app.call(contract.uploadFile, {
      as: ana,
      query: { fileName: 'a.txt' },
      body: Buffer.from('x'),
    });
    await reply(ticketId, ana, { uploadIds: [upload.body.id] });
    await sql`update roles set scope = 'none' where key = 'agent'`.execute(app.platform.db);
    try {
      const params = { ticketId };
      const board = await app.call(contract.getBoard, { as: ana });
      expect(board.body.columns.map(({ items, count }) => [items.length, count.value])).toEqual([
        [0, 0],
        [0, 0],
        [0, 0],
      ]);
      expect(
        (await app.call(contract.getBoardColumn, { as: ana, params: { column: 'new' } })).body.items,
      ).toEqual([]);
      expect((await app.call(contract.getCards, { as: ana, query: { ids: ticketId } })).body.items).toEqual(
        [],
      );
      expect(
        (await app.call(contract.searchTickets, { as: ana, query: { q: 'oculto' } })).body.items,
      ).toEqual([]);
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
        await app.call(contract.downloadAttachment, { as: ana, params: { attachmentId: upload.body.id } }),
      ];
      expect(refused.map(({ status }) => status)).toEqual(refused.map(() => 404));
    } finally {
      await sql`update roles set scope = 'all' where key = 'agent'`.execute(app.platform.db);
    }
  });
});

describe('search', () => {
  test.each([
    ['the number as printed', (n: number) => `V-${n}`],
    ['the bare number', (n: number) => String(n)],
    ['part of the name', () => 'zaca'],
    ['part of the address', () => 'arias@busca'],
  ])('finds a ticket by %s', async (_, ask) => {
    const { ticketId, ticketNumber } = await receive(app, account, {
      from: 'zacarias@busca.mx',
      name: 'Zacarías Núñez',
    });
    const { body } = await app.call(contract.searchTickets, { as: ana, query: { q: ask(ticketNumber) } });
    expect(body.items.map(({ id }) => id)).toContain(ticketId);
  });

  test('signs of the pattern language are ordinary signs', async () => {
    const { body } = await app.call(contract.searchTickets, { as: ana, query: { q: '%' } });
    expect(body.items).toEqual([]);
  });
});
