import * as contract from '@ventanilla/contracts/tickets';
import { scheduleReply } from '@ventanilla/contracts/writing';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { systemActor } from '../../platform/actor.ts';
import { createTimerSweeper, type Timer, timerTriesMax } from '../../platform/timers/timers.ts';
import { makeWork } from '../../platform/work.ts';
import { removeOrphanUploads } from './commands/remove-orphan-uploads.ts';
import { sendScheduledTimer } from './commands/settle-scheduled-reply.ts';
import { openTestDesk, type TestDesk } from './test-ground/desk.ts';
import { receive } from './test-ground/received.ts';
import * as write from './test-ground/writing.ts';

let desk: TestDesk;
beforeAll(async () => {
  desk = await openTestDesk();
});
afterAll(() => desk.app.close());
afterEach(async () => {
  await sql`delete from timers`.execute(desk.app.platform.db);
});

let count = 0;
async function newTicket() {
  count += 1;
  return receive(desk.app, desk.account, { from: `programada${count}@x.mx` });
}
async function schedule(ticketId: string, body: object = {}, as = desk.ana) {
  const result = await write.schedule(desk.app, as, { ticketId, ...body });
  expect(result.code).toBeNull();
  return { ticketId, scheduledReplyId: result.body.scheduledReply.id };
}
async function comeDue(ms = 10_000) {
  desk.app.clock.advance(ms);
  await desk.app.settle();
}
const ours = async (ticketId: string) =>
  (await desk.detailOf(ticketId)).messages.filter(({ direction }) => direction === 'out');
const waiting = async (ticketId: string, as = desk.ana) =>
  (await desk.app.call(contract.getTicket, { as, params: { ticketId } })).body.scheduledReplies;
const draftOf = async (ticketId: string, as = desk.ana) =>
  (await write.draftsOf(desk.app, as, ticketId)).mine.find(({ kind }) => kind === 'reply') ?? null;
const eventsOf = async (ticketId: string) => {
  const { rows } = await sql<{ type: string; payload: Record<string, unknown> }>`
    select type, payload from events where subject_id = ${ticketId} order by id`.execute(
    desk.app.platform.db,
  );
  return rows;
};

describe('an answer that waits', () => {
  test('is shown on the ticket, and nothing of it has happened', async () => {
    const { ticketId, messageId } = await newTicket();
    const before = { events: await eventsOf(ticketId), card: (await desk.detailOf(ticketId)).ticket };
    const image = await write.upload(desk.app, desk.ana, { name: 'a.png', bytes: write.pngBytes });
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
      expect(await waiting(ticketId, as)).toEqual([body.scheduledReply]);
    expect(await draftOf(ticketId)).toBeNull();
    await comeDue(9_999);
    expect(await ours(ticketId)).toEqual([]);
    expect({ events: await eventsOf(ticketId), card: (await desk.detailOf(ticketId)).ticket }).toEqual(
      before,
    );
  });

  test('is sent when it is due, in its author’s name, as if they had sent it then', async () => {
    const { ticketId, messageId } = await newTicket();
    const image = await write.upload(desk.app, desk.ana, { name: 'a.png', bytes: write.pngBytes });
    await schedule(ticketId, {
      html: `<p>Listo</p><img src="upload:${image}">`,
      cc: ['dire@x.mx'],
      andThen: 'close',
      seenMessageId: messageId,
    });
    await comeDue();
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
    const event = (await eventsOf(ticketId)).find(({ type }) => type === 'message.added');
    expect(event).toBeDefined();
  });

  test('signs with the signature that holds when it leaves', async () => {
    const { ticketId } = await newTicket();
    await schedule(ticketId, { html: '<p>Listo</p>', withSignature: true });
    const signature = { signature: 'Ana' };
    await desk.app.platform.db.updateTable('agents').set(signature).where('id', '=', desk.ana).execute();
    await comeDue();
    expect((await ours(ticketId))[0]!.text).toBe('Listo\n\n-- \nAna');
  });

  test('keeps its files from the daily cleaning', async () => {
    const { ticketId } = await newTicket();
    const file = await write.upload(desk.app, desk.ana, { name: 'a.txt', bytes: Buffer.from('a') });
    await schedule(ticketId, { uploadIds: [file], delayMs: 60_000 });
    await sql`update attachments set created_at = created_at - interval '3 days'`.execute(
      desk.app.platform.db,
    );
    await removeOrphanUploads(desk.app.platform);
    await comeDue(60_000);
    expect((await ours(ticketId))[0]!.attachments.map(({ id }) => id)).toEqual([file]);
  });

  test('leaves alone what its author writes meanwhile', async () => {
    const { ticketId } = await newTicket();
    await schedule(ticketId);
    await write.save(desk.app, desk.ana, { ticketId, html: '<p>otra cosa</p>' });
    await comeDue();
    expect(await ours(ticketId)).toHaveLength(1);
    expect((await draftOf(ticketId))!.text).toBe('otra cosa');
  });

  test('asked twice with one key waits once', async () => {
    const { ticketId } = await newTicket();
    const headers = { 'idempotency-key': 'k-1' };
    const ask = () =>
      desk.app.call(scheduleReply, {
        as: desk.ana,
        params: { ticketId },
        body: { html: '<p>una</p>', delayMs: 5_000 },
        headers,
      });
    await Promise.all([ask(), ask()]);
    expect(await waiting(ticketId)).toHaveLength(1);
    await comeDue();
    expect(await ours(ticketId)).toHaveLength(1);
  });

  test('is refused at once for what would refuse it later, and the draft stays', async () => {
    const { ticketId, messageId } = await newTicket();
    await write.save(desk.app, desk.ana, { ticketId, html: '<p>sigue</p>' });
    const codeOf = async (body: object) =>
      (await write.schedule(desk.app, desk.ana, { ticketId, ...body })).code;
    const strange = await write.upload(desk.app, desk.beto, { name: 'a.txt', bytes: Buffer.from('a') });
    expect(await codeOf({ html: '<p></p>' })).toBe('tickets.empty_message');
    expect(await codeOf({ uploadIds: [strange] })).toBe('tickets.upload_not_found');
    for (const delayMs of [999, 60_001, 1.5]) expect(await codeOf({ delayMs })).toBe('http.invalid_request');
    desk.app.clock.advance(1_000);
    await customerWritesAgain(ticketId);
    expect(await codeOf({ seenMessageId: messageId })).toBe('tickets.stale_version');
    await desk.app.call(contract.ignoreTicket, { as: desk.sofia, params: { ticketId } });
    expect(await codeOf({})).toBe('tickets.closed');
    expect((await draftOf(ticketId))!.text).toBe('sigue');
    expect(await waiting(ticketId)).toEqual([]);
  });
});

/** The customer answers the conversation by its first mail. */
async function customerWritesAgain(ticketId: string) {
  const { rows } = await sql<{ external_id: string; address: string }>`
    select m.external_id, b.from_address as address from messages m join message_bodies b on b.message_id = m.id
    where m.ticket_id = ${ticketId} and m.direction = 'in' order by m.at limit 1`.execute(
    desk.app.platform.db,
  );
  const { external_id, address } = rows[0]!;
  const mail = { from: address, referenceIds: [external_id], text: 'Otra cosa más' };
  const received = await receive(desk.app, desk.account, mail);
  expect(received.ticketId).toBe(ticketId);
}

describe('undo', () => {
  test('in time makes it the draft again, and leaves no trace', async () => {
    const { ticketId, messageId } = await newTicket();
    const before = await eventsOf(ticketId);
    const file = await write.upload(desk.app, desk.ana, { name: 'a.txt', bytes: Buffer.from('a') });
    const content = { html: '<p>Ya <em>casi</em></p>', cc: ['dire@x.mx'], uploadIds: [file] };
    const pending = await schedule(ticketId, { ...content, seenMessageId: messageId });
    const undone = await write.undo(desk.app, desk.ana, pending);
    expect(undone.body.draft).toMatchObject({
      kind: 'reply',
      html: content.html,
      cc: content.cc,
      uploads: [{ id: file }],
      seenMessageId: messageId,
    });
    expect(await draftOf(ticketId)).toEqual(undone.body.draft);
    await comeDue();
    expect(await ours(ticketId)).toEqual([]);
    expect(await waiting(ticketId)).toEqual([]);
    expect(await eventsOf(ticketId)).toEqual(before);
    // Its file was never taken: it can be sent with the next one.
    expect((await desk.reply(ticketId, desk.ana, { uploadIds: [file] })).status).toBe(201);
  });

  test('of plain text gives a draft that reads the same', async () => {
    const { ticketId } = await newTicket();
    const pending = await schedule(ticketId, { html: undefined, text: 'uno < dos\n\ntres' });
    const { body } = await write.undo(desk.app, desk.ana, pending);
    expect(body.draft).toMatchObject({ html: '<p>uno &lt; dos</p><p>tres</p>', text: 'uno < dos\n\ntres' });
  });

  test('asked again answers the same', async () => {
    const { ticketId } = await newTicket();
    const pending = await schedule(ticketId);
    const [one, two] = [
      await write.undo(desk.app, desk.ana, pending),
      await write.undo(desk.app, desk.ana, pending),
    ];
    expect(two.body).toEqual(one.body);
  });

  test('keeps what was begun meanwhile among the versions', async () => {
    const { ticketId } = await newTicket();
    const pending = await schedule(ticketId, { html: '<p>primera</p>' });
    await write.save(desk.app, desk.ana, { ticketId, html: '<p>segunda</p>' });
    expect((await write.undo(desk.app, desk.ana, pending)).body.draft!.text).toBe('primera');
    expect((await write.versionsOf(desk.app, desk.ana, ticketId))[0]).toMatchObject({
      text: 'segunda',
      reason: 'replaced',
    });
  });

  test('too late says so', async () => {
    const { ticketId } = await newTicket();
    const pending = await schedule(ticketId);
    await comeDue();
    const late = await write.undo(desk.app, desk.ana, pending);
    expect([late.status, late.code]).toEqual([409, 'tickets.already_sent']);
    expect(await ours(ticketId)).toHaveLength(1);
    expect(await draftOf(ticketId)).toBeNull();
  });

  test('raced by the sending: one of both, never both and never neither', async () => {
    for (let n = 0; n < 12; n += 1) {
      const { ticketId } = await newTicket();
      const pending = await schedule(ticketId);
      desk.app.clock.advance(10_000);
      // The undo arrives a little earlier or later each time.
      const sending = desk.app.settle();
      await new Promise((resolve) => setTimeout(resolve, n));
      const undone = await write.undo(desk.app, desk.ana, pending);
      await sending;
      const sent = (await ours(ticketId)).length;
      const draft = (await draftOf(ticketId)) === null ? 0 : 1;
      expect([sent + draft, undone.code]).toEqual([1, sent === 1 ? 'tickets.already_sent' : null]);
    }
  });

  test('is its author’s alone, as is sending at once', async () => {
    const { ticketId } = await newTicket();
    const pending = await schedule(ticketId);
    for (const act of [write.undo, write.sendNow]) {
      expect((await act(desk.app, desk.sofia, pending)).code).toBe('tickets.scheduled_not_found');
      const elsewhere = { ...pending, ticketId: (await newTicket()).ticketId };
      expect((await act(desk.app, desk.ana, elsewhere)).code).toBe('tickets.scheduled_not_found');
      const unknown = { ...pending, scheduledReplyId: ticketId };
      expect((await act(desk.app, desk.ana, unknown)).code).toBe('tickets.scheduled_not_found');
    }
    await comeDue();
    expect(await ours(ticketId)).toHaveLength(1);
  });
});

describe('send now', () => {
  test('sends before its time, once', async () => {
    const { ticketId } = await newTicket();
    const pending = await schedule(ticketId);
    const sent = await write.sendNow(desk.app, desk.ana, pending);
    expect(sent.status).toBe(201);
    expect(sent.body.message).toMatchObject({ text: 'Ya quedó.' });
    await comeDue();
    expect(await ours(ticketId)).toHaveLength(1);
    expect((await write.sendNow(desk.app, desk.ana, pending)).code).toBe('tickets.already_sent');
  });

  test('refused, it goes on waiting', async () => {
    const { ticketId, messageId } = await newTicket();
    const pending = await schedule(ticketId, { seenMessageId: messageId });
    desk.app.clock.advance(1_000);
    await customerWritesAgain(ticketId);
    expect((await write.sendNow(desk.app, desk.ana, pending)).code).toBe('tickets.stale_version');
    expect(await waiting(ticketId)).toMatchObject([{ state: 'pending' }]);
    expect((await write.undo(desk.app, desk.ana, pending)).status).toBe(200);
  });
});

describe('when it is due and cannot be sent', () => {
  test('because the customer wrote meanwhile, it is a draft again and its author learns of it', async () => {
    const { ticketId, messageId } = await newTicket();
    const pending = await schedule(ticketId, { html: '<p>Ya quedó.</p>', seenMessageId: messageId });
    desk.app.clock.advance(1_000);
    await customerWritesAgain(ticketId);
    const { version } = (await desk.detailOf(ticketId)).ticket;
    await comeDue();
    expect(await ours(ticketId)).toEqual([]);
    expect(await draftOf(ticketId)).toMatchObject({ html: '<p>Ya quedó.</p>', seenMessageId: messageId });
    expect(await waiting(ticketId)).toMatchObject([
      { id: pending.scheduledReplyId, state: 'stopped', reason: 'tickets.stale_version' },
    ]);
    expect((await eventsOf(ticketId)).at(-1)).toEqual({
      type: 'reply.stopped',
      payload: {
        ticketId,
        version,
        scheduledReplyId: pending.scheduledReplyId,
        agentId: desk.ana,
        reason: 'tickets.stale_version',
      },
    });
    expect((await desk.detailOf(ticketId)).history[0]).toMatchObject({
      type: 'reply.stopped',
      actor: { kind: 'agent', id: desk.ana, name: 'Ana Solis' },
    });
    // It is their draft again: nobody else reads it.
    expect(await waiting(ticketId, desk.beto)).toEqual([]);
    await comeDue();
    expect(await ours(ticketId)).toEqual([]);
  });

  test('its author takes it off the ticket, and their draft stays as they left it', async () => {
    const { ticketId, messageId } = await newTicket();
    const pending = await schedule(ticketId, { seenMessageId: messageId });
    desk.app.clock.advance(1_000);
    await customerWritesAgain(ticketId);
    await comeDue();
    const { rev } = (await draftOf(ticketId))!;
    await write.save(desk.app, desk.ana, { ticketId, html: '<p>corregida</p>', rev });
    const dismissed = await write.undo(desk.app, desk.ana, pending);
    expect(dismissed.body.draft).toMatchObject({ text: 'corregida' });
    expect(await waiting(ticketId)).toEqual([]);
  });

  test('their next answer settles it', async () => {
    const { ticketId, messageId } = await newTicket();
    await schedule(ticketId, { seenMessageId: messageId });
    desk.app.clock.advance(1_000);
    await customerWritesAgain(ticketId);
    await comeDue();
    await desk.reply(ticketId, desk.ana);
    expect(await waiting(ticketId)).toEqual([]);
  });

  test('what its author is writing by then stays, and the answer is among the versions', async () => {
    const { ticketId } = await newTicket();
    await schedule(ticketId, { html: '<p>primera</p>' });
    await write.save(desk.app, desk.ana, { ticketId, html: '<p>segunda</p>' });
    await desk.app.call(contract.ignoreTicket, { as: desk.sofia, params: { ticketId } });
    await comeDue();
    expect(await waiting(ticketId)).toMatchObject([{ state: 'stopped', reason: 'tickets.closed' }]);
    expect((await draftOf(ticketId))!.text).toBe('segunda');
    expect((await write.versionsOf(desk.app, desk.ana, ticketId))[0]).toMatchObject({ text: 'primera' });
  });

  test.each([
    ['was disabled', sql`update agents set active = false where name = 'Beto Ruiz'`],
    [
      'may no longer answer',
      sql`update roles set permissions = array_remove(permissions, 'tickets:reply') where key = 'agent'`,
    ],
  ])('because its author %s', async (_, change) => {
    const { ticketId } = await newTicket();
    await schedule(ticketId, {}, desk.beto);
    const { db } = desk.app.platform;
    const before = await sql<{
      permissions: string[];
    }>`select permissions from roles where key = 'agent'`.execute(db);
    await change.execute(db);
    await comeDue();
    await sql`update agents set active = true`.execute(db);
    await sql`update roles set permissions = ${before.rows[0]!.permissions}::text[] where key = 'agent'`.execute(
      db,
    );
    expect(await ours(ticketId)).toEqual([]);
    expect(await waiting(ticketId, desk.beto)).toMatchObject([
      { state: 'stopped', reason: 'auth.forbidden' },
    ]);
    expect((await draftOf(ticketId, desk.beto))!.text).toBe('Ya quedó.');
  });
});

describe('a process that dies', () => {
  const timerOf = async (scheduledReplyId: string) => {
    const { rows } =
      await sql<Timer>`select * from timers where payload->>'scheduledReplyId' = ${scheduledReplyId}`.execute(
        desk.app.platform.db,
      );
    return rows[0]!;
  };

  test('after writing the answer and before its commit leaves it for the next, which sends it once', async () => {
    const { ticketId } = await newTicket();
    const { scheduledReplyId } = await schedule(ticketId);
    desk.app.clock.advance(10_000);
    const { platform } = desk.app;
    const killed = platform.db.transaction().execute(async (tx) => {
      const timer = await timerOf(scheduledReplyId);
      await sql`delete from timers where id = ${timer.id}`.execute(tx);
      await sendScheduledTimer.fire(timer, makeWork({ tx, actor: systemActor }, platform));
      await sql`select pg_terminate_backend(pg_backend_pid())`.execute(tx);
    });
    await expect(killed).rejects.toThrow();
    expect(await ours(ticketId)).toEqual([]);
    expect(await waiting(ticketId)).toMatchObject([{ state: 'pending' }]);
    await desk.app.settle();
    expect(await ours(ticketId)).toHaveLength(1);
    const { rows } = await sql`select 1 from outbound_messages where ticket_id = ${ticketId}`.execute(
      platform.db,
    );
    expect(rows).toHaveLength(1);
  });

  test('a timer that fires twice sends once', async () => {
    const { ticketId } = await newTicket();
    const { scheduledReplyId } = await schedule(ticketId);
    const timer = await timerOf(scheduledReplyId);
    desk.app.clock.advance(10_000);
    for (let n = 0; n < 2; n += 1)
      await desk.app.platform.transact({ actor: systemActor }, (work) =>
        sendScheduledTimer.fire(timer, work),
      );
    await desk.app.settle();
    expect(await ours(ticketId)).toHaveLength(1);
  });

  test('two processes that sweep at once send once', async () => {
    const { ticketId } = await newTicket();
    await schedule(ticketId);
    desk.app.clock.advance(10_000);
    const { db, clock, ids, log } = desk.app.platform;
    const sweepers = [1, 2, 3].map(() =>
      createTimerSweeper([sendScheduledTimer], { db, clock, ids, log, afterCommit: () => {} }),
    );
    await Promise.all(sweepers.map((sweeper) => sweeper.sweep()));
    expect(await ours(ticketId)).toHaveLength(1);
  });

  test('trouble that does not pass is told to the author at the last try, and nothing is lost', async () => {
    const { ticketId } = await newTicket();
    const { scheduledReplyId } = await schedule(ticketId);
    const timer = await timerOf(scheduledReplyId);
    const { platform } = desk.app;
    // The first id that the answer asks for fails, as a database that lost a table would.
    const fire = (attempts: number) =>
      platform.transact({ actor: systemActor }, (work) => {
        let isBroken = true;
        const uuid = () => {
          if (!isBroken) return work.ids.uuid();
          isBroken = false;
          throw new Error('broken');
        };
        return sendScheduledTimer.fire({ ...timer, attempts }, { ...work, ids: { ...work.ids, uuid } });
      });
    await expect(fire(0)).rejects.toThrow('broken');
    expect(await waiting(ticketId)).toMatchObject([{ state: 'pending' }]);
    await fire(timerTriesMax - 1);
    expect(await waiting(ticketId)).toMatchObject([{ state: 'stopped', reason: 'http.internal' }]);
    expect((await draftOf(ticketId))!.text).toBe('Ya quedó.');
    expect(await ours(ticketId)).toEqual([]);
  });
});
