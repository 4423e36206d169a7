import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { SMTPServer } from 'smtp-server';
import type { MailServer } from '../modules/channels/channels.tables.ts';
import type { Platform } from '../platform/platform.ts';
import type { TestApp } from './test-app.ts';

export const mailboxAddress = 'soporte@escuela.example';

/** A brand, if there is none, and one mailbox; straight into the tables. Answers the mailbox's id. */
export async function seedMailbox(
  { platform }: { platform: Platform },
  input: { address?: string; isDefault?: boolean; smtp?: MailServer | null } = {},
): Promise<string> {
  const { db, ids, clock } = platform;
  await sql`insert into brands (id, name, time_zone, created_at)
    select ${ids.uuid()}, 'Escuela', 'America/Mexico_City', ${clock.now()} where not exists (select from brands)`.execute(
    db,
  );
  const id = ids.uuid();
  const settings = JSON.stringify({
    imap: null,
    smtp: input.smtp ?? null,
    afterFetch: 'mark_read',
    withHistory: false,
  });
  await sql`insert into channel_accounts (id, kind, brand_id, name, address, settings, is_default, created_at)
    select ${id}, 'email', b.id, 'Soporte', ${input.address ?? mailboxAddress}, ${settings}::jsonb,
      ${input.isDefault ?? true}, ${clock.now()} from brands b limit 1`.execute(db);
  return id;
}

export interface MailText {
  from?: string;
  to?: string;
  subject?: string;
  messageId?: string | null;
  inReplyTo?: string;
  references?: string;
  headers?: string[];
  body?: string;
}

let counter = 0;

/** A small mail as it travels. Each has a Message-ID of its own unless one is given. */
export function makeMail(mail: MailText = {}): Buffer {
  counter += 1;
  const messageId =
    mail.messageId === undefined ? `<prueba-${process.pid}-${counter}@cliente.example>` : mail.messageId;
  const lines = [
    `From: ${mail.from ?? 'Ana Pérez <ana@colegio.example>'}`,
    `To: ${mail.to ?? mailboxAddress}`,
    `Subject: ${mail.subject ?? 'No puedo entrar'}`,
    'Date: Mon, 02 Mar 2026 09:00:00 -0600',
    ...(messageId === null ? [] : [`Message-ID: ${messageId}`]),
    ...(mail.inReplyTo ? [`In-Reply-To: ${mail.inReplyTo}`] : []),
    ...(mail.references ? [`References: ${mail.references}`] : []),
    ...(mail.headers ?? []),
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    '',
    mail.body ?? 'Hola, desde ayer no puedo entrar al sistema.',
    '',
  ];
  return Buffer.from(lines.join('\r\n'));
}

export interface SinkMail {
  from: string;
  to: string[];
  raw: string;
}

export interface Refusal {
  code: number;
  said: string;
}

export interface SmtpSink {
  server: MailServer;
  /** Every mail answered with 250, in order. */
  mails: SinkMail[];
  /** Number of DATA commands, refused ones included. */
  tries: () => number;
  /** Decides about the next mails: an SMTP code and words to refuse with, or null to take. */
  answer: (decide: (mail: SinkMail) => Refusal | null | Promise<Refusal | null>) => void;
  /** Decides about each recipient of the next mails, before their text is sent. */
  refuse: (decide: (address: string) => Refusal | null) => void;
  close(): Promise<void>;
}

interface SinkOptions {
  /** Of the user `agente`. */
  password?: string;
  /** Lets in by XOAUTH2 alone. */
  takes?: (user: string, accessToken: string) => boolean;
  port?: number;
}

/** A real SMTP server on a free port that keeps what it is sent; with `password` it wants the user `agente`. */
export async function startSmtpSink(options: SinkOptions = {}): Promise<SmtpSink> {
  const isOpen = options.password === undefined && options.takes === undefined;
  const mails: SinkMail[] = [];
  let tries = 0;
  let decide: Parameters<SmtpSink['answer']>[0] = () => null;
  let decideOf: Parameters<SmtpSink['refuse']>[0] = () => null;
  const server = new SMTPServer({
    authOptional: isOpen,
    allowInsecureAuth: true,
    ...(options.takes ? { authMethods: ['XOAUTH2'] } : {}),
    disabledCommands: isOpen ? ['AUTH', 'STARTTLS'] : ['STARTTLS'],
    disableReverseLookup: true,
    closeTimeout: 200,
    onAuth(auth, _session, callback) {
      if (auth.method === 'XOAUTH2') {
        const user = auth.username ?? '';
        if (options.takes?.(user, auth.accessToken ?? '')) return callback(null, { user });
        return callback(null, {
          data: { status: '401', schemes: 'bearer', scope: 'https://mail.google.com/' },
        });
      }
      if (auth.username === 'agente' && auth.password === options.password)
        return callback(null, { user: 'agente' });
      return callback(Object.assign(new Error('Clave incorrecta, revise'), { responseCode: 535 }));
    },
    onRcptTo({ address }, _session, callback) {
      const refusal = decideOf(address);
      callback(refusal && Object.assign(new Error(refusal.said), { responseCode: refusal.code }));
    },
    async onData(stream, session, callback) {
      tries += 1;
      const chunks: Buffer[] = [];
      for await (const chunk of stream) chunks.push(chunk as Buffer);
      const from = session.envelope.mailFrom ? session.envelope.mailFrom.address : '';
      const to = session.envelope.rcptTo.map(({ address }) => address);
      const mail = { from, to, raw: Buffer.concat(chunks).toString('utf8') };
      const refusal = await decide(mail);
      if (refusal) return callback(Object.assign(new Error(refusal.said), { responseCode: refusal.code }));
      mails.push(mail);
      return callback();
    },
  });
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  const { port } = server.server.address() as { port: number };
  const user = options.password === undefined ? '' : 'agente';
  return {
    server: { host: '127.0.0.1', port, security: 'none', user },
    mails,
    tries: () => tries,
    answer: (next) => {
      decide = next;
    },
    refuse: (next) => {
      decideOf = next;
    },
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

/** Waits until `look` answers something; fails with `what` after `timeoutMs`. */
export async function eventually<T>(
  what: string,
  look: () => Promise<T | null | undefined | false> | T | null | undefined | false,
  timeoutMs = 10_000,
): Promise<T> {
  const end = performance.now() + timeoutMs;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (performance.now() > end) throw new Error(`did not happen in ${timeoutMs} ms: ${what}`);
    await sleep(20);
  }
}

/** Address of the app's own SMTP intake. */
export function smtpIntakeOf({ app }: TestApp): { host: string; port: number } {
  const channels = app.modules.find(({ name }) => name === 'channels') as
    | { smtpIntakeAddress?: () => { host: string; port: number } | null }
    | undefined;
  const address = channels?.smtpIntakeAddress?.();
  if (!address) throw new Error('the SMTP intake does not listen');
  return address;
}
