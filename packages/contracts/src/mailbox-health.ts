import { z } from 'zod';
import { id, instant } from './common.ts';
import { defineRoute } from './route.ts';

const tag = 'channels';

/**
 * `well`: read, as far as is known; `starting`: not looked at yet; `waiting`: its server asked for a pause; `failing`;
 * `paused` by an administrator; `direct`: nothing is fetched, mail is handed over to us.
 */
export const mailboxHealthStates = ['well', 'starting', 'waiting', 'failing', 'paused', 'direct'] as const;

/** Why reading a mailbox went wrong; each has a phrase. */
export const arrivalCauses = [
  'auth_failed',
  'unreachable',
  'tls_failed',
  'silent',
  'asked_to_wait',
  'secret_unreadable',
  'consent_withdrawn',
  'disk_full',
  'store_trouble',
  'other',
] as const;
export type ArrivalCause = (typeof arrivalCauses)[number];

/** Mail from before the first connection that somebody asked for. */
export const historyImport = z.object({
  id,
  state: z.enum(['running', 'paused', 'done']),
  /** From this day on; null: everything. */
  since: z.iso.date().nullable(),
  /** Tickets of mail from this day on come in open, all others closed; null: all closed. */
  openFrom: z.iso.date().nullable(),
  /** Mails to take in; null until the folder was looked at. */
  total: z.number().int().nullable(),
  done: z.number().int(),
  /** What keeps it from going on, in the reader's language. */
  problem: z.string().nullable(),
  startedAt: instant,
  finishedAt: instant.nullable(),
});
export type HistoryImportShown = z.infer<typeof historyImport>;

export const mailboxHealth = z.object({
  mailboxId: id,
  state: z.enum(mailboxHealthStates),
  /** Since when it is in this state, where that is known. */
  since: instant.nullable(),
  lastFetchedAt: instant.nullable(),
  /** From its server's taking a mail to its ticket, of the last mails of two hours; null: there were none. */
  lagSeconds: z.number().int().nullable(),
  /** Mails since midnight, by the company's clock. */
  today: z.number().int(),
  /** Space on its server, where that is told. */
  quota: z.object({ usedBytes: z.number(), limitBytes: z.number() }).nullable(),
  problem: z.object({ code: z.string(), text: z.string() }).nullable(),
  outgoing: z.object({
    waiting: z.number().int(),
    /** Nothing leaves since then; null: it does, or nothing waits. */
    stoppedSince: instant.nullable(),
  }),
  history: historyImport.nullable(),
});
export type MailboxHealth = z.infer<typeof mailboxHealth>;

export const mailErrorKinds = ['incoming', 'outgoing', 'bounce', 'unreadable', 'alarm'] as const;

/** What went wrong in 24 hours, of one kind and cause in one mailbox. */
export const mailError = z.object({
  kind: z.enum(mailErrorKinds),
  /** Of `incoming` only. */
  cause: z.enum(arrivalCauses).nullable(),
  count: z.number().int(),
  lastAt: instant,
  mailbox: z.object({ id, address: z.string() }),
});
export type MailError = z.infer<typeof mailError>;

export const getMailboxHealth = defineRoute({
  operationId: 'getMailboxHealth',
  method: 'GET',
  path: '/api/v1/mailboxes/health',
  summary: 'How mail arrives and leaves: delay, counts, what fails since when, and who is told',
  tag,
  access: 'mailboxes:manage',
  responses: {
    200: z.object({
      items: z.array(mailboxHealth),
      /** Of all mailboxes, over two hours; each point the mean of five minutes, null without mail. */
      lag: z.object({
        seconds: z.number().int().nullable(),
        points: z.array(z.object({ at: instant, seconds: z.number().int().nullable() })),
      }),
      outgoing: z.object({
        state: z.enum(['moving', 'stopped', 'local']),
        waiting: z.number().int(),
        oldestAt: instant.nullable(),
        nextTryAt: instant.nullable(),
      }),
      errors: z.array(mailError),
      /** Who gets a mail when a mailbox fails. */
      told: z.array(z.object({ id, name: z.string() })),
    }),
  },
  errors: [],
});

const params = z.object({ mailboxId: id });
/** Days of history whose tickets may come in open, at most. */
export const openDaysMax = 365;

const wantedHistory = z.object({
  /** A day, `YYYY-MM-DD`; null: everything that is there. */
  since: z.iso.date().nullable(),
  /** Tickets of mail of so many days come in open; null: all come in closed. */
  openDays: z.number().int().min(1).max(openDaysMax).nullable().default(null),
});

export const previewHistory = defineRoute({
  operationId: 'previewHistory',
  method: 'POST',
  path: '/api/v1/mailboxes/{mailboxId}/history/preview',
  summary: 'What an import of history would take in; nothing is changed',
  tag,
  access: 'mailboxes:manage',
  params,
  body: wantedHistory,
  responses: {
    200: z.object({
      mails: z.number().int(),
      /** Of those, the ones whose tickets would come in open; the others come in closed. */
      open: z.number().int(),
      from: instant.nullable(),
      until: instant.nullable(),
      approximateBytes: z.number().int(),
      approximateSeconds: z.number().int(),
    }),
  },
  errors: [
    'mailboxes.not_found',
    'mailboxes.no_imap',
    'mailboxes.imap_auth_failed',
    'mailboxes.imap_unreachable',
    'mailboxes.imap_tls_failed',
    'mailboxes.consent_missing',
    'mailboxes.consent_withdrawn',
    'mailboxes.consent_refused',
    'mailboxes.token_unreachable',
    'mail_oauth.no_client',
  ],
});

export const startHistory = defineRoute({
  operationId: 'startHistory',
  method: 'POST',
  path: '/api/v1/mailboxes/{mailboxId}/history',
  summary:
    'Take in mail from before the first connection, in the background and without notices or automatic answers',
  tag,
  access: 'mailboxes:manage',
  params,
  body: wantedHistory,
  responses: { 201: historyImport },
  errors: ['mailboxes.not_found', 'mailboxes.no_imap', 'mailboxes.history_running'],
});

export const changeHistory = defineRoute({
  operationId: 'changeHistory',
  method: 'PATCH',
  path: '/api/v1/mailboxes/{mailboxId}/history',
  summary: 'Pause an import of history, go on with it, or end it; what came in stays',
  tag,
  access: 'mailboxes:manage',
  params,
  body: z.object({ state: z.enum(['running', 'paused', 'done']) }),
  responses: { 200: historyImport },
  errors: ['mailboxes.history_none'],
});

export const mailboxHealthRoutes = [getMailboxHealth, previewHistory, startHistory, changeHistory];
