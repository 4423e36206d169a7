import { z } from 'zod';
import { id, instant, oneLine } from './common.ts';
import { defineRoute } from './route.ts';

const tag = 'channels';

export const mailProviders = ['google', 'microsoft'] as const;
export type MailProvider = (typeof mailProviders)[number];
const provider = z.enum(mailProviders);

/** A provider of mail as administrators see it: whether their program is registered with it. */
export const mailOAuthProvider = z.object({
  provider,
  /** Null: nobody has registered one. The secret is never given back. */
  client: z.object({ clientId: z.string(), tenant: z.string().nullable(), updatedAt: instant }).nullable(),
});
export type MailOAuthProvider = z.infer<typeof mailOAuthProvider>;

export const listMailOAuth = defineRoute({
  operationId: 'listMailOAuth',
  method: 'GET',
  path: '/api/v1/mail-oauth',
  summary: 'With which providers mailboxes may be connected by consent, and the redirect address to register',
  tag,
  access: 'mailboxes:manage',
  responses: { 200: z.object({ redirectUrl: z.string(), providers: z.array(mailOAuthProvider) }) },
  errors: [],
});

export const setMailOAuthClient = defineRoute({
  operationId: 'setMailOAuthClient',
  method: 'PUT',
  path: '/api/v1/mail-oauth/{provider}',
  summary: 'Register the OAuth client that an administrator made with the provider',
  tag,
  access: 'mailboxes:manage',
  params: z.object({ provider }),
  body: z.object({
    clientId: oneLine(300),
    /** Written only. Leave out to keep the one stored for the same client. */
    clientSecret: z.string().trim().min(1).max(1000).optional(),
    /** Of Microsoft: the tenant's id or domain; null: accounts of any organization. */
    tenant: z
      .string()
      .trim()
      .regex(/^[a-z0-9.-]{1,120}$/i)
      .nullable()
      .default(null),
  }),
  responses: { 200: mailOAuthProvider },
  errors: ['mail_oauth.secret_missing'],
});

export const removeMailOAuthClient = defineRoute({
  operationId: 'removeMailOAuthClient',
  method: 'DELETE',
  path: '/api/v1/mail-oauth/{provider}',
  summary: 'Forget the OAuth client; mailboxes connected by it stop when their present access ends',
  tag,
  access: 'mailboxes:manage',
  params: z.object({ provider }),
  responses: { 204: null },
  errors: [],
});

export const beginMailConsent = defineRoute({
  operationId: 'beginMailConsent',
  method: 'POST',
  path: '/api/v1/mail-oauth/{provider}/begin',
  summary: 'Where to send the browser so that the provider asks for consent; valid for ten minutes and once',
  tag,
  access: 'mailboxes:manage',
  params: z.object({ provider }),
  body: z.union([
    z.object({ mailboxId: id }),
    z.object({
      name: oneLine(120),
      address: z.email().max(254),
      afterFetch: z.enum(['mark_read', 'move']).default('mark_read'),
      withHistory: z.boolean().default(false),
    }),
  ]),
  responses: { 200: z.object({ url: z.string() }) },
  errors: [
    'mail_oauth.no_client',
    'mailboxes.not_found',
    'mailboxes.address_taken',
    'mailboxes.secret_unreadable',
  ],
});

export const completeMailConsent = defineRoute({
  operationId: 'completeMailConsent',
  method: 'POST',
  path: '/api/v1/mail-oauth/complete',
  summary: 'Hand over what the provider sent the browser back with; connects the mailbox',
  tag,
  access: 'mailboxes:manage',
  body: z.object({ state: z.string().min(1).max(500), code: z.string().min(1).max(4000) }),
  responses: { 200: z.object({ mailboxId: id, address: z.string(), account: z.string() }) },
  errors: [
    'mail_oauth.state_unknown',
    'mail_oauth.no_client',
    'mail_oauth.refused',
    'mail_oauth.unreachable',
    'mail_oauth.no_lasting_access',
    'mailboxes.not_found',
    'mailboxes.address_taken',
    'mailboxes.secret_unreadable',
  ],
});

export const mailOAuthRoutes = [
  listMailOAuth,
  setMailOAuthClient,
  removeMailOAuthClient,
  beginMailConsent,
  completeMailConsent,
];
