import { settleProposedRequester, trustSender } from '@ventanilla/contracts/participants';
import { replyToTicket } from '@ventanilla/contracts/tickets';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type MailText } from '../../testing/mail.ts';
import { type MailGround, openMailGround } from '../../testing/mail-ground.ts';

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
  count += 1;
});

const post = (mail: MailText) => ground.write(mail);
const detail = (ticketId: string) => ground.detail(ticketId);

describe('a copy in a participant’s mail', () => {
  test('makes a participant, whose answer joins without a mark', async () => {
    const made = await post({ headers: ['Cc: luz@colegio.example'], messageId: `<c${count}@x.example>` });
    const back = await post({ from: 'luz@colegio.example', inReplyTo: `<c${count}@x.example>` });
    expect(back).toMatchObject({ action: 'appended', ticketId: made.ticketId, flags: [] });
  });
});

describe('somebody who came with a reference alone', () => {
  const stranger = () => `externo${count}@fuera.example`;

  async function marked() {
    const made = await post({ messageId: `<s${count}@x.example>` });
    const back = await post({ from: stranger(), inReplyTo: `<s${count}@x.example>` });
    return { ticketId: made.ticketId!, messageId: back.messageId! };
  }

  test('takes part once somebody vouches for them, and no longer when that is taken back', async () => {
    const params = await marked();
    const trust = (trusted: boolean) => app.call(trustSender, { as: ana, params, body: { trusted } });
    expect((await trust(true)).status).toBe(204);
    const now = await detail(params.ticketId);
    expect(now.messages.at(-1)?.notices).toEqual(['mail.trusted']);
    expect(now.replyTo?.address).toBe(stranger());
    expect(now.history[0]).toMatchObject({ type: 'message.sender_trusted', to: 'trusted' });
    const next = await post({ from: stranger(), inReplyTo: `<s${count}@x.example>`, body: 'Otra' });
    expect(next).toMatchObject({ action: 'appended', flags: [] });
    expect((await trust(false)).status).toBe(204);
    expect((await detail(params.ticketId)).replyTo?.address).toBe('ana@colegio.example');
  });

  test('a message without the mark has nothing to vouch for', async () => {
    const made = await post({});
    const params = { ticketId: made.ticketId!, messageId: made.messageId! };
    const answer = await app.call(trustSender, { as: ana, params, body: { trusted: true } });
    expect(answer.code).toBe('messages.not_found');
  });
});

describe('a mail that an agent passes on', () => {
  const forward = () => ({
    from: 'Ana Solis <ana.solis@ejemplo.mx>',
    subject: 'RV: Mi boleta',
    body: [
      'Les paso este caso.',
      '',
      '---------- Forwarded message ---------',
      `De: Marta Ríos <marta${count}@familia.example>`,
      'Date: lun, 2 mar 2026 a las 8:00',
      'Subject: Mi boleta',
      'To: Ana Solis <ana.solis@ejemplo.mx>',
      '',
      'No veo mi boleta.',
    ].join('\r\n'),
  });
  const settle = (ticketId: string, state: 'open' | 'accepted' | 'dismissed') =>
    app.call(settleProposedRequester, { as: ana, params: { ticketId }, body: { state } });

  test('proposes its author, who becomes the one answered only when somebody says so', async () => {
    const made = await post(forward());
    const ticketId = made.ticketId!;
    const before = await detail(ticketId);
    expect(before.proposedRequester).toMatchObject({
      name: 'Marta Ríos',
      address: `marta${count}@familia.example`,
      state: 'open',
    });
    expect(before.replyTo?.address).toBe('ana.solis@ejemplo.mx');
    expect((await settle(ticketId, 'accepted')).status).toBe(204);
    const after = await detail(ticketId);
    expect(after.contact.name).toBe('Marta Ríos');
    expect(after.replyTo?.address).toBe(`marta${count}@familia.example`);
    expect(after.history[0]).toMatchObject({ type: 'ticket.requester_changed', to: 'Marta Ríos' });
    await app.call(replyToTicket, { as: ana, params: { ticketId }, body: { text: 'Hola, Marta' } });
    const { rows } = await sql<{ to: string[] }>`
      select envelope->'to' as to from outbound_messages where ticket_id = ${ticketId}`.execute(
      app.platform.db,
    );
    expect(rows).toEqual([{ to: [`marta${count}@familia.example`] }]);
  });

  test('acceptance and dismissal are taken back; a change in between is not overwritten', async () => {
    const ticketId = (await post(forward())).ticketId!;
    await settle(ticketId, 'dismissed');
    expect((await detail(ticketId)).proposedRequester?.state).toBe('dismissed');
    await settle(ticketId, 'open');
    await settle(ticketId, 'accepted');
    await settle(ticketId, 'accepted');
    await settle(ticketId, 'open');
    const back = await detail(ticketId);
    expect(back.proposedRequester?.state).toBe('open');
    expect(back.replyTo?.address).toBe('ana.solis@ejemplo.mx');
    await settle(ticketId, 'accepted');
    await sql`update tickets set requester_id = (select requester_id from tickets where id <> ${ticketId} limit 1)
      where id = ${ticketId}`.execute(app.platform.db);
    expect((await settle(ticketId, 'open')).code).toBe('tickets.stale_version');
  });

  test('a customer who passes something on proposes nobody', async () => {
    const made = await post({ ...forward(), from: 'papa@familia.example' });
    expect((await detail(made.ticketId!)).proposedRequester).toBeNull();
    expect((await settle(made.ticketId!, 'accepted')).code).toBe('tickets.no_proposal');
  });
});
