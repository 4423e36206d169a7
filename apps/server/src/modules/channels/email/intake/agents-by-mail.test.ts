import { closeTicket, replyToTicket } from '@ventanilla/contracts/tickets';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type MailText, mailboxAddress } from '../../../../testing/mail.ts';
import { type MailGround, openMailGround } from '../../../../testing/mail-ground.ts';
import { seedAgents } from '../../../../testing/test-app.ts';
import { agentAnswerAddress } from '../../../tickets/index.ts';

let ground: MailGround;
let app: MailGround['app'];
let ana: string;
let beto: string;
let count = 0;

beforeAll(async () => {
  ground = await openMailGround();
  ({ app, ana } = ground);
  beto = (await seedAgents(app, [{ name: 'Beto Ruiz' }]))[0]!;
});
afterAll(() => ground.close());
beforeEach(() => {
  app.clock.advance(60_000);
  count += 1;
});

const anaAddress = 'Ana Solis <ana.solis@ejemplo.mx>';

const post = (mail: MailText) => ground.write(mail);
const detail = (ticketId: string) => ground.detail(ticketId);

async function opened() {
  const made = await post({ from: `cliente${count}@x.example`, messageId: `<caso${count}@x.example>` });
  return { ticketId: made.ticketId!, number: made.ticketNumber! };
}

const addressOf = (agentId: string, ticketNumber: number) =>
  agentAnswerAddress({ mailbox: mailboxAddress, ticketNumber, agentId }, app.platform.keyring)!;

const ours = async (ticketId: string) =>
  (await detail(ticketId)).messages.filter(({ author }) => author.kind === 'agent');

describe('an agent with their own address for a ticket', () => {
  test('answers the customer, without what their program quotes and signs', async () => {
    const { ticketId, number } = await opened();
    const made = await post({
      from: anaAddress,
      to: addressOf(ana, number),
      subject: `Re: [V-${number}] No puedo entrar`,
      inReplyTo: '<aviso@escuela.example>',
      body: 'Ya puede entrar.\r\n\r\n-- \r\nAna Solis\r\n\r\nEl lun, 2 mar 2026 a las 9:00, Soporte escribió:\r\n> Hola, no puedo entrar\r\n',
    });
    expect(made).toMatchObject({ action: 'appended', authorRole: 'agent', ticketId, flags: [] });
    const [message] = await ours(ticketId);
    expect(message).toMatchObject({
      text: 'Ya puede entrar.',
      author: { kind: 'agent', id: ana },
      visibility: 'private',
      to: [`cliente${count}@x.example`],
      delivery: { state: expect.any(String) },
    });
    expect((await detail(ticketId)).ticket.owner?.id).toBe(ana);
    const { rows } = await sql<{ from: string }>`
      select envelope->>'from' as from from outbound_messages where ticket_id = ${ticketId}`.execute(
      app.platform.db,
    );
    expect(rows).toEqual([{ from: mailboxAddress }]);
  });

  test.each(['#nota', '#NOTE'])('leaves a note with %s, which the customer never gets', async (mark) => {
    const { ticketId, number } = await opened();
    await post({ from: anaAddress, to: addressOf(ana, number), body: `${mark}\r\nOjo: es el director.` });
    expect(await ours(ticketId)).toMatchObject([
      { visibility: 'internal', text: 'Ojo: es el director.', delivery: null },
    ]);
  });

  test('writes to a closed ticket: kept as a note that says it was not sent', async () => {
    const { ticketId, number } = await opened();
    await app.call(replyToTicket, { as: ana, params: { ticketId }, body: { text: 'Listo' } });
    await app.call(closeTicket, { as: ana, params: { ticketId } });
    const made = await post({ from: anaAddress, to: addressOf(ana, number), body: 'Una cosa más' });
    expect(made).toMatchObject({ authorRole: 'agent', flags: ['not_sent'] });
    expect((await ours(ticketId)).at(-1)).toMatchObject({
      visibility: 'internal',
      text: 'Una cosa más',
      notices: ['mail.agent_not_sent'],
    });
  });

  test('is on holiday: their automatic answer reaches no customer', async () => {
    const { ticketId, number } = await opened();
    const made = await post({
      from: anaAddress,
      to: addressOf(ana, number),
      headers: ['Auto-Submitted: auto-replied'],
    });
    expect(made).toMatchObject({ action: 'ignored' });
    expect((await detail(ticketId)).messages).toHaveLength(1);
  });

  test('who may no longer come in writes as anybody', async () => {
    const { ticketId, number } = await opened();
    const [gone] = (await seedAgents(app, [{ name: `Ida Vera${count}` }])) as [string];
    await sql`update agents set active = false, email = 'ida@ejemplo.mx' where id = ${gone}`.execute(
      app.platform.db,
    );
    const made = await post({ from: 'ida@ejemplo.mx', to: addressOf(gone, number) });
    expect(made).toMatchObject({ action: 'created', authorRole: 'customer', flags: ['claims_agent'] });
    expect(made.ticketId).not.toBe(ticketId);
  });
});

describe('whoever forges the address of an agent', () => {
  interface Known {
    number: number;
    ourId: string;
    replyTo: string;
    firstId: string;
  }
  const forgeries: [string, (known: Known) => MailText][] = [
    ['the Message-ID of our mail', ({ ourId }) => ({ inReplyTo: `<${ourId}>` })],
    ['all references', ({ ourId, firstId }) => ({ references: `<${firstId}> <${ourId}>` })],
    ['the customer’s own address', ({ replyTo }) => ({ to: replyTo })],
    ['the address of another agent', ({ number }) => ({ to: addressOf(beto, number) })],
    ['their own address of another ticket', ({ number }) => ({ to: addressOf(ana, number + 5_000) })],
    ['the customer’s token as an agent’s', ({ replyTo }) => ({ to: replyTo.replace('+t', '+a') })],
    ['the subject', ({ number }) => ({ subject: `Re: [V-${number}] Caso` })],
    [
      'results that the mail itself claims',
      ({ ourId }) => ({
        inReplyTo: `<${ourId}>`,
        headers: [
          'Authentication-Results: mx.escuela.example; spf=pass; dkim=pass; dmarc=pass',
          'Auto-Submitted: no',
          'X-Mailer: Ventanilla',
        ],
      }),
    ],
    [
      'the mailbox in Sender and Reply-To',
      ({ ourId }) => ({
        inReplyTo: `<${ourId}>`,
        headers: [`Sender: ${mailboxAddress}`, `Reply-To: ${mailboxAddress}`],
      }),
    ],
  ];

  test.each(forgeries)('and has %s: no word of an agent, none in the conversation', async (_, forge) => {
    const { ticketId, number } = await opened();
    await app.call(replyToTicket, { as: ana, params: { ticketId }, body: { text: 'Ya lo veo' } });
    const { rows } = await sql<{ external_id: string; reply_to: string }>`
      select external_id, envelope->>'replyTo' as reply_to from outbound_messages where ticket_id = ${ticketId}`.execute(
      app.platform.db,
    );
    const known = {
      number,
      ourId: rows[0]!.external_id,
      replyTo: rows[0]!.reply_to,
      firstId: `caso${count}@x.example`,
    };
    const made = await post({ from: anaAddress, body: 'Transfiera a esta cuenta', ...forge(known) });
    expect(made).toMatchObject({ action: 'created', authorRole: 'customer' });
    expect(made.flags).toContain('claims_agent');
    expect((await detail(ticketId)).messages).toHaveLength(2);
    const forged = await detail(made.ticketId!);
    expect(forged.messages).toMatchObject([
      { author: { kind: 'customer' }, direction: 'in', notices: ['mail.claims_agent'] },
    ]);
    const sent = await sql<{ n: number }>`
      select count(*) as n from outbound_messages o join message_bodies b on b.message_id = o.message_id
      where b.text like '%Transfiera%'`.execute(app.platform.db);
    expect(sent.rows[0]!.n).toBe(0);
  });

  test('somebody else with an agent’s token of the right ticket joins nothing', async () => {
    const { ticketId, number } = await opened();
    const made = await post({ from: 'otro@fuera.example', to: addressOf(ana, number) });
    expect(made).toMatchObject({ action: 'created', authorRole: 'customer' });
    expect(made.ticketId).not.toBe(ticketId);
  });
});

describe('an agent whom the customer copied', () => {
  test('answers all from their own program: their words join, marked, and the customer stays the one answered', async () => {
    const made = await post({
      from: `dora${count}@x.example`,
      headers: ['Cc: ana.solis@ejemplo.mx'],
      messageId: `<copia${count}@x.example>`,
    });
    const back = await post({ from: anaAddress, inReplyTo: `<copia${count}@x.example>`, body: 'Lo veo hoy' });
    expect(back).toMatchObject({ action: 'appended', ticketId: made.ticketId, authorRole: 'customer' });
    const now = await detail(made.ticketId!);
    expect(now.messages.at(-1)?.notices).toEqual(['mail.claims_agent']);
    expect(now.replyTo?.address).toBe(`dora${count}@x.example`);
  });
});
