import { intakeEmail } from '@ventanilla/contracts/channels';
import { replyToTicket } from '@ventanilla/contracts/tickets';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type MailText, makeMail, seedMailbox } from '../../../../testing/mail.ts';
import { type MailGround, openMailGround } from '../../../../testing/mail-ground.ts';

let ground: MailGround;
let app: MailGround['app'];
let ana: string;
let count = 0;

beforeAll(async () => {
  ground = await openMailGround();
  ({ app, ana } = ground);
});
afterAll(() => ground.close());
beforeEach(() => {
  app.clock.advance(60_000);
  count += 1;
});

const post = (mail: MailText, recipient?: string) => ground.write(mail, recipient);
const detail = (ticketId: string) => ground.detail(ticketId);

/** A ticket of a new customer that was answered, with what the answer gave them. */
async function answered(who = `cliente${count}@colegio${count}.example`) {
  const opened = await post({ from: who, subject: `Caso ${count}` });
  const ticketId = opened.ticketId!;
  await app.call(replyToTicket, { as: ana, params: { ticketId }, body: { text: 'Ya lo veo.' } });
  const { rows } = await sql<{ external_id: string; envelope: { replyTo: string } }>`
    select external_id, envelope from outbound_messages where ticket_id = ${ticketId}`.execute(
    app.platform.db,
  );
  return {
    who,
    ticketId,
    number: opened.ticketNumber!,
    ourId: rows[0]!.external_id,
    replyTo: rows[0]!.envelope.replyTo,
  };
}

describe('a signed address', () => {
  test.each([
    ['To', (replyTo: string): MailText => ({ to: replyTo })],
    ['Cc in capitals', (replyTo: string): MailText => ({ headers: [`Cc: ${replyTo.toUpperCase()}`] })],
    ['Delivered-To', (replyTo: string): MailText => ({ headers: [`Delivered-To: ${replyTo}`] })],
    ['X-Original-To', (replyTo: string): MailText => ({ headers: [`X-Original-To: ${replyTo}`] })],
  ])('in %s brings an answer without any reference to its ticket', async (_, with_) => {
    const { who, ticketId, replyTo } = await answered();
    const back = await post({ from: who, subject: 'otro asunto', ...with_(replyTo) });
    expect(back).toMatchObject({ action: 'appended', ticketId, flags: [] });
  });

  test('of the envelope alone does so too, and is shown to nobody', async () => {
    const { who, ticketId, replyTo } = await answered();
    const back = await post({ from: who }, replyTo);
    expect(back).toMatchObject({ action: 'appended', ticketId });
    const again = await post({ from: who, to: replyTo });
    const messages = (await detail(ticketId)).messages;
    expect(messages.find(({ id }) => id === again.messageId)?.to).toEqual(['soporte@escuela.example']);
  });

  test('counts more than a reference to another ticket', async () => {
    const one = await answered();
    const other = await post({ from: one.who, messageId: `<otro${count}@x.example>` });
    const back = await post({ from: one.who, to: one.replyTo, inReplyTo: `<otro${count}@x.example>` });
    expect(back.ticketId).toBe(one.ticketId);
    expect(other.ticketId).not.toBe(one.ticketId);
  });

  test('with the number of another ticket opens neither', async () => {
    const one = await answered();
    const two = await answered(`segundo${count}@b.example`);
    const forged = one.replyTo.replace(`+t${one.number}-`, `+t${two.number}-`);
    const back = await post({ from: one.who, to: forged });
    expect(back.action).toBe('created');
    expect([one.ticketId, two.ticketId]).not.toContain(back.ticketId);
  });

  test('presented by somebody else joins, marked, and is not who gets the answers', async () => {
    const { who, ticketId, replyTo } = await answered();
    const back = await post({ from: `otro${count}@fuera.example`, to: replyTo });
    expect(back).toMatchObject({ action: 'appended', ticketId, flags: ['stranger'] });
    const now = await detail(ticketId);
    expect(now.messages.at(-1)?.notices).toEqual(['mail.not_participant']);
    expect(now.replyTo?.address).toBe(who);
  });
});

describe('a Message-ID of ours', () => {
  test('is signed, and names its ticket even where that message is not known', async () => {
    const { who, ticketId, ourId } = await answered();
    expect(ourId).toMatch(/^[0-9a-f-]{36}\.m\d+-k1-[a-z2-7]{24}@escuela\.example$/);
    const other = ourId.replace(/^[0-9a-f-]{36}/, app.platform.ids.uuid());
    const back = await post({ from: who, references: `<nada@x.example> <${other}>` });
    expect(back).toMatchObject({ action: 'appended', ticketId });
  });

  test('coming back as our own mail is ignored, with a false signature it is a mail like any', async () => {
    const { ourId } = await answered();
    const own = { from: 'soporte@escuela.example' };
    expect(await post({ ...own, messageId: `<${ourId}>` })).toMatchObject({ action: 'ignored' });
    const forged = ourId.replace(/[a-z2-7]{2}@/, (two) => `${two === 'aa' ? 'bb' : 'aa'}@`);
    expect(await post({ ...own, messageId: `<${forged}>` })).toMatchObject({ action: 'created' });
  });
});

describe('a number in the subject', () => {
  test.each([
    ['[V-%]', true],
    ['Re: RV: consulta #V-%', true],
    ['V-%', false],
    ['[V-%0]', false],
  ])('«%s» of a participant: joins %s', async (subject, joins) => {
    const { who, ticketId, number } = await answered();
    const back = await post({ from: who, subject: subject.replace('%', String(number)) });
    expect(back.ticketId === ticketId).toBe(joins);
  });

  test('of somebody of the same organisation joins; of one who only has an address anybody gets does not', async () => {
    const domain = `escuela${count}.example`;
    await app.platform.db
      .insertInto('organizations')
      .values({
        id: app.platform.ids.uuid(),
        name: `Escuela ${count}`,
        parent_id: null,
        domains: [domain],
        created_at: app.clock.now(),
      })
      .execute();
    const { ticketId, number } = await answered(`luz@${domain}`);
    const colleague = await post({ from: `sol@${domain}`, subject: `[V-${number}]` });
    expect(colleague).toMatchObject({ action: 'appended', ticketId, flags: ['stranger'] });
    const free = await post({ from: `privada${count}@gmail.com` });
    await sql`update contacts set organization_id = (select organization_id from tickets where id = ${ticketId})
      where id = ${free.requester!.id}`.execute(app.platform.db);
    const outside = await post({ from: `privada${count}@gmail.com`, subject: `[V-${number}]` });
    expect(outside).toMatchObject({ action: 'created', flags: ['mentioned'] });
  });

  test('of anybody else opens a ticket that only agents see beside the one it names', async () => {
    const { ticketId, number } = await answered();
    const back = await post({ from: `ajena${count}@fuera.example`, subject: `Re: [V-${number}] Caso` });
    expect(back).toMatchObject({ action: 'created', flags: ['mentioned'] });
    const now = await detail(back.ticketId!);
    expect(now.mentioned).toEqual({ id: ticketId, number });
    expect(now.ticket).toMatchObject({ subject: `Re: [V-${number}] Caso`, hasPrevious: false });
    await app.call(replyToTicket, { as: ana, params: { ticketId: back.ticketId! }, body: { text: 'Hola' } });
    const { rows } = await sql<{ envelope: object }>`
      select envelope from outbound_messages where ticket_id = ${back.ticketId}`.execute(app.platform.db);
    expect(JSON.stringify(rows)).not.toContain(`Caso ${count}`);
  });
});

describe('a mail that came before the one it answers', () => {
  const parent = () => `padre${count}@colegio.example`;

  test('is joined by it when the same people write', async () => {
    const answer = await post({
      from: 'beto@colegio.example',
      headers: ['Cc: ana@colegio.example'],
      inReplyTo: `<${parent()}>`,
    });
    const late = await post({
      headers: ['Cc: beto@colegio.example'],
      messageId: `<${parent()}>`,
      body: 'Primero',
    });
    expect(answer.action).toBe('created');
    expect(late).toMatchObject({ action: 'appended', ticketId: answer.ticketId, flags: ['late_parent'] });
  });

  test.each([
    ['others write', 'zoe@otra.example', 0],
    ['it comes after eight days', 'ana@colegio.example', 8],
  ])('is not joined by it when %s', async (_, from, days) => {
    const answer = await post({ from: 'ana@colegio.example', inReplyTo: `<${parent()}>` });
    app.clock.advance(days * 86_400_000);
    const late = await post({ from, messageId: `<${parent()}>`, body: 'Primero' });
    expect(late.action).toBe('created');
    expect(late.ticketId).not.toBe(answer.ticketId);
  });
});

describe('one mail to two mailboxes of ours', () => {
  test('is one ticket, answered by the one that To names first, and says where else it came', async () => {
    await seedMailbox(app, { address: 'ventas@escuela.example', isDefault: false });
    await app.platform.database.pool.query("select pg_notify('ventanilla_mailboxes', '')");
    const mail = {
      to: 'ventas@escuela.example, soporte@escuela.example',
      messageId: `<doble${count}@x.example>`,
    };
    const bytes = makeMail(mail);
    const take = (recipient: string) =>
      app.call(intakeEmail, {
        body: bytes,
        query: { recipient },
        headers: { 'x-test-scopes': 'intake:write' },
      });
    const [first, second] = await Promise.all([
      take('soporte@escuela.example'),
      take('ventas@escuela.example'),
    ]);
    const results = [first.body, second.body].map((body) => ('action' in body ? body : null));
    expect(new Set(results.map((result) => result?.action))).toEqual(new Set(['created', 'duplicate']));
    expect(results[0]?.ticketId).toBe(results[1]?.ticketId);
    const now = await detail(results[0]!.ticketId!);
    expect(now.channelAccount?.address).toBe('ventas@escuela.example');
    expect(now.messages).toMatchObject([{ alsoReceivedBy: ['soporte@escuela.example'] }]);
    expect(now.replyTo?.from).toBe('ventas@escuela.example');
  });
});

describe('thirty answers at once', () => {
  test('to a closed ticket continue in one', async () => {
    const { who, ticketId, ourId } = await answered();
    await app.call(replyToTicket, {
      as: ana,
      params: { ticketId },
      body: { text: 'Listo.', andThen: 'close' },
    });
    const all = await Promise.all(
      Array.from({ length: 30 }, (_, at) => post({ from: who, inReplyTo: `<${ourId}>`, body: `Otra ${at}` })),
    );
    expect(new Set(all.map((result) => result.ticketId)).size).toBe(1);
    expect(all.filter(({ action }) => action === 'created')).toHaveLength(1);
    expect((await detail(all[0]!.ticketId!)).messages).toHaveLength(30);
  });
});
