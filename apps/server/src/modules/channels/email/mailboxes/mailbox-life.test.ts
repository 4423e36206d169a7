import {
  createMailbox,
  disconnectMailbox,
  guessMailbox,
  intakeEmail,
  listMailboxes,
  restoreMailbox,
  updateMailbox,
} from '@ventanilla/contracts/channels';
import { createDepartment } from '@ventanilla/contracts/departments';
import { getTicket, replyToTicket } from '@ventanilla/contracts/tickets';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  eventually,
  mailboxAddress,
  makeMail,
  type SmtpSink,
  seedMailbox,
  startSmtpSink,
} from '../../../../testing/mail.ts';
import { createTestApp, seedAgents, type TestApp } from '../../../../testing/test-app.ts';
import { checkDomain } from './check-domain.ts';
import { guessServers } from './guess-servers.ts';

let app: TestApp;
let sink: SmtpSink;
let admin: string;

beforeAll(async () => {
  sink = await startSmtpSink();
  app = await createTestApp({ start: true, env: { VENTANILLA_MAIL_PARSERS: '1' } });
  await seedMailbox(app, { smtp: sink.server });
  [admin] = (await seedAgents(app, [{ name: 'Rosa Gil', roleKey: 'admin' }])) as [string];
});
afterAll(async () => {
  await app.close();
  await sink.close();
});

const find = async (address: string) =>
  (await app.call(listMailboxes, { as: admin })).body.items.find((each) => each.address === address);
async function seen(address: string) {
  const found = await find(address);
  if (!found) throw new Error(`no mailbox ${address}`);
  const headers = { 'if-match': `"${found.version}"` };
  return { mailbox: found, as: admin, params: { mailboxId: found.id }, headers };
}
const create = (address: string, body: object = {}) =>
  app.call(createMailbox, { as: admin, body: { name: 'Ventas', address, ...body } });
async function receive(mail: Parameters<typeof makeMail>[0]) {
  const answer = await app.call(intakeEmail, {
    body: makeMail(mail),
    headers: { 'x-test-scopes': 'intake:write' },
  });
  if (!('action' in answer.body)) throw new Error('no result in time');
  return answer.body;
}
const setAliases = async (aliases: string[]) => {
  const { as, params, headers } = await seen(mailboxAddress);
  return app.call(updateMailbox, { as, params, headers, body: { aliases } });
};

test('mail to an alias arrives, is answered from the alias, and the signed answer comes back to its ticket', async () => {
  expect((await setAliases(['Cursos@escuela.example', mailboxAddress])).body.aliases).toEqual([
    'cursos@escuela.example',
  ]);
  const { ticketId } = await receive({ to: 'Cursos <cursos@escuela.example>', subject: 'Inscripción' });
  const { body: ticket } = await app.call(getTicket, { as: admin, params: { ticketId: ticketId! } });
  expect(ticket.replyTo?.from).toBe('cursos@escuela.example');
  await app.call(replyToTicket, { as: admin, params: { ticketId: ticketId! }, body: { text: 'Claro' } });
  const sent = await eventually('the answer', () => sink.mails.find(({ raw }) => raw.includes('Claro')));
  expect(sent.from).toBe('cursos@escuela.example');
  const replyTo = /^Reply-To: <?(\S+?)>?\r$/m.exec(sent.raw)?.[1] ?? '';
  expect(replyTo).toMatch(/^cursos\+t\d+/);
  const answer = await receive({ to: replyTo, subject: 'Otro asunto' });
  expect([answer.action, answer.ticketId]).toEqual(['appended', ticketId]);

  const copy = sent.raw.replace(/^To: .*\r$/m, `To: ${mailboxAddress}\r`);
  const own = await app.call(intakeEmail, {
    body: Buffer.from(copy),
    headers: { 'x-test-scopes': 'intake:write' },
  });
  expect(own.body).toMatchObject({ action: 'ignored' });
});

test('an address belongs to one mailbox, as its own or as an alias', async () => {
  await setAliases(['cursos@escuela.example']);
  expect((await create('CURSOS@escuela.example')).code).toBe('mailboxes.address_taken');
  expect((await create('becas@escuela.example', { aliases: [mailboxAddress] })).code).toBe(
    'mailboxes.address_taken',
  );
  await create('becas@escuela.example');
  expect((await setAliases(['becas@escuela.example'])).code).toBe('mailboxes.address_taken');
});

test('the settings of before come back with their password, and forward again', async () => {
  const server = {
    host: 'uno.example',
    port: 993,
    security: 'tls' as const,
    user: 'a',
    password: 'clave-uno',
  };
  await create('pagos@escuela.example', { imap: server });
  const first = await seen('pagos@escuela.example');
  expect((await app.call(restoreMailbox, first)).code).toBe('mailboxes.nothing_before');
  const { as, params, headers } = first;
  const changed = await app.call(updateMailbox, {
    as,
    params,
    headers,
    body: { imap: { ...server, host: 'dos.example', password: 'clave-dos' } },
  });
  expect(changed.body).toMatchObject({ hasPrevious: true, imap: { host: 'dos.example' } });
  const back = await app.call(restoreMailbox, await seen('pagos@escuela.example'));
  expect(back.body.imap).toMatchObject({ host: 'uno.example', hasPassword: true });
  const forward = await app.call(restoreMailbox, await seen('pagos@escuela.example'));
  expect(forward.body.imap).toMatchObject({ host: 'dos.example', hasPassword: true });
  expect((await app.call(restoreMailbox, first)).code).toBe('mailboxes.stale_version');
});

test('a mailbox is not disconnected while mail leaves by it; then another answers its tickets, until it is back', async () => {
  await create('quejas@escuela.example', { smtp: { ...sink.server, port: 1 } });
  const { ticketId } = await receive({ to: 'quejas@escuela.example', subject: 'Una queja' });
  await app.call(replyToTicket, { as: admin, params: { ticketId: ticketId! }, body: { text: 'Perdón' } });
  const refused = await app.call(disconnectMailbox, await seen('quejas@escuela.example'));
  expect(refused.code).toBe('mailboxes.mails_waiting');
  // Not while its first try is under way, which would put it back.
  await eventually('the mail given up after its first try', async () => {
    const given = await sql`update outbound_messages set state = 'failed'
      where ticket_id = ${ticketId} and attempts > 0 and leased_until is null`.execute(app.platform.db);
    return given.numAffectedRows === 1n;
  });
  const { id } = (await seen('quejas@escuela.example')).mailbox;
  expect((await app.call(disconnectMailbox, await seen('quejas@escuela.example'))).status).toBe(204);
  expect(await find('quejas@escuela.example')).toBeUndefined();
  const { body } = await app.call(getTicket, { as: admin, params: { ticketId: ticketId! } });
  expect([body.ticket.subject, body.replyTo?.from]).toEqual(['Una queja', mailboxAddress]);
  expect((await create('quejas@escuela.example')).body).toMatchObject({ id, state: 'active', aliases: [] });
});

test('a mailbox is given a department that takes tickets, keeps it through other changes, and loses it by wish', async () => {
  const { body: department } = await app.call(createDepartment, {
    as: admin,
    body: { name: 'Becas', memberIds: [] },
  });
  const change = async (body: object) => {
    const { as, params, headers } = await seen('becas@escuela.example');
    return app.call(updateMailbox, { as, params, headers, body });
  };
  expect((await change({ departmentId: department.id })).body.departmentId).toBe(department.id);
  expect((await change({ name: 'Becas y apoyos' })).body.departmentId).toBe(department.id);
  const nobodys = '01890000-0000-7000-8000-000000000000';
  expect((await change({ departmentId: nobodys })).code).toBe('departments.not_found');
  expect((await change({ departmentId: null })).body.departmentId).toBeNull();
});

test('the default passes on, by choice or by going away, and the last mailbox stays', async () => {
  const { as, params, headers } = await seen('becas@escuela.example');
  const made = await app.call(updateMailbox, { as, params, headers, body: { isDefault: true } });
  expect([made.body.isDefault, (await find(mailboxAddress))?.isDefault]).toEqual([true, false]);
  for (const address of ['becas', 'pagos', 'quejas'].map((name) => `${name}@escuela.example`))
    expect((await app.call(disconnectMailbox, await seen(address))).status).toBe(204);
  expect((await find(mailboxAddress))?.isDefault).toBe(true);
  expect((await app.call(disconnectMailbox, await seen(mailboxAddress))).code).toBe('mailboxes.last_one');
});

test('the provider of an address is told by its domain, else by who receives for it, else guessed', async () => {
  const known = await app.call(guessMailbox, { as: admin, body: { address: 'Ana@Gmail.com' } });
  expect(known.body).toMatchObject({ provider: 'google', by: 'domain', imap: { host: 'imap.gmail.com' } });
  const resolve = async () => [{ priority: 1, exchange: 'escuela-mx.mail.protection.outlook.com' }] as never;
  expect(await guessServers({ address: 'a@escuela.example' }, { resolve })).toMatchObject({
    provider: 'microsoft',
    by: 'mx',
  });
  const silent = () => Promise.reject(Object.assign(new Error('x'), { code: 'ETIMEOUT' }));
  expect(await guessServers({ address: 'a@escuela.example' }, { resolve: silent })).toMatchObject({
    provider: 'other',
    by: 'guess',
    smtp: { host: 'smtp.escuela.example', port: 587 },
  });
});

test('what a domain says of its mail is told, and what cannot be known is unknown', async () => {
  const records: Record<string, string[][]> = {
    'avisos.escuela.example': [['otra=cosa'], ['v=spf1 include:x ', '~all']],
    '_dmarc.escuela.example': [['v=DMARC1; p=none']],
    'google._domainkey.avisos.escuela.example': [['v=DKIM1; p=MIGf']],
  };
  const resolve = async (name: string) => {
    const found = records[name];
    if (!found) throw Object.assign(new Error('none'), { code: 'ENODATA' });
    return found as never;
  };
  const address = 'a@avisos.escuela.example';
  expect(await checkDomain({ address }, { resolve })).toMatchObject({ spf: 'ok', dkim: 'ok', dmarc: 'ok' });
  const bare = await checkDomain({ address: 'a@otra.example' }, { resolve });
  expect(bare).toMatchObject({ spf: 'missing', dkim: 'unknown', dmarc: 'missing' });
  const silent = () => Promise.reject(Object.assign(new Error('x'), { code: 'ESERVFAIL' }));
  expect(await checkDomain({ address }, { resolve: silent })).toMatchObject({
    spf: 'unknown',
    dmarc: 'unknown',
  });
});
