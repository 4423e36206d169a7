import { clearBounce } from '@ventanilla/contracts/bounces';
import { intakeEmail } from '@ventanilla/contracts/channels';
import { getTicket, replyToTicket } from '@ventanilla/contracts/tickets';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeBounce } from '../../../../testing/bounce-mail.ts';
import { eventually, makeMail, seedMailbox } from '../../../../testing/mail.ts';
import { createTestApp, seedAgents, type TestApp } from '../../../../testing/test-app.ts';
import { clearStandingBounces } from '../../../tickets/index.ts';

let app: TestApp;
let ana: string;
beforeEach(async () => {
  app = await createTestApp({ start: true, env: { VENTANILLA_MAIL_PARSERS: '1' } });
  [ana] = (await seedAgents(app, [{ name: 'Ana Solis' }])) as [string];
  await seedMailbox(app);
});
afterEach(() => app.close());

async function post(body: Buffer) {
  const answer = await app.call(intakeEmail, { body, headers: { 'x-test-scopes': 'intake:write' } });
  if (!('action' in answer.body)) throw new Error('no result in time');
  return answer.body;
}

const detail = async (ticketId: string) =>
  (await app.call(getTicket, { as: ana, params: { ticketId } })).body;

/** A ticket of Ana Pérez that was answered; its id and the Message-ID of the answer. */
async function answeredTicket(extra: { cc?: string[] } = {}) {
  const { ticketId } = await post(makeMail());
  const reply = await app.call(replyToTicket, {
    as: ana,
    params: { ticketId: ticketId! },
    body: { text: 'Ya quedó.', ...extra },
  });
  expect(reply.code).toBeNull();
  return { ticketId: ticketId!, originalId: await ourId(ticketId!) };
}

async function ourId(ticketId: string) {
  const { rows } = await sql<{ external_id: string }>`select external_id from outbound_messages
    where ticket_id = ${ticketId} order by created_at desc limit 1`.execute(app.platform.db);
  return `<${rows[0]!.external_id}>`;
}

const recipient = 'ana@colegio.example';

test('a bounce that came before our own record of the delivery stays on the card; a later mail that went takes it away', async () => {
  const { db } = app.platform;
  const { ticketId, originalId } = await answeredTicket();
  await post(makeBounce({ originalId, recipient }));
  const isSent = (count: number) => async () => {
    const { rows } =
      await sql`select from outbound_messages where ticket_id = ${ticketId} and state = 'sent'`.execute(db);
    return rows.length === count;
  };
  await eventually('sent', isSent(1));
  // As if the report had been faster: it is recorded as sent once more.
  await sql`update outbound_messages set state = 'queued', next_try_at = ${app.clock.now()} where ticket_id = ${ticketId}`.execute(
    db,
  );
  await eventually('sent again', isSent(1));
  expect((await detail(ticketId)).ticket.deliveryFailed).toBe(true);
  app.clock.advance(60_000);
  await app.call(replyToTicket, { as: ana, params: { ticketId }, body: { text: 'A la otra dirección.' } });
  await eventually('the later one', isSent(2));
  expect((await detail(ticketId)).ticket.deliveryFailed).toBe(false);
});

test('a bounce is shown on the answer it is about with the server’s words, marks the address and leaves the status', async () => {
  const { ticketId, originalId } = await answeredTicket();
  const before = (await detail(ticketId)).ticket;
  const result = await post(makeBounce({ originalId, recipient }));
  expect(result).toMatchObject({ action: 'appended', ticketId, authorRole: 'system', autoReplySent: false });
  const { ticket, messages, contact, history } = await detail(ticketId);
  expect(ticket).toMatchObject({ status: before.status, stage: before.stage, deliveryFailed: true });
  expect(ticket.customerLastAt).toBe(before.customerLastAt);
  const answer = messages.find(({ direction }) => direction === 'out')!;
  expect(answer.delivery?.bounces).toEqual([
    {
      recipient,
      permanent: true,
      status: '5.1.1',
      said: '550 5.1.1 User unknown',
      at: app.clock.now().toISOString(),
    },
  ]);
  expect(contact.identities[0]).toMatchObject({
    value: recipient,
    bounce: { permanent: true, status: '5.1.1', said: '550 5.1.1 User unknown' },
  });
  // The answer’s delivery may be recorded before or after.
  expect(history).toContainEqual(
    expect.objectContaining({ type: 'message.bounced', how: 'permanent', messageId: answer.id }),
  );
});

test('a report that it is delayed is no failure of the card, and never follows a final one', async () => {
  const { ticketId, originalId } = await answeredTicket();
  const delayed = {
    originalId,
    recipient,
    action: 'delayed' as const,
    status: '4.4.1',
    said: '451 Try later',
  };
  await post(makeBounce(delayed));
  const first = await detail(ticketId);
  expect(first.ticket.deliveryFailed).toBe(false);
  expect(first.contact.identities[0]!.bounce).toMatchObject({ permanent: false, status: '4.4.1' });
  await post(makeBounce({ originalId, recipient }));
  await post(makeBounce(delayed));
  const answer = (await detail(ticketId)).messages.find(({ direction }) => direction === 'out')!;
  expect(answer.delivery?.bounces).toMatchObject([{ permanent: true, status: '5.1.1' }]);
});

test('a bounce about no mail of ours marks nothing', async () => {
  const { ticketId } = await answeredTicket();
  await post(makeBounce({ originalId: '<otro@ajeno.example>', recipient }));
  const { contact, messages, ticket } = await detail(ticketId);
  expect(contact.identities[0]!.bounce).toBeNull();
  expect(messages.find(({ direction }) => direction === 'out')!.delivery?.bounces).toEqual([]);
  expect(ticket.deliveryFailed).toBe(false);
});

test('a bounce marks only addresses to which the mail went', async () => {
  const other = (await post(makeMail({ from: 'Luz <luz@otra.example>' }))).ticketId!;
  const { originalId } = await answeredTicket({ cc: ['direccion@colegio.example'] });
  await post(makeBounce({ originalId, recipient: 'luz@otra.example' }));
  expect((await detail(other)).contact.identities[0]!.bounce).toBeNull();
});

test('the mark goes when somebody clears it, when the person writes, or when later mail stands', async () => {
  const { ticketId, originalId } = await answeredTicket();
  const bounced = async () => (await detail(ticketId)).contact.identities[0]!;
  await post(makeBounce({ originalId, recipient }));
  const { id: identityId } = await bounced();
  expect((await app.call(clearBounce, { as: ana, params: { identityId } })).status).toBe(204);
  expect((await bounced()).bounce).toBeNull();

  await post(makeBounce({ originalId, recipient }));
  expect((await bounced()).bounce).not.toBeNull();
  await post(makeMail({ inReplyTo: originalId, headers: ['Auto-Submitted: auto-replied'] }));
  expect((await bounced()).bounce).not.toBeNull();
  await post(makeMail({ inReplyTo: originalId, body: 'Ya me llegan.' }));
  expect((await bounced()).bounce).toBeNull();

  await post(makeBounce({ originalId, recipient }));
  app.clock.advance(60_000);
  await app.call(replyToTicket, { as: ana, params: { ticketId }, body: { text: 'Otra vez.' } });
  await sql`update outbound_messages set state = 'sent', local = false, sent_at = ${app.clock.now()}`.execute(
    app.platform.db,
  );
  expect(await clearStandingBounces(app.platform)).toBe(0);
  app.clock.advance(25 * 3_600_000);
  expect(await clearStandingBounces(app.platform)).toBe(1);
  expect((await bounced()).bounce).toBeNull();
});
