import { signOut } from '@ventanilla/contracts/identity';
import { addNote } from '@ventanilla/contracts/tickets';
import * as writing from '@ventanilla/contracts/writing';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemActor } from '../../platform/actor.ts';
import { adminBody, createInstallation, signInAs } from '../../testing/browser.ts';
import { onePixelPng } from '../../testing/pictures.ts';
import { receive } from '../../testing/received.ts';
import { removeOldWriting } from './commands/remove-old-writing.ts';
import { removeOrphanUploads } from './commands/remove-orphan-uploads.ts';
import { openTestDesk, type TestDesk } from './test-ground/desk.ts';
import { draftsOf, save as saveOn, upload, versionsOf as versionsOn } from './test-ground/writing.ts';
import { getTicketFor } from './tickets.store.ts';

let desk: TestDesk;
beforeAll(async () => {
  desk = await openTestDesk();
});
afterAll(() => desk.app.close());

let count = 0;
async function newTicket(): Promise<string> {
  count += 1;
  return (await receive(desk.app, desk.account, { from: `borrador${count}@x.mx` })).ticketId;
}
type Saved = Parameters<typeof saveOn>[2];
const save = (draft: Saved, as = desk.ana) => saveOn(desk.app, as, draft);
const draftOf = async (ticketId: string, as = desk.ana) =>
  (await draftsOf(desk.app, as, ticketId)).mine[0] ?? null;
const versionsOf = (ticketId: string) => versionsOn(desk.app, desk.ana, ticketId);
const discard = (ticketId: string) =>
  desk.app.call(writing.discardDraft, { as: desk.ana, params: { ticketId, kind: 'reply' } });
const paragraph = (text: string) => `<p>${text}</p>`;

describe('what is being written', () => {
  test('is there again on any device, whole', async () => {
    const ticketId = await newTicket();
    const image = await upload(desk.app, desk.ana, { name: 'foto.png', bytes: onePixelPng });
    const file = await upload(desk.app, desk.ana, { name: 'acta.txt', bytes: Buffer.from('acta') });
    const html = `<p>Hola <strong>Ana</strong></p><img src="upload:${image}" alt="" />`;
    const cc = ['dire', 'otra@x.mx'];
    const saved = await save({ ticketId, html, cc, uploadIds: [file] });
    expect(saved.status).toBe(200);
    expect(await draftOf(ticketId)).toEqual(saved.body);
    expect(saved.body).toMatchObject({
      kind: 'reply',
      html,
      text: 'Hola Ana',
      cc,
      uploads: [
        { id: file, fileName: 'acta.txt', inline: false },
        { id: image, fileName: 'foto.png', inline: true },
      ],
    });
  });

  test('is clean of whatever could run', async () => {
    const ticketId = await newTicket();
    const hostile = '<p>a<script>alert(1)</script></p><img src=x onerror=alert(1)>\u0000';
    expect((await save({ ticketId, html: hostile })).body.html).toBe('<p>a</p>');
  });

  test('is an answer and a note, each by itself', async () => {
    const ticketId = await newTicket();
    await save({ ticketId, html: paragraph('respuesta') });
    await save({ ticketId, kind: 'note', html: paragraph('nota') });
    const { mine } = await draftsOf(desk.app, desk.ana, ticketId);
    expect(mine.map(({ kind, text }) => [kind, text])).toEqual([
      ['reply', 'respuesta'],
      ['note', 'nota'],
    ]);
  });

  test('is read by nobody else, who only learns that there is one', async () => {
    const ticketId = await newTicket();
    await save({ ticketId, html: paragraph('secreto') });
    await save({ ticketId, kind: 'note', html: '<p></p>' });
    const seen = await draftsOf(desk.app, desk.beto, ticketId);
    expect(seen).toEqual({
      mine: [],
      others: [{ agent: { id: desk.ana, name: 'Ana Solis' }, kind: 'reply', updatedAt: expect.any(String) }],
    });
    expect(JSON.stringify(seen)).not.toContain('secreto');
    expect(await versionsOn(desk.app, desk.beto, ticketId)).toEqual([]);
  });

  test('leaves nothing in the log of events', async () => {
    const ticketId = await newTicket();
    const count = async () =>
      (await sql<{ n: number }>`select count(*) as n from events`.execute(desk.app.platform.db)).rows[0]!.n;
    const before = await count();
    await save({ ticketId, html: paragraph('uno') });
    await discard(ticketId);
    expect(await count()).toBe(before);
  });

  test('keeps its files from the daily cleaning, and what is gone is left out instead of refusing the words', async () => {
    const ticketId = await newTicket();
    const kept = await upload(desk.app, desk.ana, { name: 'a.txt', bytes: Buffer.from('a') });
    const loose = await upload(desk.app, desk.ana, { name: 'b.txt', bytes: Buffer.from('b') });
    const first = await save({ ticketId, html: paragraph('x'), uploadIds: [kept] });
    desk.app.clock.advance(25 * 3_600_000);
    await removeOrphanUploads(desk.app.platform);
    const again = await save({
      ticketId,
      html: paragraph('xy'),
      uploadIds: [kept, loose],
      rev: first.body.rev,
    });
    expect(again.body.uploads.map(({ id }) => id)).toEqual([kept]);
    await discard(ticketId);
    await removeOrphanUploads(desk.app.platform);
    expect((await versionsOf(ticketId))[0]!.uploads.map(({ id }) => id)).toEqual([kept]);
    desk.app.clock.advance(8 * 86_400_000);
    await removeOldWriting(desk.app.platform);
    expect(await removeOrphanUploads(desk.app.platform)).toBe(1);
  });
});

describe('two devices on one draft', () => {
  test('the later one is told, and both contents can be brought back', async () => {
    const ticketId = await newTicket();
    const { rev } = (await save({ ticketId, html: paragraph('comienzo') })).body;
    const phone = await save({ ticketId, html: paragraph('desde el teléfono'), rev });
    const laptop = await save({ ticketId, html: paragraph('desde la computadora'), rev });
    expect([laptop.status, laptop.code]).toEqual([409, 'drafts.stale']);
    expect(laptop.body).toMatchObject({ params: { rev: phone.body.rev } });
    expect((await draftOf(ticketId))!.text).toBe('desde el teléfono');
    const kept = (await versionsOf(ticketId)).filter(({ reason }) => reason === 'conflict');
    expect(kept.map(({ text }) => text).sort()).toEqual(['desde el teléfono', 'desde la computadora']);
    const chosen = await save({ ticketId, html: paragraph('desde la computadora'), rev: phone.body.rev });
    expect(chosen.status).toBe(200);
  });

  test('that begin at once make one draft and lose neither text', async () => {
    const ticketId = await newTicket();
    const both = await Promise.all([
      save({ ticketId, html: paragraph('uno') }),
      save({ ticketId, html: paragraph('dos') }),
    ]);
    expect(both.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 409]);
    const texts = (await versionsOf(ticketId)).map(({ text }) => text);
    expect(texts.sort()).toEqual(['dos', 'uno']);
  });

  test('a save that arrives after the answer was sent makes no ghost of it', async () => {
    const ticketId = await newTicket();
    const { rev } = (await save({ ticketId, html: paragraph('ya quedó') })).body;
    await desk.reply(ticketId, desk.ana, { text: 'ya quedó' });
    const late = await save({ ticketId, html: paragraph('ya quedó, salud'), rev });
    expect(late.body).toMatchObject({ code: 'drafts.stale', params: { rev: 0 } });
    expect(await draftOf(ticketId)).toBeNull();
    expect((await versionsOf(ticketId))[0]!.text).toBe('ya quedó, salud');
  });

  test('a save that races the sending makes no ghost either', async () => {
    for (let n = 0; n < 10; n += 1) {
      const ticketId = await newTicket();
      const { rev } = (await save({ ticketId, html: paragraph('ya') })).body;
      const sending = desk.reply(ticketId, desk.ana, { text: 'ya quedó' });
      await new Promise((resolve) => setTimeout(resolve, n));
      await save({ ticketId, html: paragraph('ya quedó'), rev });
      expect((await sending).status).toBe(201);
      expect(await draftOf(ticketId)).toBeNull();
    }
  });

  test('a save waits for nobody who works on the ticket, so that neither waits for the other', async () => {
    const ticketId = await newTicket();
    await desk.app.platform.transact({ actor: systemActor }, async (work) => {
      await getTicketFor({ ticketId, actor: work.actor, lock: true }, work.tx);
      const { rev } = (await save({ ticketId, html: paragraph('uno') })).body;
      // The second leaves a version of the first.
      expect((await save({ ticketId, html: paragraph('uno dos'), rev })).status).toBe(200);
    });
    expect(await versionsOf(ticketId)).toHaveLength(1);
  });

  test('a device that knew an earlier draft never guesses the revision of a later one', async () => {
    const ticketId = await newTicket();
    const old = (await save({ ticketId, html: paragraph('viejo') })).body.rev;
    await discard(ticketId);
    desk.app.clock.advance(1);
    await save({ ticketId, html: paragraph('nuevo') });
    expect((await save({ ticketId, html: paragraph('pisa'), rev: old })).code).toBe('drafts.stale');
    expect((await draftOf(ticketId))!.text).toBe('nuevo');
  });
});

describe('what a draft was', () => {
  async function write(ticketId: string, texts: readonly string[], everyMs: number) {
    let rev: number | null = null;
    for (const text of texts) {
      rev = (await save({ ticketId, html: paragraph(text), rev })).body.rev;
      desk.app.clock.advance(everyMs);
    }
    return rev;
  }

  test('is kept now and then, not at each save, and ten at most', async () => {
    const quick = await newTicket();
    await write(quick, ['a', 'ab', 'abc', 'abcd'], 1_000);
    expect((await versionsOf(quick)).map(({ text }) => text)).toEqual(['a']);
    const slow = await newTicket();
    const texts = Array.from({ length: 15 }, (_, index) => 'x'.repeat(index + 1));
    await write(slow, texts, 30_000);
    const kept = await versionsOf(slow);
    expect(kept).toHaveLength(writing.draftVersionsMax);
    expect(kept[0]!.text).toBe('x'.repeat(14));
  });

  test('is kept when much of it vanishes at once, however soon, also when as much is put in its place', async () => {
    const long = 'palabra '.repeat(40).trim();
    const deleted = await newTicket();
    await write(deleted, ['p', long, 'ups'], 1_000);
    expect((await versionsOf(deleted))[0]).toMatchObject({ text: long, reason: 'shortened' });
    const replaced = await newTicket();
    await write(replaced, ['p', long, 'x'.repeat(long.length)], 1_000);
    expect((await versionsOf(replaced))[0]).toMatchObject({ text: long, reason: 'shortened' });
  });

  test('those that say why outlive those taken now and then', async () => {
    const ticketId = await newTicket();
    const long = 'importante '.repeat(30).trim();
    const rev = await write(ticketId, ['i', long, 'corto'], 1_000);
    let next = rev;
    for (let n = 1; n <= 12; n += 1) {
      desk.app.clock.advance(31_000);
      next = (await save({ ticketId, html: paragraph(`corto ${'y'.repeat(n)}`), rev: next })).body.rev;
    }
    const kept = await versionsOf(ticketId);
    expect(kept).toHaveLength(writing.draftVersionsMax);
    expect(kept.some(({ text }) => text === long)).toBe(true);
  });

  test('comes back for a week after it was discarded', async () => {
    const ticketId = await newTicket();
    await save({ ticketId, html: paragraph('vuelve') });
    expect((await discard(ticketId)).status).toBe(204);
    expect((await discard(ticketId)).status).toBe(204);
    expect(await draftOf(ticketId)).toBeNull();
    const [version] = await versionsOf(ticketId);
    expect(version).toMatchObject({ reason: 'discarded', html: '<p>vuelve</p>' });
    desk.app.clock.advance(6 * 86_400_000);
    await removeOldWriting(desk.app.platform);
    expect(await versionsOf(ticketId)).toHaveLength(1);
    desk.app.clock.advance(2 * 86_400_000);
    await removeOldWriting(desk.app.platform);
    expect(await versionsOf(ticketId)).toEqual([]);
  });
});

describe('a draft ends', () => {
  test('with the answer or the note that it became, and only that one', async () => {
    const ticketId = await newTicket();
    await save({ ticketId, html: paragraph('respuesta') });
    await save({ ticketId, kind: 'note', html: paragraph('nota') });
    await save({ ticketId, html: paragraph('de Beto') }, desk.beto);
    await desk.reply(ticketId, desk.ana);
    const { mine, others } = await draftsOf(desk.app, desk.ana, ticketId);
    expect(mine.map(({ kind }) => kind)).toEqual(['note']);
    expect(others).toHaveLength(1);
    await desk.app.call(addNote, { as: desk.ana, params: { ticketId }, body: { text: 'nota' } });
    expect((await draftsOf(desk.app, desk.ana, ticketId)).mine).toEqual([]);
  });

  test('not with an answer that is refused', async () => {
    const ticketId = await newTicket();
    await save({ ticketId, html: paragraph('sigue aquí') });
    expect((await desk.reply(ticketId, desk.ana, { text: ' ' })).code).toBe('tickets.empty_message');
    expect((await draftOf(ticketId))!.text).toBe('sigue aquí');
  });
});

describe('nobody writes where they may not', () => {
  const every = (ticketId: string) => [
    { contract: writing.listDrafts, params: { ticketId } },
    { contract: writing.saveDraft, params: { ticketId, kind: 'reply' }, body: { html: '<p>x</p>' } },
    { contract: writing.discardDraft, params: { ticketId, kind: 'reply' } },
    { contract: writing.listDraftVersions, params: { ticketId, kind: 'reply' } },
    { contract: writing.scheduleReply, params: { ticketId }, body: { text: 'x', delayMs: 1000 } },
    { contract: writing.undoScheduledReply, params: { ticketId, scheduledReplyId: ticketId } },
    { contract: writing.sendScheduledReply, params: { ticketId, scheduledReplyId: ticketId } },
  ];
  const codesOf = async (ticketId: string, options: { as?: string; headers?: Record<string, string> }) => {
    const codes = [];
    for (const { contract, ...call } of every(ticketId))
      codes.push(
        (await desk.app.call(contract as typeof writing.saveDraft, { ...call, ...options } as never)).code,
      );
    return new Set(codes);
  };

  test('on a ticket that does not exist or that they cannot see', async () => {
    const ticketId = await newTicket();
    expect(await codesOf(desk.ana, { as: desk.ana })).toEqual(new Set(['tickets.not_found']));
    await sql`update roles set scope = 'none' where key = 'supervisor'`.execute(desk.app.platform.db);
    expect(await codesOf(ticketId, { as: desk.sofia })).toEqual(new Set(['tickets.not_found']));
    await sql`update roles set scope = 'all' where key = 'supervisor'`.execute(desk.app.platform.db);
  });

  test('a program has no drafts and schedules nothing', async () => {
    const headers = { 'x-test-scopes': 'tickets:read,tickets:note,tickets:reply' };
    expect(await codesOf(await newTicket(), { headers })).toEqual(new Set(['auth.forbidden']));
  });

  test('what is too long or too much is refused', async () => {
    const ticketId = await newTicket();
    for (const body of [
      { html: 'x'.repeat(200_001) },
      { html: 'x', cc: Array.from({ length: 21 }, () => 'a@b.mx') },
      { html: 'x', cc: ['x'.repeat(321)] },
      { html: 'x', uploadIds: ['no'] },
      {},
    ])
      expect((await save({ ticketId, ...body } as Saved)).code).toBe('http.invalid_request');
  });
});

test('a draft outlives the session it was written in', async () => {
  const { test: app, admin } = await createInstallation();
  const mailbox = await app.platform.db.selectFrom('channel_accounts').select('id').executeTakeFirstOrThrow();
  const { ticketId } = await receive(app, mailbox.id, { from: 'sesion@x.mx' });
  const params = { ticketId, kind: 'reply' as const };
  await admin.call(writing.saveDraft, { params, body: { html: '<p>Mañana sigo</p>' } });
  await admin.call(signOut);
  expect((await admin.call(writing.listDrafts, { params: { ticketId } })).status).toBe(401);
  const { browser } = await signInAs(app, adminBody);
  const { body } = await browser.call(writing.listDrafts, { params: { ticketId } });
  expect(body.mine).toMatchObject([{ kind: 'reply', html: '<p>Mañana sigo</p>' }]);
  await app.close();
});
