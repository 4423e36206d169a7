import * as contract from '@ventanilla/contracts/tickets';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { receive } from '../../testing/received.ts';
import { openTestDesk, type TestDesk } from './test-ground/desk.ts';
import { draftsOf, save, schedule, sendNow, undo, versionsOf } from './test-ground/writing.ts';

let desk: TestDesk;
beforeAll(async () => {
  desk = await openTestDesk();
});
afterAll(() => desk.app.close());
beforeEach(() => desk.app.clock.advance(60_000));

let count = 0;

/** Paty asks with a copy for Clara, Clara adds something, Paty writes once more: three messages, oldest first. */
async function conversation() {
  const { app, account } = desk;
  count += 1;
  const [paty, clara] = [`paty${count}@x.mx`, `clara${count}@x.mx`];
  const first = `uno-${count}@x.mx`;
  const begun = await receive(app, account, {
    from: paty,
    name: 'Paty Luna',
    cc: [clara],
    externalId: first,
  });
  const second = `dos-${count}@x.mx`;
  app.clock.advance(1000);
  await receive(app, account, {
    from: clara,
    name: 'Clara Paz',
    externalId: second,
    referenceIds: [first],
    text: 'Yo también lo veo.',
  });
  app.clock.advance(1000);
  const third = `tres-${count}@x.mx`;
  await receive(app, account, { from: paty, externalId: third, referenceIds: [second, first], text: '¿Y?' });
  app.clock.advance(1000);
  const { ticketId } = begun;
  const ids = (await desk.detailOf(ticketId)).messages.map(({ id }) => id);
  return { ticketId, ids, paty, clara, mails: [first, second, third] };
}

async function envelopeOf(messageId: string) {
  const { envelope } = await desk.app.platform.db
    .selectFrom('outbound_messages')
    .select('envelope')
    .where('message_id', '=', messageId)
    .executeTakeFirstOrThrow();
  return envelope;
}

describe('an answer to one message', () => {
  test('goes to its author, names that mail and those before it, and says in the ticket what it answers', async () => {
    const { ticketId, ids, clara, mails } = await conversation();
    const { body } = await desk.reply(ticketId, desk.ana, { answersMessageId: ids[1] });
    expect(await envelopeOf(body.message.id)).toMatchObject({
      to: [clara],
      inReplyTo: mails[1],
      references: [mails[0], mails[1]],
    });
    const answers = { id: ids[1], authorName: 'Clara Paz', at: expect.any(String) as string };
    expect(body.message.answers).toEqual(answers);
    expect((await desk.detailOf(ticketId)).messages.map((message) => message.answers)).toEqual([
      null,
      null,
      null,
      answers,
    ]);
  });

  test('that nobody chose goes where it always went', async () => {
    const { ticketId, paty, mails } = await conversation();
    const { body } = await desk.reply(ticketId, desk.ana);
    expect(await envelopeOf(body.message.id)).toMatchObject({ to: [paty], inReplyTo: mails[2] });
    expect(body.message.answers).toBeNull();
  });

  test('of ours goes on from that mail, to the customer', async () => {
    const { ticketId, paty } = await conversation();
    const sent = (await desk.reply(ticketId, desk.ana)).body.message;
    const before = await envelopeOf(sent.id);
    const { body } = await desk.reply(ticketId, desk.beto, { answersMessageId: sent.id });
    const after = await envelopeOf(body.message.id);
    expect(after.to).toEqual([paty]);
    expect(after.references).toEqual([...before.references, after.inReplyTo]);
    expect(body.message.answers).toMatchObject({ authorName: 'Ana Solis' });
  });

  test('by somebody who has no part in it names their mail and still goes to the customer', async () => {
    const { ticketId, paty, mails } = await conversation();
    await receive(desk.app, desk.account, {
      from: 'ajeno@otro.mx',
      externalId: `ajeno-${count}@otro.mx`,
      referenceIds: [mails[2]!],
    });
    const { messages } = await desk.detailOf(ticketId);
    const stranger = messages.at(-1)!;
    expect(stranger.notices).toContain('mail.not_participant');
    const { body } = await desk.reply(ticketId, desk.ana, { answersMessageId: stranger.id });
    expect(await envelopeOf(body.message.id)).toMatchObject({
      to: [paty],
      inReplyTo: `ajeno-${count}@otro.mx`,
    });
  });

  test('is refused for a note, for a message of another ticket and for none at all', async () => {
    const { ticketId, ids } = await conversation();
    const other = await conversation();
    const note = await desk.app.call(contract.addNote, {
      as: desk.ana,
      params: { ticketId },
      body: { text: 'Ojo' },
    });
    const codes = [];
    for (const answersMessageId of [note.body.message.id, other.ids[0], desk.app.platform.ids.uuid()]) {
      codes.push((await desk.reply(ticketId, desk.ana, { answersMessageId })).code);
      codes.push(
        (await schedule(desk.app, desk.ana, { ticketId, answersMessageId: answersMessageId! })).code,
      );
    }
    expect(new Set(codes)).toEqual(new Set(['messages.not_found']));
    expect((await desk.detailOf(ticketId)).messages).toHaveLength(ids.length + 1);
  });
});

describe('what an answer is to', () => {
  test('stays with its draft and its versions', async () => {
    const { ticketId, ids } = await conversation();
    const first = await save(desk.app, desk.ana, {
      ticketId,
      html: '<p>Hola, Clara</p>',
      answersMessageId: ids[1]!,
    });
    expect(first.body.answersMessageId).toBe(ids[1]);
    desk.app.clock.advance(60_000);
    await save(desk.app, desk.ana, { ticketId, html: '<p>Hola, Paty</p>', rev: first.body.rev });
    expect((await draftsOf(desk.app, desk.ana, ticketId)).mine).toMatchObject([{ answersMessageId: null }]);
    expect(await versionsOf(desk.app, desk.ana, ticketId)).toMatchObject([{ answersMessageId: ids[1] }]);
  });

  test('is told while it waits, comes back when it is undone, and is sent', async () => {
    const { ticketId, ids, clara } = await conversation();
    const waiting = (await schedule(desk.app, desk.ana, { ticketId, answersMessageId: ids[1]! })).body;
    expect(waiting.scheduledReply.answers).toMatchObject({ id: ids[1], authorName: 'Clara Paz' });
    const scheduledReplyId = waiting.scheduledReply.id;
    const undone = (await undo(desk.app, desk.ana, { ticketId, scheduledReplyId })).body.draft;
    expect(undone?.answersMessageId).toBe(ids[1]);
    const again = (await schedule(desk.app, desk.ana, { ticketId, answersMessageId: ids[1]! })).body;
    const sent = await sendNow(desk.app, desk.ana, { ticketId, scheduledReplyId: again.scheduledReply.id });
    expect(sent.body.message.answers).toMatchObject({ id: ids[1] });
    expect(await envelopeOf(sent.body.message.id)).toMatchObject({ to: [clara] });
  });
});
