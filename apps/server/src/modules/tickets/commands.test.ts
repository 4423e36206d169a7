import * as files from '@ventanilla/contracts/files';
import * as contract from '@ventanilla/contracts/tickets';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { receive } from '../../testing/received.ts';
import type { TestApp } from '../../testing/test-app.ts';
import { openTestDesk, type TestDesk } from './test-ground/desk.ts';

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
    expect(outbound[0]!.external_id).toMatch(/^[0-9a-f-]{36}\.m\d+-k1-[a-z2-7]{24}@ejemplo\.mx$/);
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
    const { body } = await reply(ticketId, ana, { andThen: 'wait' });
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
    const other = await receive(app, account, { from: 'other-seen@x.mx' });
    const elsewhere = await reply(first.ticketId, ana, { seenMessageId: other.messageId });
    expect(elsewhere.code).toBe('tickets.stale_version');
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
    const upload = await app.call(files.uploadFile, {
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

  test('another title is told to whoever looks on and stays in the history, in words', async () => {
    const { ticketId } = await receive(app, account, { from: 'titulo@x.mx', subject: 'Ayuda' });
    const before = await detailOf(ticketId);
    const result = await app.call(contract.updateTicket, {
      as: ana,
      params: { ticketId },
      body: { subject: 'No imprime boletas' },
      headers: { 'if-match': `"${before.ticket.version}"` },
    });
    expect(result.status).toBe(200);
    const { history } = await detailOf(ticketId);
    expect(history[0]).toMatchObject({
      type: 'ticket.classified',
      how: 'title',
      from: 'Ayuda',
      to: 'No imprime boletas',
    });
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

test('a program takes no ticket and uploads no file: both belong to an agent', async () => {
  const { ticketId } = await receive(app, account, { from: 'programa@x.mx' });
  const headers = { 'x-test-scopes': 'tickets:take,tickets:note' };
  const taken = await app.call(contract.takeTicket, { params: { ticketId }, headers });
  const uploaded = await app.call(files.uploadFile, {
    query: { fileName: 'a.txt' },
    body: Buffer.from('x'),
    headers,
  });
  expect([taken.code, uploaded.code]).toEqual(['auth.forbidden', 'auth.forbidden']);
});

test('a text that cannot be kept (NUL) is refused, not broken upon', async () => {
  const { ticketId } = await receive(app, account, { from: 'nul@x.mx' });
  expect((await reply(ticketId, ana, { text: 'a\u0000b' })).code).toBe('http.invalid_request');
});
