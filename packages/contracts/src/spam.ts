import { z } from 'zod';
import { cappedCount, cursor, id, instant, page, pageQuery } from './common.ts';
import { defineRoute } from './route.ts';
import { ticketCard } from './tickets.ts';

const tag = 'spam';

/** Why a mail was taken for spam; each has a phrase. */
export const spamSigns = [
  /** Somebody blocked the address or its domain. */
  'blocked_sender',
  /** Another filter on the way said so (X-Spam-Flag, X-Spam-Status, X-Spam-Score). */
  'filter_header',
  /** Microsoft's filter said so (SCL). */
  'microsoft_filter',
  /** Nobody knows the sender and the text is little more than links. */
  'only_links',
  /** Nobody knows the sender, who goes by the name of one of us. */
  'forged_name',
  /** Nobody knows the sender, whose name is somebody else's address. */
  'address_in_name',
  /** The domain it claims to come from denies it. */
  'forged_domain',
] as const;
export type SpamSign = (typeof spamSigns)[number];

export const spamLevels = ['off', 'careful', 'normal', 'strict'] as const;
export type SpamLevel = (typeof spamLevels)[number];

const ticketParams = z.object({ ticketId: id });

/** `from`: the address that its first mail came from. */
const spamCard = ticketCard.extend({ from: z.string().nullable() });
export type SpamCard = z.infer<typeof spamCard>;

export const listSpam = defineRoute({
  operationId: 'listSpam',
  method: 'GET',
  path: '/api/v1/spam',
  summary: 'Tickets taken for spam, newest activity first; they stand in no column and are never deleted',
  tag,
  access: 'tickets:read',
  query: pageQuery,
  responses: {
    200: z.object({ items: z.array(spamCard), nextCursor: cursor.nullable(), count: cappedCount }),
  },
  errors: [],
});

export const markSpam = defineRoute({
  operationId: 'markSpam',
  method: 'POST',
  path: '/api/v1/tickets/{ticketId}/spam',
  summary: 'Put a ticket among the spam, and block its sender if wanted',
  tag,
  access: 'tickets:close',
  params: ticketParams,
  body: z.object({ block: z.enum(['none', 'address', 'domain']).default('none') }),
  responses: { 200: ticketCard },
  errors: ['tickets.not_found'],
});

export const markNotSpam = defineRoute({
  operationId: 'markNotSpam',
  method: 'POST',
  path: '/api/v1/tickets/{ticketId}/not-spam',
  summary: 'Bring a ticket back from the spam to where it belongs',
  tag,
  access: 'tickets:close',
  params: ticketParams,
  body: z.object({
    /** Whether mail of its sender is welcome from now on; without it what marking the ticket blocked is let go. */
    remember: z.boolean().default(true),
  }),
  responses: { 200: ticketCard },
  errors: ['tickets.not_found'],
});

export const mailSender = z.object({
  id,
  kind: z.enum(['address', 'domain']),
  value: z.string(),
  verdict: z.enum(['blocked', 'wanted']),
  createdAt: instant,
  createdBy: z.string().nullable(),
});
export type MailSender = z.infer<typeof mailSender>;

export const listMailSenders = defineRoute({
  operationId: 'listMailSenders',
  method: 'GET',
  path: '/api/v1/mail-senders',
  summary: 'Senders whose mail is spam, and those whose mail never is; newest first',
  tag,
  access: 'mailboxes:manage',
  query: pageQuery,
  responses: { 200: page(mailSender) },
  errors: [],
});

export const addMailSender = defineRoute({
  operationId: 'addMailSender',
  method: 'POST',
  path: '/api/v1/mail-senders',
  summary: 'Block an address or a domain, or say that its mail is welcome; what was said before is replaced',
  tag,
  access: 'mailboxes:manage',
  body: z.object({
    /** `name@domain`, or a domain with all that is under it. */
    value: z.string().trim().min(3).max(254),
    verdict: mailSender.shape.verdict,
  }),
  responses: { 200: mailSender },
  errors: ['mail_senders.invalid'],
});

export const removeMailSender = defineRoute({
  operationId: 'removeMailSender',
  method: 'DELETE',
  path: '/api/v1/mail-senders/{senderId}',
  summary: 'Forget what was said about a sender',
  tag,
  access: 'mailboxes:manage',
  params: z.object({ senderId: id }),
  responses: { 204: null },
  errors: ['mail_senders.not_found'],
});

const spamRules = z.object({ level: z.enum(spamLevels) });

export const getSpamRules = defineRoute({
  operationId: 'getSpamRules',
  method: 'GET',
  path: '/api/v1/settings/spam',
  summary: 'How easily mail is taken for spam; blocked senders always are',
  tag,
  access: 'mailboxes:manage',
  responses: { 200: spamRules },
  errors: [],
});

export const setSpamRules = defineRoute({
  operationId: 'setSpamRules',
  method: 'PUT',
  path: '/api/v1/settings/spam',
  summary: 'Say how easily mail is taken for spam',
  tag,
  access: 'mailboxes:manage',
  body: spamRules,
  responses: { 200: spamRules },
  errors: [],
});

export const spamRoutes = [
  listSpam,
  markSpam,
  markNotSpam,
  listMailSenders,
  addMailSender,
  removeMailSender,
  getSpamRules,
  setSpamRules,
];
