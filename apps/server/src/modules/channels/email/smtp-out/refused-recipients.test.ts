import { intakeEmail } from '@ventanilla/contracts/channels';
import { dropRecipient, resendToRecipient } from '@ventanilla/contracts/refusals';
import { getTicket, replyToTicket } from '@ventanilla/contracts/tickets';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { eventually, makeMail, type SmtpSink, seedMailbox, startSmtpSink } from '../../../../testing/mail.ts';
import { createTestApp, seedAgents, type TestApp } from '../../../../testing/test-app.ts';

let app: TestApp;
let sink: SmtpSink;
let agent: string;
let count = 0;

beforeAll(async () => {
  sink = await startSmtpSink();
  app = await createTestApp({ start: true, env: { VENTANILLA_MAIL_PARSERS: '1' } });
  [agent] = (await seedAgents(app, [{ name: 'Sofía Ruiz' }])) as [string];
  await seedMailbox(app, { smtp: sink.server });
});
afterAll(async () => {
  await app.close();
  await sink.close();
});
beforeEach(() => {
  sink.refuse(() => null);
  sink.mails.length = 0;
  count += 1;
});

const unknown = { code: 550, said: '5.1.1 No existe aquí' };
const refuseOnly = (refused: string, refusal = unknown) =>
  sink.refuse((address) => (address === refused ? refusal : null));

/** A ticket that was answered with copies; answers how the mail stands. */
async function answered(copies: { cc?: string[]; bcc?: string[] }) {
  const from = `cliente${count}@colegio.example`;
  const headers = { 'x-test-scopes': 'intake:write' };
  const { body } = await app.call(intakeEmail, { body: makeMail({ from }), headers });
  if (!('ticketId' in body) || !body.ticketId) throw new Error('no ticket');
  const params = { ticketId: body.ticketId };
  const reply = { text: 'Ya quedó.', ...copies };
  expect((await app.call(replyToTicket, { as: agent, params, body: reply })).code).toBeNull();
  const look = async () => {
    const { body: detail } = await app.call(getTicket, { as: agent, params });
    const message = detail.messages.findLast(({ direction }) => direction === 'out')!;
    return { ...message.delivery!, message, card: detail.ticket, history: detail.history };
  };
  const when = (what: string, is: (now: Awaited<ReturnType<typeof look>>) => boolean) =>
    eventually(what, async () => {
      const now = await look();
      return is(now) ? now : null;
    });
  return { from, look, when };
}
const messageIds = () => sink.mails.map(({ raw }) => /^Message-ID: (\S+)/m.exec(raw)![1]);

test('one of several recipients is refused: the others have it, and that one is told with the server’s words', async () => {
  refuseOnly('mal@colegio.example');
  const mail = await answered({ cc: ['dire@colegio.example', 'mal@colegio.example'] });
  // The detail is read in several statements: what the card says may be a moment older.
  const now = await mail.when('sent', ({ state, card }) => state === 'sent' && card.deliveryFailed);
  expect(sink.mails.map(({ to }) => to)).toEqual([[mail.from, 'dire@colegio.example']]);
  expect(now.refused).toEqual([
    {
      address: 'mal@colegio.example',
      said: expect.stringContaining('5.1.1 No existe aquí') as string,
      at: expect.any(String) as string,
      settled: null,
    },
  ]);
  expect(now.history.some(({ type }) => type === 'message.recipients_refused')).toBe(true);
});

test('corrected, it goes only to the corrected address, with the same Message-ID and that address in its place', async () => {
  refuseOnly('dier@colegio.example');
  const mail = await answered({ cc: ['dier@colegio.example'] });
  const { outboundId } = await mail.when('sent', ({ state }) => state === 'sent');
  const body = { address: 'dier@colegio.example', correctedTo: 'dire@colegio.example' };
  expect((await app.call(resendToRecipient, { as: agent, params: { outboundId }, body })).code).toBeNull();
  const now = await mail.when(
    'sent again',
    ({ refused, state, card }) => refused.length === 0 && state === 'sent' && !card.deliveryFailed,
  );
  expect(sink.mails.map(({ to }) => to)).toEqual([[mail.from], ['dire@colegio.example']]);
  expect(new Set(messageIds()).size).toBe(1);
  expect(sink.mails[1]!.raw).toMatch(/^Cc: dire@colegio\.example\r$/m);
  expect(now.message.cc).toEqual(['dire@colegio.example']);
  expect(now.card.deliveryFailed).toBe(false);
  const again = await app.call(resendToRecipient, { as: agent, params: { outboundId }, body });
  expect(again.code).toBe('outbox.not_refused');
});

test('removed, it stays told and no longer asks for anything', async () => {
  refuseOnly('mal@colegio.example');
  const mail = await answered({ cc: ['mal@colegio.example'] });
  const { outboundId } = await mail.when('sent', ({ state }) => state === 'sent');
  const body = { address: 'MAL@colegio.example' };
  expect((await app.call(dropRecipient, { as: agent, params: { outboundId }, body })).code).toBeNull();
  const now = await mail.look();
  expect(now).toMatchObject({ state: 'sent', refused: [{ settled: 'removed' }] });
  expect(now.card.deliveryFailed).toBe(false);
});

test('the only recipient is refused: the mail has failed, and leaves once the address is right', async () => {
  sink.refuse(() => unknown);
  const mail = await answered({});
  const failed = await mail.when('failed', ({ state }) => state === 'failed');
  expect(failed).toMatchObject({ attempts: 1, refused: [{ address: mail.from, settled: null }] });
  expect(failed.serverSaid).toContain('5.1.1 No existe aquí');
  sink.refuse(() => null);
  const params = { outboundId: failed.outboundId };
  const body = { address: mail.from, correctedTo: 'buena@colegio.example' };
  await app.call(resendToRecipient, { as: agent, params, body });
  await mail.when('sent', ({ state }) => state === 'sent');
  expect(sink.mails[0]).toMatchObject({ to: ['buena@colegio.example'] });
});

test('one that is asked to wait gets it later, and nobody gets it twice', async () => {
  refuseOnly('lenta@colegio.example', { code: 450, said: 'Vuelva en un rato' });
  const mail = await answered({ cc: ['lenta@colegio.example'] });
  const waiting = await mail.when('first try', ({ serverSaid }) => serverSaid !== null);
  expect(waiting).toMatchObject({ state: 'queued', refused: [] });
  expect(waiting.serverSaid).toContain('Vuelva en un rato');
  sink.refuse(() => null);
  app.clock.set(new Date(waiting.nextTryAt!));
  await mail.when('sent', ({ state }) => state === 'sent');
  expect(sink.mails.map(({ to }) => to)).toEqual([[mail.from], ['lenta@colegio.example']]);
  expect(new Set(messageIds()).size).toBe(1);
});

test('who gets a blind copy stands in no header, in no part and in nobody’s answer address', async () => {
  const mail = await answered({ cc: ['dire@colegio.example'], bcc: ['oculta@colegio.example', mail0()] });
  await mail.when('sent', ({ state }) => state === 'sent');
  const [sent] = sink.mails;
  expect(sent!.to).toEqual([mail.from, 'dire@colegio.example', 'oculta@colegio.example']);
  expect(sent!.raw).not.toMatch(/oculta|^bcc:/im);
  const { message, card } = await mail.look();
  expect(message.bcc).toEqual(['oculta@colegio.example']);
  const headers = { 'x-test-scopes': 'tickets:read' };
  const byKey = await app.call(getTicket, { headers, params: { ticketId: card.id } });
  expect(JSON.stringify(byKey.body)).not.toContain('oculta');
});

/** The customer themselves, who is in To already. */
function mail0(): string {
  return `CLIENTE${count}@colegio.example`;
}
