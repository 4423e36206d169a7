import { setBackupSettings } from '@ventanilla/contracts/backups';
import { createMailbox, updateMailbox } from '@ventanilla/contracts/channels';
import { createAgent, createApiKey, revokeApiKey, updateAgent } from '@ventanilla/contracts/identity';
import { updateOwnOrganization } from '@ventanilla/contracts/organization';
import { setTicketRules } from '@ventanilla/contracts/ticket-rules';
import {
  addNote,
  assignTicket,
  closeTicket,
  ignoreTicket,
  releaseTicket,
  reopenTicket,
  replyToTicket,
  takeTicket,
  updateTicket,
} from '@ventanilla/contracts/tickets';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createInstallation, signInAs } from './browser.ts';
import { receive } from './received.ts';
import type { TestApp } from './test-app.ts';

let app: TestApp;
let admin: Awaited<ReturnType<typeof createInstallation>>['admin'];
let me: string;
let other: { id: string; version: number };
let ticket: string;
let answered: string;
let mailbox: { id: string; version: number };
let keyId: string;

beforeAll(async () => {
  const made = await createInstallation();
  app = made.test;
  admin = made.admin;
  me = made.me.agent.id;
  const account = (
    await app.platform.db
      .selectFrom('channel_accounts')
      .select('id')
      .where('is_default', '=', true)
      .executeTakeFirstOrThrow()
  ).id;
  ticket = (await receive(app, account, { from: 'ana@familia.mx' })).ticketId;
  answered = (await receive(app, account, { from: 'beto@familia.mx' })).ticketId;
});

afterAll(() => app.close());

interface Entry {
  place: 'log' | 'audit';
  id: string;
  what: string;
  by: string | null;
  details: Record<string, unknown>;
}

const versionOf = async (ticketId: string) =>
  String(
    (
      await app.platform.db
        .selectFrom('tickets')
        .select('version')
        .where('id', '=', ticketId)
        .executeTakeFirstOrThrow()
    ).version,
  );

/** Everything that the log and the audit log say. */
async function allEntries(): Promise<Entry[]> {
  const { rows } = await sql<Entry>`
    select 'log' as place, id::text as id, type as what, actor->>'id' as by, payload as details from events
    union all
    select 'audit', id::text, action, actor->>'id', details from audit_log`.execute(app.platform.db);
  return rows;
}

/** What they say of one change. */
async function entriesOf(change: () => Promise<{ status: number }>): Promise<Entry[]> {
  const before = new Set((await allEntries()).map(({ id }) => id));
  const { status } = await change();
  expect(status).toBeLessThan(300);
  return (await allEntries()).filter(({ id }) => !before.has(id));
}

const params = () => ({ ticketId: ticket });

/** Each kind of change, the one entry that it leaves, and what of before and after the entry must say. */
const changes: [string, () => Promise<{ status: number }>, string, string[]][] = [
  [
    'taking a ticket',
    () => admin.call(takeTicket, { params: params() }),
    'ticket.owner_changed',
    ['from', 'to'],
  ],
  [
    'releasing it',
    () => admin.call(releaseTicket, { params: params() }),
    'ticket.owner_changed',
    ['from', 'to'],
  ],
  [
    'a new agent',
    async () => {
      const body = {
        name: 'Eva',
        email: 'eva@colegio.example',
        password: 'una frase muy larga',
        roleKey: 'agent' as const,
      };
      const answer = await admin.call(createAgent, { body });
      other = answer.body as typeof other;
      return answer;
    },
    'agent.created',
    ['roleKey'],
  ],
  [
    'assigning it',
    () => admin.call(assignTicket, { params: params(), body: { agentId: other.id } }),
    'ticket.owner_changed',
    ['from', 'to'],
  ],
  [
    'another role',
    async () => {
      const headers = { 'if-match': String(other.version) };
      return admin.call(updateAgent, {
        params: { agentId: other.id },
        body: { roleKey: 'supervisor' },
        headers,
      });
    },
    'agent.changed',
    ['roleKey', 'before'],
  ],
  [
    'another status',
    async () =>
      admin.call(updateTicket, {
        params: params(),
        body: { statusKey: 'waiting_customer' },
        headers: { 'if-match': await versionOf(ticket) },
      }),
    'ticket.status_changed',
    ['from', 'to'],
  ],
  [
    'a note',
    () => admin.call(addNote, { params: params(), body: { text: 'Ojo' } }),
    'message.added',
    ['visibility'],
  ],
  [
    'ignoring it',
    () => admin.call(ignoreTicket, { params: params() }),
    'ticket.status_changed',
    ['from', 'to'],
  ],
  [
    'opening it again',
    () => admin.call(reopenTicket, { params: params() }),
    'ticket.status_changed',
    ['from', 'to'],
  ],
  [
    'an answer',
    () => admin.call(replyToTicket, { params: { ticketId: answered }, body: { text: 'Va' } }),
    'message.added',
    ['direction'],
  ],
  [
    'closing it',
    () => admin.call(closeTicket, { params: { ticketId: answered } }),
    'ticket.status_changed',
    ['from', 'to'],
  ],
  [
    'a new mailbox',
    async () => {
      const answer = await admin.call(createMailbox, {
        body: { name: 'Dos', address: 'dos@colegio.example', imap: null, smtp: null },
      });
      mailbox = answer.body as typeof mailbox;
      return answer;
    },
    'mailbox.created',
    [],
  ],
  [
    'pausing it',
    () =>
      admin.call(updateMailbox, {
        params: { mailboxId: mailbox.id },
        body: { paused: true },
        headers: { 'if-match': String(mailbox.version) },
      }),
    'mailbox.changed',
    [],
  ],
  [
    'a new key',
    async () => {
      const answer = await admin.call(createApiKey, { body: { name: 'Caja', scopes: ['intake:write'] } });
      keyId = (answer.body as { id: string }).id;
      return answer;
    },
    'api_key.created',
    ['scopes'],
  ],
  ['revoking it', () => admin.call(revokeApiKey, { params: { apiKeyId: keyId } }), 'api_key.revoked', []],
  [
    'a rule of tickets',
    () => admin.call(setTicketRules, { body: { reopenDays: 3 } }),
    'setting.changed',
    ['days'],
  ],
  [
    'the schedule of backups',
    () =>
      admin.call(setBackupSettings, {
        body: {
          enabled: false,
          hour: 4,
          folder: `${app.dataDir}/backups`,
          keepDaily: 1,
          keepWeekly: 0,
          keepMonthly: 0,
        },
      }),
    'backups.changed',
    ['hour'],
  ],
  [
    'the organisation',
    () => admin.call(updateOwnOrganization, { body: { addressForm: 'usted' }, headers: { 'if-match': '1' } }),
    'organization.changed',
    ['fields'],
  ],
];

test.each(changes)(
  'A28: %s leaves one entry, with who did it and what it was and is',
  async (_, change, what, said) => {
    const entries = await entriesOf(change);
    expect(entries).toContainEqual(expect.objectContaining({ what, by: me }));
    const told = entries.filter(
      (entry) => entry.what === what && said.every((field) => field in entry.details),
    );
    // The log says it to the product and the audit log to people: never twice in one of them.
    const places = told.map(({ place }) => place);
    expect(places.length).toBeGreaterThan(0);
    expect(places).toEqual([...new Set(places)]);
  },
);

test('A28: signing in, and failing to, leave one entry each', async () => {
  const right = await entriesOf(async () => {
    const { result } = await signInAs(app, {
      email: 'eva@colegio.example',
      password: 'una frase muy larga',
    });
    return result;
  });
  expect(right.map(({ what, by }) => [what, by])).toEqual([['session.opened', other.id]]);
  const wrong = await entriesOf(async () => {
    await signInAs(app, { email: 'eva@colegio.example', password: 'otra frase cualquiera' });
    return { status: 200 };
  });
  expect(wrong.map(({ what }) => what)).toEqual(['session.refused']);
});
