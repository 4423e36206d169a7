import { getAcknowledgement, setAcknowledgement } from '@ventanilla/contracts/acknowledgements';
import { intakeEmail } from '@ventanilla/contracts/channels';
import { getTicket } from '@ventanilla/contracts/tickets';
import { sql } from 'kysely';
import type { MailServer } from '../modules/channels/channels.tables.ts';
import { type MailText, makeMail, seedMailbox } from './mail.ts';
import { createTestApp, seedAgents, type TestApp } from './test-app.ts';

/** A running server with one mailbox that takes mail by API, an agent and an administrator. */
export async function openMailGround(options: { address?: string; smtp?: MailServer | null } = {}) {
  const app = await createTestApp({
    start: true,
    env: { VENTANILLA_MAIL_PARSERS: '1', VENTANILLA_TRUSTED_MAIL_SERVERS: 'mx.escuela.example' },
  });
  const [ana, admin] = (await seedAgents(app, [
    { name: 'Ana Solis' },
    { name: 'Rosa Gil', roleKey: 'admin' },
  ])) as [string, string];
  const mailboxId = await seedMailbox(app, options);
  return {
    app,
    ana,
    admin,
    mailboxId,
    post: (body: Buffer) => post(app, body),
    /** A mail a second later; `recipient` is the address of its envelope. */
    write(mail: MailText, recipient?: string) {
      app.clock.advance(1_000);
      return post(app, makeMail(mail), recipient);
    },
    /** Turns the mailbox's automatic answer on, with the product's own texts unless others are given. */
    acknowledge: (template?: { subject: string; body: string }) =>
      turnOn(app, { admin, mailboxId, template }),
    async detail(ticketId: string) {
      return (await app.call(getTicket, { as: ana, params: { ticketId } })).body;
    },
    async count(what: string) {
      const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${sql.raw(what)}`.execute(
        app.platform.db,
      );
      return rows[0]!.n;
    },
    close: () => app.close(),
  };
}
export type MailGround = Awaited<ReturnType<typeof openMailGround>>;

async function post(app: TestApp, body: Buffer, recipient?: string) {
  const query = recipient ? { recipient } : {};
  const headers = { 'x-test-scopes': 'intake:write' };
  const answer = await app.call(intakeEmail, { body, query, headers });
  if (!('action' in answer.body)) throw new Error('no result in time');
  return answer.body;
}

async function turnOn(
  app: TestApp,
  input: { admin: string; mailboxId: string; template: { subject: string; body: string } | undefined },
) {
  const params = { mailboxId: input.mailboxId };
  const { body } = await app.call(getAcknowledgement, { as: input.admin, params });
  const templates = { ...body.templates, ...(input.template ? { es: input.template } : {}) };
  const result = await app.call(setAcknowledgement, {
    as: input.admin,
    params,
    headers: { 'if-match': `"${body.version}"` },
    body: { enabled: true, language: 'es', templates },
  });
  if (result.code) throw new Error(result.code);
}
