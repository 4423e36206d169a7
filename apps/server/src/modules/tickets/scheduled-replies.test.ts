import { ignoreTicket } from '@ventanilla/contracts/tickets';
import { scheduleReply } from '@ventanilla/contracts/writing';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { onePixelPng } from '../../testing/pictures.ts';
import { removeOrphanUploads } from './commands/remove-orphan-uploads.ts';
import type { TestDesk } from './test-ground/desk.ts';
import { openWaitingDesk } from './test-ground/waiting-desk.ts';
import * as write from './test-ground/writing.ts';

let ground: Awaited<ReturnType<typeof openWaitingDesk>>;
let desk: TestDesk;
beforeAll(async () => {
  ground = await openWaitingDesk();
  desk = ground.desk;
});
afterAll(() => desk.app.close());
afterEach(async () => {
  await sql`delete from timers`.execute(desk.app.platform.db);
});

describe('an answer that waits', () => {
  test('is shown on the ticket, and nothing of it has happened', async () => {
    const { ticketId, messageId } = await ground.newTicket();
    const before = { events: await ground.eventsOf(ticketId), card: (await desk.detailOf(ticketId)).ticket };
    const image = await write.upload(desk.app, desk.ana, { name: 'a.png', bytes: onePixelPng });
    const html = `<p>Ya <strong>quedó</strong>.</p><img src="upload:${image}" alt="" />`;
    await write.save(desk.app, desk.ana, { ticketId, html });
    const { status, body } = await write.schedule(desk.app, desk.ana, {
      ticketId,
      html,
      cc: ['dire@x.mx'],
      andThen: 'close',
      seenMessageId: messageId,
    });
    expect(status).toBe(201);
    expect(body.scheduledReply).toMatchObject({
      agent: { id: desk.ana, name: 'Ana Solis' },
      state: 'pending',
      reason: null,
      dueAt: new Date(desk.app.clock.now().getTime() + 10_000).toISOString(),
      andThen: 'close',
      html,
      text: 'Ya quedó.',
      cc: ['dire@x.mx'],
      uploads: [{ id: image, inline: true }],
    });
    for (const as of [desk.ana, desk.beto])
      expect(await ground.waiting(ticketId, as)).toEqual([body.scheduledReply]);
    expect(await ground.draftOf(ticketId)).toBeNull();
    await ground.comeDue(9_999);
    expect(await ground.ours(ticketId)).toEqual([]);
    expect({ events: await ground.eventsOf(ticketId), card: (await desk.detailOf(ticketId)).ticket }).toEqual(
      before,
    );
  });

  test('is sent when it is due, in its author’s name, as if they had sent it then', async () => {
    const { ticketId, messageId } = await ground.newTicket();
    const image = await write.upload(desk.app, desk.ana, { name: 'a.png', bytes: onePixelPng });
    await ground.schedule(ticketId, {
      html: `<p>Listo</p><img src="upload:${image}">`,
      cc: ['dire@x.mx'],
      andThen: 'close',
      seenMessageId: messageId,
    });
    await ground.comeDue();
    const detail = await desk.detailOf(ticketId);
    expect(detail.messages.at(-1)).toMatchObject({
      author: { kind: 'agent', id: desk.ana, name: 'Ana Solis' },
      at: desk.app.clock.now().toISOString(),
      cc: ['dire@x.mx'],
      attachments: [{ id: image, inline: true }],
      delivery: { state: 'queued' },
    });
    expect(detail.ticket).toMatchObject({ owner: { id: desk.ana }, status: { category: 'closed' } });
    expect(detail.scheduledReplies).toEqual([]);
    const event = (await ground.eventsOf(ticketId)).find(({ type }) => type === 'message.added');
    expect(event).toBeDefined();
  });

  test('signs with the signature that holds when it leaves', async () => {
    const { ticketId } = await ground.newTicket();
    await ground.schedule(ticketId, { html: '<p>Listo</p>', withSignature: true });
    const signature = { signature: 'Ana' };
    await desk.app.platform.db.updateTable('agents').set(signature).where('id', '=', desk.ana).execute();
    await ground.comeDue();
    expect((await ground.ours(ticketId))[0]!.text).toBe('Listo\n\n-- \nAna');
  });

  test('keeps its files from the daily cleaning', async () => {
    const { ticketId } = await ground.newTicket();
    const file = await write.upload(desk.app, desk.ana, { name: 'a.txt', bytes: Buffer.from('a') });
    await ground.schedule(ticketId, { uploadIds: [file], delayMs: 60_000 });
    await sql`update attachments set created_at = created_at - interval '3 days'`.execute(
      desk.app.platform.db,
    );
    await removeOrphanUploads(desk.app.platform);
    await ground.comeDue(60_000);
    expect((await ground.ours(ticketId))[0]!.attachments.map(({ id }) => id)).toEqual([file]);
  });

  test('leaves alone what its author writes meanwhile', async () => {
    const { ticketId } = await ground.newTicket();
    await ground.schedule(ticketId);
    await write.save(desk.app, desk.ana, { ticketId, html: '<p>otra cosa</p>' });
    await ground.comeDue();
    expect(await ground.ours(ticketId)).toHaveLength(1);
    expect((await ground.draftOf(ticketId))!.text).toBe('otra cosa');
  });

  test('asked twice with one key waits once', async () => {
    const { ticketId } = await ground.newTicket();
    const headers = { 'idempotency-key': 'k-1' };
    const ask = () =>
      desk.app.call(scheduleReply, {
        as: desk.ana,
        params: { ticketId },
        body: { html: '<p>una</p>', delayMs: 5_000 },
        headers,
      });
    await Promise.all([ask(), ask()]);
    expect(await ground.waiting(ticketId)).toHaveLength(1);
    await ground.comeDue();
    expect(await ground.ours(ticketId)).toHaveLength(1);
  });

  test('is refused at once for what would refuse it later, and the draft stays', async () => {
    const { ticketId, messageId } = await ground.newTicket();
    await write.save(desk.app, desk.ana, { ticketId, html: '<p>sigue</p>' });
    const codeOf = async (body: object) =>
      (await write.schedule(desk.app, desk.ana, { ticketId, ...body })).code;
    const strange = await write.upload(desk.app, desk.beto, { name: 'a.txt', bytes: Buffer.from('a') });
    expect(await codeOf({ html: '<p></p>' })).toBe('tickets.empty_message');
    expect(await codeOf({ uploadIds: [strange] })).toBe('tickets.upload_not_found');
    for (const delayMs of [999, 60_001, 1.5]) expect(await codeOf({ delayMs })).toBe('http.invalid_request');
    desk.app.clock.advance(1_000);
    await ground.customerWritesAgain(ticketId);
    expect(await codeOf({ seenMessageId: messageId })).toBe('tickets.stale_version');
    await desk.app.call(ignoreTicket, { as: desk.sofia, params: { ticketId } });
    expect(await codeOf({})).toBe('tickets.closed');
    expect((await ground.draftOf(ticketId))!.text).toBe('sigue');
    expect(await ground.waiting(ticketId)).toEqual([]);
  });
});

describe('undo', () => {
  test('in time makes it the draft again, and leaves no trace', async () => {
    const { ticketId, messageId } = await ground.newTicket();
    const before = await ground.eventsOf(ticketId);
    const file = await write.upload(desk.app, desk.ana, { name: 'a.txt', bytes: Buffer.from('a') });
    const content = { html: '<p>Ya <em>casi</em></p>', cc: ['dire@x.mx'], uploadIds: [file] };
    const pending = await ground.schedule(ticketId, { ...content, seenMessageId: messageId });
    const undone = await write.undo(desk.app, desk.ana, pending);
    expect(undone.body.draft).toMatchObject({
      kind: 'reply',
      html: content.html,
      cc: content.cc,
      uploads: [{ id: file }],
      seenMessageId: messageId,
    });
    expect(await ground.draftOf(ticketId)).toEqual(undone.body.draft);
    await ground.comeDue();
    expect(await ground.ours(ticketId)).toEqual([]);
    expect(await ground.waiting(ticketId)).toEqual([]);
    expect(await ground.eventsOf(ticketId)).toEqual(before);
    // Its file was never taken: it can be sent with the next one.
    expect((await desk.reply(ticketId, desk.ana, { uploadIds: [file] })).status).toBe(201);
  });

  test('of plain text gives a draft that reads the same', async () => {
    const { ticketId } = await ground.newTicket();
    const pending = await ground.schedule(ticketId, { html: undefined, text: 'uno < dos\n\ntres' });
    const { body } = await write.undo(desk.app, desk.ana, pending);
    expect(body.draft).toMatchObject({ html: '<p>uno &lt; dos</p><p>tres</p>', text: 'uno < dos\n\ntres' });
  });

  test('asked again answers the same', async () => {
    const { ticketId } = await ground.newTicket();
    const pending = await ground.schedule(ticketId);
    const [one, two] = [
      await write.undo(desk.app, desk.ana, pending),
      await write.undo(desk.app, desk.ana, pending),
    ];
    expect(two.body).toEqual(one.body);
  });

  test('keeps what was begun meanwhile among the versions', async () => {
    const { ticketId } = await ground.newTicket();
    const pending = await ground.schedule(ticketId, { html: '<p>primera</p>' });
    await write.save(desk.app, desk.ana, { ticketId, html: '<p>segunda</p>' });
    expect((await write.undo(desk.app, desk.ana, pending)).body.draft!.text).toBe('primera');
    expect((await write.versionsOf(desk.app, desk.ana, ticketId))[0]).toMatchObject({
      text: 'segunda',
      reason: 'replaced',
    });
  });

  test('too late says so', async () => {
    const { ticketId } = await ground.newTicket();
    const pending = await ground.schedule(ticketId);
    await ground.comeDue();
    const late = await write.undo(desk.app, desk.ana, pending);
    expect([late.status, late.code]).toEqual([409, 'tickets.already_sent']);
    expect(await ground.ours(ticketId)).toHaveLength(1);
    expect(await ground.draftOf(ticketId)).toBeNull();
  });

  test('raced by the sending: one of both, never both and never neither', async () => {
    for (let n = 0; n < 12; n += 1) {
      const { ticketId } = await ground.newTicket();
      const pending = await ground.schedule(ticketId);
      desk.app.clock.advance(10_000);
      // The undo arrives a little earlier or later each time.
      const sending = desk.app.settle();
      await new Promise((resolve) => setTimeout(resolve, n));
      const undone = await write.undo(desk.app, desk.ana, pending);
      await sending;
      const sent = (await ground.ours(ticketId)).length;
      const draft = (await ground.draftOf(ticketId)) === null ? 0 : 1;
      expect([sent + draft, undone.code]).toEqual([1, sent === 1 ? 'tickets.already_sent' : null]);
    }
  });

  test('is its author’s alone, as is sending at once', async () => {
    const { ticketId } = await ground.newTicket();
    const pending = await ground.schedule(ticketId);
    for (const act of [write.undo, write.sendNow]) {
      expect((await act(desk.app, desk.sofia, pending)).code).toBe('tickets.scheduled_not_found');
      const elsewhere = { ...pending, ticketId: (await ground.newTicket()).ticketId };
      expect((await act(desk.app, desk.ana, elsewhere)).code).toBe('tickets.scheduled_not_found');
      const unknown = { ...pending, scheduledReplyId: ticketId };
      expect((await act(desk.app, desk.ana, unknown)).code).toBe('tickets.scheduled_not_found');
    }
    await ground.comeDue();
    expect(await ground.ours(ticketId)).toHaveLength(1);
  });
});

describe('send now', () => {
  test('sends before its time, once', async () => {
    const { ticketId } = await ground.newTicket();
    const pending = await ground.schedule(ticketId);
    const sent = await write.sendNow(desk.app, desk.ana, pending);
    expect(sent.status).toBe(201);
    expect(sent.body.message).toMatchObject({ text: 'Ya quedó.' });
    await ground.comeDue();
    expect(await ground.ours(ticketId)).toHaveLength(1);
    expect((await write.sendNow(desk.app, desk.ana, pending)).code).toBe('tickets.already_sent');
  });

  test('refused, it goes on waiting', async () => {
    const { ticketId, messageId } = await ground.newTicket();
    const pending = await ground.schedule(ticketId, { seenMessageId: messageId });
    desk.app.clock.advance(1_000);
    await ground.customerWritesAgain(ticketId);
    expect((await write.sendNow(desk.app, desk.ana, pending)).code).toBe('tickets.stale_version');
    expect(await ground.waiting(ticketId)).toMatchObject([{ state: 'pending' }]);
    expect((await write.undo(desk.app, desk.ana, pending)).status).toBe(200);
  });
});
