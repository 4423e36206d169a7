import * as contract from '@ventanilla/contracts/tickets';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { systemActor } from '../../platform/actor.ts';
import { receive } from '../../testing/received.ts';
import type { TestApp } from '../../testing/test-app.ts';
import { setReopenDays } from './index.ts';
import { openTestDesk, type TestDesk } from './test-ground/desk.ts';

let app: TestApp;
let account: string;
let ana: string;
let beto: string;
let columnsOf: TestDesk['columnsOf'];
let detailOf: TestDesk['detailOf'];
let reply: TestDesk['reply'];

beforeAll(async () => {
  ({ app, account, ana, beto, columnsOf, detailOf, reply } = await openTestDesk());
});
afterAll(() => app.close());
beforeEach(() => app.clock.advance(60_000));

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
    expect(contact.identities).toMatchObject([{ kind: 'email', value: 'paty@sanbenito.mx' }]);
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

describe('closing', () => {
  test('never answered is ignored, answered is closed, never the other way (P6)', async () => {
    const spam = await receive(app, account, { from: 'spam@x.mx' });
    expect((await app.call(contract.closeTicket, { as: ana, params: spam })).code).toBe(
      'tickets.never_answered',
    );
    expect((await detailOf(spam.ticketId)).ticket.can).toEqual(expect.arrayContaining(['ignore']));
    const ignored = await app.call(contract.ignoreTicket, { as: ana, params: spam });
    expect(ignored.body).toMatchObject({
      status: { category: 'ignored' },
      can: ['note', 'classify', 'flag', 'reopen', 'spam'],
    });
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
    await reply(first.ticketId, ana, { andThen: 'close' });
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
    await reply(first.ticketId, ana, { andThen: 'close' });
    await app.platform.transact({ actor: systemActor }, (work) => setReopenDays({ days: 2 }, work));
    app.clock.advance(1000);
    const soon = await receive(app, account, { from: 'reabre@x.mx', referenceIds: ['reabre@x'] });
    expect(soon).toMatchObject({ action: 'appended', ticketId: first.ticketId, flags: ['reopened'] });
    expect((await columnsOf(ana))['your_turn']).toContain(first.ticketId);
    await app.call(contract.closeTicket, { as: ana, params: first });
    app.clock.advance(3 * 86_400_000);
    expect(await receive(app, account, { from: 'reabre@x.mx', referenceIds: ['reabre@x'] })).toMatchObject({
      action: 'created',
    });
    await app.platform.transact({ actor: systemActor }, (work) => setReopenDays({ days: 0 }, work));
  });

  test('automatic mail neither reopens nor starts a new ticket, and does not move the customer’s clock', async () => {
    const first = await receive(app, account, { from: 'auto@x.mx', externalId: 'auto@x' });
    await reply(first.ticketId, ana, { andThen: 'close' });
    const away = await receive(app, account, { from: 'auto@x.mx', referenceIds: ['auto@x'], isAuto: true });
    expect(away).toMatchObject({ action: 'appended', ticketId: first.ticketId });
    expect((await detailOf(first.ticketId)).ticket).toMatchObject({
      stage: 'done',
      status: { category: 'closed' },
    });
  });

  test('reopened by hand it goes back to whoever had it', async () => {
    const first = await receive(app, account, { from: 'mano@x.mx' });
    await reply(first.ticketId, ana, { andThen: 'close' });
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

describe('whoever was not in the conversation', () => {
  const sentTo = async (ticketId: string) => {
    const { rows } = await sql<{ to: string[] }>`select envelope->'to' as "to" from outbound_messages
      where ticket_id = ${ticketId} order by created_at desc, id desc limit 1`.execute(app.platform.db);
    return rows[0]!.to;
  };

  test('is marked, read, and never answered in the customer’s place, however often they write', async () => {
    const first = await receive(app, account, { from: 'clara@x.mx', externalId: 'clara@x' });
    for (const n of [1, 2]) {
      app.clock.advance(1000);
      const outsider = await receive(app, account, {
        from: 'intruso@y.mx',
        referenceIds: ['clara@x'],
        text: `hola ${n}`,
      });
      expect(outsider).toMatchObject({ action: 'appended', flags: ['stranger'] });
    }
    const detail = await detailOf(first.ticketId);
    expect(detail.messages.at(-1)!.notices).toEqual(['mail.not_participant']);
    expect(detail.replyTo).toMatchObject({ address: 'clara@x.mx', from: 'soporte@ejemplo.mx' });
    await reply(first.ticketId, ana);
    expect(await sentTo(first.ticketId)).toEqual(['clara@x.mx']);
  });

  test('belongs to it once the customer copied them', async () => {
    const first = await receive(app, account, { from: 'dora@x.mx', externalId: 'dora@x', cc: ['Jefa@x.mx'] });
    app.clock.advance(1000);
    const copied = await receive(app, account, { from: 'jefa@x.mx', referenceIds: ['dora@x'] });
    expect(copied.flags).toEqual([]);
    await reply(first.ticketId, ana);
    expect(await sentTo(first.ticketId)).toEqual(['jefa@x.mx']);
  });

  test('a sender without an address cannot be answered, and is told so to the agent', async () => {
    const { ticketId } = await receive(app, account, { from: 'desconocido@ventanilla.invalid' });
    expect((await detailOf(ticketId)).replyTo).toBeNull();
    expect((await reply(ticketId, ana)).code).toBe('tickets.no_reply_address');
  });
});

describe('whoever only holds a reference to a closed conversation', () => {
  test('begins one of their own: not linked, not named after it, and the customer’s later mail is not theirs', async () => {
    const first = await receive(app, account, {
      from: 'elena@x.mx',
      externalId: 'elena@x',
      subject: 'Expediente reservado',
    });
    await reply(first.ticketId, ana, { andThen: 'close' });
    const outsider = await receive(app, account, {
      from: 'intruso@y.mx',
      referenceIds: ['elena@x'],
      subject: '',
    });
    expect(outsider).toMatchObject({ action: 'created', flags: ['stranger'] });
    expect((await detailOf(outsider.ticketId)).ticket).toMatchObject({ subject: '', hasPrevious: false });
    app.clock.advance(1000);
    const later = await receive(app, account, { from: 'elena@x.mx', referenceIds: ['elena@x'] });
    expect(later).toMatchObject({ action: 'created', flags: ['linked'] });
    expect(later.ticketId).not.toBe(outsider.ticketId);
  });

  test('a bounce of a mail that we never sent is the word of whoever wrote it', async () => {
    const first = await receive(app, account, { from: 'fabi@x.mx', externalId: 'fabi@x' });
    app.clock.advance(1000);
    const forged = await receive(app, account, {
      from: 'intruso@y.mx',
      referenceIds: ['fabi@x'],
      authorKind: 'system',
      isAuto: true,
    });
    expect(forged.flags).toEqual(['stranger']);
    expect((await detailOf(first.ticketId)).messages.at(-1)).toMatchObject({
      author: { kind: 'customer' },
      notices: ['mail.not_participant'],
    });
    app.clock.advance(1000);
    await reply(first.ticketId, ana);
    app.clock.advance(1000);
    const sent = await app.platform.db
      .selectFrom('outbound_messages')
      .select('external_id')
      .where('ticket_id', '=', first.ticketId)
      .executeTakeFirstOrThrow();
    const real = await receive(app, account, {
      from: 'mailer-daemon@x.mx',
      referenceIds: [sent.external_id],
      authorKind: 'system',
      isAuto: true,
    });
    expect(real.flags).toEqual([]);
    expect((await detailOf(first.ticketId)).messages.at(-1)!.author.kind).toBe('system');
  });
});
