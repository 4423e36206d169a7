import { mkdtempSync, rmSync } from 'node:fs';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeMail } from '../testing/mail.ts';
import { buildPrograms, type SpawnedServer, spawnServer } from '../testing/spawn-server.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts';

/** Words that occur nowhere else, so that finding one is finding a person. */
const contacts = [
  { name: 'Xóchitl Zaldívar', email: 'xochitl.zaldivar@colegio-quetzal.example', phone: '+52 55 1234 9876' },
  { name: 'Íñigo Belaunzarán', email: 'inigo.b@liceo-ombu.example', phone: '5598761234' },
  { name: 'Wendolyn Öztürk', email: 'w.ozturk@escuela-ceibo.example', phone: '(33) 4455-6677' },
];
const agent = {
  name: 'Casilda Urquijo',
  email: 'casilda.urquijo@ventana.example',
  password: 'tiza verde de agosto',
};
const second = {
  name: 'Baltasar Nieva',
  email: 'baltasar.nieva@ventana.example',
  password: 'cuaderno rayado 77',
};
const subject = 'Boletas desaparecidas de Zaldívar';
const secrets = ['clave-smtp-9Qz', 'clave-imap-7Wk'];

let database: TestDatabase;
let server: SpawnedServer;
let address: string;
let owner: pg.Client;
let cookie = '';
const data = mkdtempSync('/tmp/vt-personal-');

beforeAll(buildPrograms);
beforeAll(async () => {
  database = await createTestDatabase();
  owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  server = spawnServer({
    args: ['--port=0'],
    env: {
      VENTANILLA_DATA: data,
      DATABASE_URL: database.url,
      DATABASE_MIGRATION_URL: database.ownerUrl,
      VENTANILLA_LOG_LEVEL: 'debug',
      VENTANILLA_PASSWORD_MEMORY_KIB: '1024',
    },
  });
  address = await server.address();
});
afterAll(async () => {
  await server.stop();
  await owner.end();
  await database.drop();
  rmSync(data, { recursive: true, force: true });
});

async function call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const bytes = body instanceof Uint8Array;
  const response = await fetch(`${address}${path}`, {
    method,
    headers: {
      ...(body === undefined ? {} : { 'content-type': bytes ? 'message/rfc822' : 'application/json' }),
      ...(cookie ? { cookie } : {}),
      ...headers,
    },
    ...(body === undefined ? {} : { body: bytes ? Buffer.from(body) : JSON.stringify(body) }),
  });
  cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? cookie;
  const text = await response.text();
  return { status: response.status, body: text.startsWith('{') ? JSON.parse(text) : text };
}

/** A working day: set-up, a colleague, a key, mailboxes that fail, mails, answers, notes, mistakes. */
async function liveThroughADay() {
  const token = (await server.waitFor(/setup#token=(\S+)/)) ?? '';
  const setup = await call('POST', '/api/v1/setup', {
    ...agent,
    token,
    organizationName: 'Escuelas del Ombú',
  });
  expect(setup.status).toBe(201);
  const made = await call('POST', '/api/v1/agents', { ...second, roleKey: 'agent' });
  expect(made.status).toBe(201);
  await call('POST', '/api/v1/agents', { ...second, roleKey: 'agent' });
  await call('POST', '/api/v1/agents', {
    ...second,
    email: contacts[0]!.email.replace('@', ' '),
    roleKey: 'agent',
  });
  const dead = (password: string) => ({
    host: '127.0.0.1',
    port: 1,
    security: 'none',
    user: second.email,
    password,
  });
  const mailbox = await call('POST', '/api/v1/mailboxes', {
    name: 'Soporte',
    address: 'soporte@escuela.example',
    smtp: dead(secrets[0]!),
    imap: dead(secrets[1]!),
  });
  expect(mailbox.status).toBe(201);
  const key = await call('POST', '/api/v1/api-keys', { name: 'Intake de Casilda', scopes: ['intake:write'] });
  expect(key.status).toBe(201);
  secrets.push(key.body.secret, token);

  const tickets = [];
  for (const contact of contacts) {
    const body = `Hola, soy ${contact.name}. Mi teléfono es ${contact.phone}.`;
    const from = `${contact.name} <${contact.email}>`;
    const mail = makeMail({ from, subject, body, to: 'soporte@escuela.example' });
    const taken = await call('POST', '/api/v1/intake/email?recipient=soporte@escuela.example', mail, {
      authorization: `Bearer ${key.body.secret}`,
      cookie: '',
    });
    expect([taken.status, taken.body.action]).toEqual([200, 'created']);
    tickets.push(taken.body.ticketId as string);
  }
  for (const ticketId of tickets) {
    const text = `Estimada ${contacts[0]!.name}: le llamamos al ${contacts[0]!.phone}.`;
    expect((await call('POST', `/api/v1/tickets/${ticketId}/take`)).status).toBe(200);
    expect((await call('POST', `/api/v1/tickets/${ticketId}/notes`, { text })).status).toBe(201);
    const reply = { text, cc: [contacts[1]!.email] };
    expect((await call('POST', `/api/v1/tickets/${ticketId}/reply`, reply)).status).toBe(201);
    expect((await call('POST', `/api/v1/tickets/${ticketId}/assign`, { agentId: made.body.id })).status).toBe(
      200,
    );
    expect((await call('POST', `/api/v1/tickets/${ticketId}/close`)).status).toBe(200);
  }
  await makeMistakes(tickets[0]!);
}

async function makeMistakes(ticketId: string) {
  const [contact] = contacts;
  await call('POST', `/api/v1/tickets/${ticketId}/reply`, { text: contact!.name, cc: [contact!.name] });
  await call('GET', `/api/v1/tickets?q=${encodeURIComponent(contact!.name)}`);
  await call('GET', `/api/v1/tickets/${encodeURIComponent(contact!.name)}`);
  await call('GET', `/api/v1/tickets?cursor=${encodeURIComponent(contact!.email)}`);
  await call('POST', '/api/v1/intake/email', Buffer.from(`From: ${contact!.email}\r\n\r\n\0`));
  cookie = '';
  await call('POST', '/api/v1/session', { email: contact!.email, password: agent.password });
  await call('GET', '/api/v1/session', undefined, { authorization: `Bearer vk_${contact!.name}` });
  expect(
    (await call('POST', '/api/v1/session', { email: second.email, password: second.password })).status,
  ).toBe(200);
}

/** The name, each of its words, the address, and the phone with and without its signs. */
function tracesOf({ name, email, phone }: { name: string; email: string; phone?: string }): string[] {
  return [name, ...name.split(' '), email, ...(phone ? [phone, phone.replace(/\D/g, '')] : [])];
}

function expectNone(text: string, traces: readonly string[], where: string) {
  const lower = text.toLowerCase();
  const found = traces.filter((trace) => lower.includes(trace.toLowerCase()));
  expect(found, where).toEqual([]);
}

async function textOf(query: string): Promise<{ text: string; count: number }> {
  const { rows } = await owner.query(query);
  return { text: JSON.stringify(rows), count: rows.length };
}

it('no event, job, audit line or log line holds a name, an address, a phone, a subject or a secret', async () => {
  await liveThroughADay();
  const failed = async () => (await textOf('select from outbound_messages where attempts > 0')).count;
  await expect.poll(failed, { timeout: 20_000 }).toBeGreaterThan(0);

  const people = contacts.flatMap(tracesOf);
  const colleagues = [...tracesOf(agent), ...tracesOf(second)];
  const passwords = [agent.password, second.password, ...secrets];
  const everything = [...people, ...colleagues, ...passwords, 'desaparecidas'];

  const events = await textOf('select * from events');
  expect(events.count).toBeGreaterThan(15);
  expectNone(events.text, everything, 'events');
  const timers = await textOf('select * from timers');
  expectNone(timers.text, everything, 'timers');
  const jobs = await textOf(
    'select data, output, singleton_key from pgboss.job union all select data, output, singleton_key from pgboss.archive',
  );
  expectNone(jobs.text, everything, 'jobs');
  const schedules = await textOf('select * from pgboss.schedule');
  expect(schedules.count).toBeGreaterThan(0);
  expectNone(schedules.text, everything, 'schedules');
  const audit = await textOf('select * from audit_log');
  expect(audit.count).toBeGreaterThan(2);
  expectNone(audit.text, [...people, ...passwords], 'audit log');

  await server.stop();
  const lines = server.stderr().trim().split('\n');
  expect(lines.length, 'something was logged').toBeGreaterThan(1);
  expectNone(server.stderr(), everything, 'log');
});
