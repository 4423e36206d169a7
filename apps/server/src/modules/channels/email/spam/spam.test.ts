import { readBoard } from '@ventanilla/contracts/board-content';
import { searchTickets } from '@ventanilla/contracts/search';
import * as spam from '@ventanilla/contracts/spam';
import { replyToTicket, takeTicket } from '@ventanilla/contracts/tickets';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeMail } from '../../../../testing/mail.ts';
import { type MailGround, openMailGround } from '../../../../testing/mail-ground.ts';

let ground: MailGround;
beforeEach(async () => {
  ground = await openMailGround();
});
afterEach(() => ground.close());

const flagged = { from: 'Ofertas <ventas@spam.example>', headers: ['X-Spam-Flag: YES'] };
const as = () => ({ as: ground.ana });

async function onBoard() {
  const { body } = await ground.app.call(readBoard, { ...as(), params: { boardId: 'default' } });
  const column = body.columns.find(({ id }) => id === 'new')!;
  return { ids: column.items.map(({ id }) => id), count: column.count.value };
}
const listed = async () => (await ground.app.call(spam.listSpam, as())).body;

test('spam is in no column and no counter, stands in its list, and is never lost', async () => {
  const { ticketId, flags } = await ground.post(makeMail(flagged));
  expect(flags).toContain('spam');
  expect(await onBoard()).toEqual({ ids: [], count: 0 });
  expect(await listed()).toMatchObject({
    items: [{ id: ticketId, isSpam: true, from: 'ventas@spam.example' }],
    count: { value: 1 },
  });
  const { ticket, spamSigns, messages, history } = await ground.detail(ticketId!);
  expect(ticket).toMatchObject({ isSpam: true, can: ['note', 'not_spam'] });
  expect(spamSigns).toEqual(['filter_header']);
  expect(messages).toHaveLength(1);
  expect(history[0]).toMatchObject({ type: 'ticket.spam_changed', to: 'spam', how: 'filter' });
});

test('«no es spam» brings it back where it belongs, and its sender is welcome from then on', async () => {
  const { ticketId } = await ground.post(makeMail(flagged));
  const params = { ticketId: ticketId! };
  const back = await ground.app.call(spam.markNotSpam, { ...as(), params, body: {} });
  expect(back.body).toMatchObject({ isSpam: false, stage: 'new' });
  expect((await onBoard()).ids).toEqual([ticketId]);
  const next = await ground.post(makeMail({ ...flagged, subject: 'Otra', body: 'Otra cosa' }));
  expect(next.flags).not.toContain('spam');
  const { rows } = await sql`select 1 from audit_log where action = 'mail_sender.wanted'`.execute(
    ground.app.platform.db,
  );
  expect(rows).toHaveLength(1);
});

test.each([
  ['address', 'luz@otra.example', ['luz@otra.example'], ['mar@otra.example']],
  [
    'domain',
    'luz@otra.example',
    ['luz@otra.example', 'mar@otra.example', 'x@sub.otra.example'],
    ['a@nootra.example'],
  ],
] as const)(
  '«es spam» blocks the %s when asked, and undoing forgets it',
  async (block, from, blocked, others) => {
    const { ticketId } = await ground.post(makeMail({ from }));
    const params = { ticketId: ticketId! };
    await ground.app.call(spam.markSpam, { ...as(), params, body: { block } });
    expect((await onBoard()).ids).toEqual([]);
    const isSpam = async (sender: string) =>
      (await ground.post(makeMail({ from: sender, subject: sender, body: `De ${sender}` }))).flags.includes(
        'spam',
      );
    for (const sender of blocked) expect(await isSpam(sender)).toBe(true);
    for (const sender of others) expect(await isSpam(sender)).toBe(false);
    await ground.app.call(spam.markNotSpam, { ...as(), params, body: { remember: false } });
    expect(await ground.count('mail_senders')).toBe(0);
    for (const sender of blocked) expect(await isSpam(sender)).toBe(false);
  },
);

test('an answer of a blocked sender to a conversation joins it; only new tickets are put apart', async () => {
  const { ticketId } = await ground.post(makeMail({ messageId: '<uno@colegio.example>' }));
  await ground.app.call(spam.addMailSender, {
    as: ground.admin,
    body: { value: 'ana@colegio.example', verdict: 'blocked' },
  });
  const answer = await ground.post(makeMail({ inReplyTo: '<uno@colegio.example>', body: 'Sigo igual' }));
  expect(answer).toMatchObject({ action: 'appended', ticketId });
  expect((await onBoard()).ids).toEqual([ticketId]);
});

test('an unknown sender with several strange signs is spam; one who was known, or one sign, is not', async () => {
  const links = 'https://premio.example/a https://premio.example/b';
  const one = await ground.post(makeMail({ from: 'Premios <x@premio.example>', body: links }));
  expect(one.flags).not.toContain('spam');
  const forged = { from: 'Ana Solis <ana@falsa.example>', body: links, subject: 'Urgente' };
  const two = await ground.post(makeMail(forged));
  expect(two.flags).toContain('spam');
  expect((await ground.detail(two.ticketId!)).spamSigns).toEqual(['forged_name', 'only_links']);
  await ground.post(makeMail({ from: 'Marta <marta@colegio.example>' }));
  const known = { ...forged, from: 'Ana Solis <marta@colegio.example>' };
  expect((await ground.post(makeMail(known))).flags).not.toContain('spam');
});

test('the level in the settings decides how much it takes', async () => {
  const links = { body: 'https://premio.example/a', from: 'Premios <y@premio.example>' };
  await ground.app.call(spam.setSpamRules, { as: ground.admin, body: { level: 'strict' } });
  expect((await ground.post(makeMail(links))).flags).toContain('spam');
  await ground.app.call(spam.setSpamRules, { as: ground.admin, body: { level: 'off' } });
  expect((await ground.post(makeMail({ ...flagged, from: 'z@spam.example' }))).flags).not.toContain('spam');
  expect((await ground.app.call(spam.getSpamRules, { as: ground.ana })).code).toBe('auth.forbidden');
});

test('a domain that denies its mail is a sign where a trusted server says so, and not where the mail claims it', async () => {
  await ground.app.call(spam.setSpamRules, { as: ground.admin, body: { level: 'strict' } });
  const mail = (server: string, result: string, from: string) =>
    ground.post(
      makeMail({ from, subject: from, headers: [`Authentication-Results: ${server}; dmarc=${result}`] }),
    );
  const forged = await mail('mx.escuela.example', 'fail', 'Caja <caja@banco.example>');
  expect(forged.flags).toContain('spam');
  expect((await ground.detail(forged.ticketId!)).spamSigns).toEqual(['forged_domain']);
  for (const [server, result] of [
    ['mx.escuela.example', 'pass'],
    ['mx.escuela.example', 'temperror'],
    ['mx.nadie.example', 'fail'],
  ] as const)
    expect((await mail(server, result, `Luz <${result}@${server}>`)).flags).not.toContain('spam');
});

test('spam is not taken or answered before it is said to be none', async () => {
  const { ticketId } = await ground.post(makeMail(flagged));
  const params = { ticketId: ticketId! };
  expect((await ground.app.call(takeTicket, { ...as(), params })).code).toBe('tickets.is_spam');
  const reply = await ground.app.call(replyToTicket, { ...as(), params, body: { text: 'Hola' } });
  expect(reply.code).toBe('tickets.is_spam');
});

test('a search finds spam only where spam is asked for', async () => {
  const { ticketId } = await ground.post(makeMail({ ...flagged, body: 'Relojes suizos baratísimos' }));
  const found = async (state?: 'spam') =>
    (await ground.app.call(searchTickets, { ...as(), query: { q: 'relojes', ...(state ? { state } : {}) } }))
      .body.items;
  expect(await found()).toEqual([]);
  expect(await found('spam')).toMatchObject([{ id: ticketId, isSpam: true }]);
});

test('the list of senders is kept by administrators, and refuses what is neither address nor domain', async () => {
  const admin = { as: ground.admin };
  const add = (value: string) =>
    ground.app.call(spam.addMailSender, { ...admin, body: { value, verdict: 'blocked' } });
  expect((await add('no es nada')).code).toBe('mail_senders.invalid');
  const made = (await add('@Basura.Example')).body;
  expect(made).toMatchObject({ kind: 'domain', value: 'basura.example', createdBy: 'Rosa Gil' });
  expect((await ground.app.call(spam.listMailSenders, admin)).body.items).toHaveLength(1);
  const params = { senderId: made.id };
  expect((await ground.app.call(spam.removeMailSender, { ...admin, params })).status).toBe(204);
  expect((await ground.app.call(spam.removeMailSender, { ...admin, params })).code).toBe(
    'mail_senders.not_found',
  );
});
