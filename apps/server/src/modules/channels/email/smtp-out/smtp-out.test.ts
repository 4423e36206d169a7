import {
  getOutboxItem,
  intakeEmail,
  listOutbox,
  retryOutboxItem,
  updateMailbox,
} from '@ventanilla/contracts/channels';
import { getMailboxSending, setMailboxSending } from '@ventanilla/contracts/sending';
import { getTicket, replyToTicket } from '@ventanilla/contracts/tickets';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { freePort } from '../../../../testing/free-port.ts';
import {
  eventually,
  mailboxAddress,
  makeMail,
  type SmtpSink,
  seedMailbox,
  startSmtpSink,
} from '../../../../testing/mail.ts';
import { createTestApp, seedAgents, type TestApp } from '../../../../testing/test-app.ts';
import type { MailServer } from '../../channels.tables.ts';

let app: TestApp;
let sink: SmtpSink;
let agent: string;
let admin: string;

beforeEach(async () => {
  sink = await startSmtpSink();
  app = await createTestApp({ start: true, env: { VENTANILLA_MAIL_PARSERS: '1' } });
  [agent, admin] = (await seedAgents(app, [
    { name: 'Sofía Ruiz' },
    { name: 'Rosa Gil', roleKey: 'admin' },
  ])) as [string, string];
});
afterEach(async () => {
  await app.close();
  await sink.close();
});

async function receive(mail: Parameters<typeof makeMail>[0] = {}): Promise<string> {
  const { body } = await app.call(intakeEmail, {
    body: makeMail(mail),
    headers: { 'x-test-scopes': 'intake:write' },
  });
  if (!('ticketId' in body) || !body.ticketId) throw new Error('no ticket');
  return body.ticketId;
}

async function reply(ticketId: string, text = 'Ya quedó, pruebe de nuevo.') {
  const answer = await app.call(replyToTicket, { as: agent, params: { ticketId }, body: { text } });
  expect(answer.code).toBeNull();
  return answer.body;
}

async function delivery(ticketId: string) {
  const { body } = await app.call(getTicket, { as: agent, params: { ticketId } });
  return body.messages.findLast(({ direction }) => direction === 'out')!.delivery!;
}

/** Waits until the number of tries is reached and none is under way. */
const tried = (ticketId: string, attempts: number) =>
  eventually(`try ${attempts}`, async () => {
    const { rows } = await sql`select 1 from outbound_messages
      where ticket_id = ${ticketId} and attempts = ${attempts}
        and (state <> 'queued' or (leased_until is null and next_try_at > ${app.clock.now()}))`.execute(
      app.platform.db,
    );
    return rows.length === 1 ? delivery(ticketId) : null;
  });

const waitOf = ({ nextTryAt }: { nextTryAt: string | null }) =>
  Date.parse(nextTryAt ?? '') - app.clock.now().getTime();

/** What somebody who asks for a try does to a server that rests: it is asked again. */
const letServerRest = async () => {
  await sql`select pg_notify('ventanilla_outbound_asked', '')`.execute(app.platform.db);
  await new Promise((resolve) => setTimeout(resolve, 50));
};

const mailbox = (smtp: MailServer | null = sink.server) => seedMailbox(app, { smtp });

test('an answer leaves as mail of the mailbox, threaded, and is marked sent', async () => {
  await mailbox();
  const ticketId = await receive({
    messageId: '<pregunta@colegio.example>',
    references: '<antes@colegio.example>',
  });
  await reply(ticketId);
  const sent = await eventually('sent', async () => {
    const now = await delivery(ticketId);
    return now.state === 'sent' ? now : null;
  });
  expect(sent).toMatchObject({ attempts: 1, local: false, serverSaid: null });
  expect(sink.mails).toHaveLength(1);
  const mail = sink.mails[0]!;
  expect(mail).toMatchObject({ from: mailboxAddress, to: ['ana@colegio.example'] });
  const { rows } = await sql<{ external_id: string }>`select external_id from outbound_messages`.execute(
    app.platform.db,
  );
  expect(mail.raw).toContain(`Message-ID: <${rows[0]!.external_id}>`);
  expect(mail.raw).toContain('In-Reply-To: <pregunta@colegio.example>');
  expect(mail.raw.replace(/\r\n\s+/g, ' ')).toContain(
    'References: <antes@colegio.example> <pregunta@colegio.example>',
  );
  expect(mail.raw).toMatch(/^Reply-To: soporte\+t1-k1-[a-z2-7]{24}@escuela\.example\r$/m);
  expect(mail.raw).toMatch(/Subject: Re: No puedo entrar/);
});

test('the customer’s answer to our mail comes back to the same ticket', async () => {
  await mailbox();
  const ticketId = await receive();
  await reply(ticketId);
  const mail = await eventually('mail', () => sink.mails[0]);
  const ourId = /Message-ID: (<[^>]+>)/.exec(mail.raw)![1]!;
  expect(await receive({ inReplyTo: ourId, body: 'Gracias' })).toBe(ticketId);
});

test('without an outgoing server the mail stays in the local outbox, for an administrator to read', async () => {
  await mailbox(null);
  const ticketId = await receive();
  await reply(ticketId, 'Texto de la respuesta');
  await eventually('local', async () => (await delivery(ticketId)).local);
  const list = await app.call(listOutbox, { as: admin });
  expect(list.body.items).toHaveLength(1);
  expect(list.body.items[0]).toMatchObject({ local: true, state: 'sent', to: ['ana@colegio.example'] });
  const item = await app.call(getOutboxItem, { as: admin, params: { outboundId: list.body.items[0]!.id } });
  expect(item.body).toMatchObject({ text: 'Texto de la respuesta' });
  expect((await app.call(listOutbox, { as: agent })).code).toBe('auth.forbidden');
});

test('a server that says 4xx is tried again later with growing waits, as the same mail', async () => {
  await mailbox();
  sink.answer(() => ({ code: 451, said: 'Vuelva en un rato' }));
  const ticketId = await receive();
  await reply(ticketId);
  const first = await tried(ticketId, 1);
  expect(first.state).toBe('queued');
  expect(first.serverSaid).toContain('Vuelva en un rato');
  expect(waitOf(first)).toBeGreaterThanOrEqual(30_000);
  app.clock.advance(waitOf(first));
  const second = await tried(ticketId, 2);
  expect(waitOf(second)).toBeGreaterThanOrEqual(60_000);
  sink.answer(() => null);
  app.clock.advance(waitOf(second));
  expect(await tried(ticketId, 3)).toMatchObject({ state: 'sent', serverSaid: null });
  expect(sink.mails).toHaveLength(1);
});

test('a server that says 5xx is final at once, in its words; an administrator’s retry sends the same Message-ID', async () => {
  await mailbox();
  const seen: string[] = [];
  sink.answer((mail) => {
    seen.push(/Message-ID: (\S+)/.exec(mail.raw)![1]!);
    return { code: 550, said: 'Usuario desconocido aquí' };
  });
  const ticketId = await receive();
  await reply(ticketId);
  const failed = await eventually('failed', async () => {
    const now = await delivery(ticketId);
    return now.state === 'failed' ? now : null;
  });
  expect(failed).toMatchObject({ attempts: 1, nextTryAt: null });
  expect(failed.serverSaid).toContain('Usuario desconocido aquí');
  expect(sink.tries()).toBe(1);
  const [item] = (await app.call(listOutbox, { as: admin, query: { state: 'failed' } })).body.items;
  sink.answer(() => null);
  const retried = await app.call(retryOutboxItem, { as: admin, params: { outboundId: item!.id } });
  expect(retried.body).toMatchObject({ state: 'queued' });
  const mail = await eventually('sent after all', () => sink.mails[0]);
  expect(mail.raw).toContain(`Message-ID: ${seen[0]}`);
  await eventually('marked', async () => (await delivery(ticketId)).state === 'sent');
  expect((await app.call(retryOutboxItem, { as: admin, params: { outboundId: item!.id } })).code).toBe(
    'outbox.not_failed',
  );
  const unknown = { outboundId: app.platform.ids.uuid() };
  expect((await app.call(getOutboxItem, { as: admin, params: unknown })).code).toBe('outbox.not_found');
});

test('a dead server is tried for 48 hours, then the mail is failed; a retry by hand begins anew', async () => {
  await mailbox({ host: '127.0.0.1', port: await freePort(), security: 'none', user: '' });
  const ticketId = await receive();
  await reply(ticketId);
  const { outboundId } = await tried(ticketId, 1);
  await letServerRest();
  app.clock.advance(47 * 3_600_000);
  const waiting = await tried(ticketId, 2);
  expect(waiting.state).toBe('queued');
  await letServerRest();
  app.clock.advance(waitOf(waiting) + 3_600_000);
  const last = await tried(ticketId, 3);
  expect(last.state).toBe('failed');
  expect(last.serverSaid).toMatch(/ECONNREFUSED/);
  await app.call(retryOutboxItem, { as: agent, params: { outboundId } });
  expect(await tried(ticketId, 1)).toMatchObject({ state: 'queued' });
}, 60_000);

test('a mail that waits after a failed try goes at once when somebody asks, and its tries are counted on', async () => {
  const port = await freePort();
  await mailbox({ host: '127.0.0.1', port, security: 'none', user: '' });
  const ticketId = await receive();
  await reply(ticketId);
  const waiting = await tried(ticketId, 1);
  await sink.close();
  sink = await startSmtpSink({ port });
  const params = { outboundId: waiting.outboundId };
  const asked = await app.call(retryOutboxItem, { as: agent, params });
  expect(asked.body).toMatchObject({ state: 'queued', attempts: 1 });
  await eventually('sent', async () => (await delivery(ticketId)).state === 'sent');
  expect(sink.mails).toHaveLength(1);
  expect((await app.call(retryOutboxItem, { as: agent, params })).code).toBe('outbox.not_failed');
});

test('a wrong password fails no mail: it leaves once the mailbox is mended', async () => {
  await sink.close();
  sink = await startSmtpSink({ password: 'buena-clave' });
  const id = await mailbox();
  const change = async (password: string, version: number) =>
    app.call(updateMailbox, {
      as: admin,
      params: { mailboxId: id },
      headers: { 'if-match': `"${version}"` },
      body: { smtp: { ...sink.server, password } },
    });
  expect((await change('mala-clave', 1)).code).toBeNull();
  const ticketId = await receive();
  await reply(ticketId);
  const first = await tried(ticketId, 1);
  expect(first.state).toBe('queued');
  expect(first.serverSaid).toContain('Clave incorrecta');
  expect((await change('buena-clave', 2)).code).toBeNull();
  app.clock.advance(waitOf(first));
  await eventually('sent', () => sink.mails.length === 1);
});

test('a dead server of one mailbox delays no mail of another', async () => {
  await seedMailbox(app, {
    address: 'muerto@escuela.example',
    smtp: { host: '192.0.2.1', port: 25, security: 'none', user: '' },
  });
  await seedMailbox(app, { address: 'vivo@escuela.example', isDefault: false, smtp: sink.server });
  const dead = await receive({ to: 'muerto@escuela.example' });
  const alive = await receive({ to: 'vivo@escuela.example' });
  for (let at = 0; at < 12; at += 1) await reply(dead, `Respuesta ${at}`);
  await reply(alive);
  await eventually('the living one is sent', () => sink.mails.length === 1, 5_000);
  expect((await delivery(dead)).state).toBe('queued');
});

test('a mailbox sends no more in a minute than an administrator lets it, and goes on in the next', async () => {
  const mailboxId = await mailbox();
  const params = { mailboxId };
  const known = await app.call(getMailboxSending, { as: admin, params });
  expect(known.body).toMatchObject({
    set: { perMinute: null, connections: null, mailMegabytes: null },
    provider: { perMinute: null, connections: 3, mailMegabytes: 20 },
  });
  const change = (version: number) =>
    app.call(setMailboxSending, {
      as: admin,
      params,
      headers: { 'if-match': `"${version}"` },
      body: { perMinute: 2, connections: 1, mailMegabytes: null },
    });
  expect((await change(known.body.version)).body.set.perMinute).toBe(2);
  expect((await change(known.body.version)).code).toBe('mailboxes.stale_version');
  const ticketId = await receive();
  for (let at = 0; at < 3; at += 1) await reply(ticketId, `Respuesta ${at}`);
  await eventually('two mails', () => sink.mails.length === 2);
  await new Promise((resolve) => setTimeout(resolve, 1_200));
  expect(sink.tries()).toBe(2);
  app.clock.advance(60_001);
  await eventually('the third', () => sink.mails.length === 3);
});

test('two processes share the queue and send each mail once', async () => {
  await mailbox();
  const other = await createTestApp({ start: true, beside: app });
  const tickets: string[] = [];
  for (let at = 0; at < 8; at += 1) tickets.push(await receive({ subject: `Caso ${at}` }));
  await Promise.all(tickets.map((ticketId) => reply(ticketId)));
  await eventually('eight mails', () => sink.mails.length >= 8);
  await new Promise((resolve) => setTimeout(resolve, 1_200));
  await other.close();
  expect(sink.tries()).toBe(8);
});
