import { z } from 'zod';
import { id, instant, language } from './common.ts';
import { email, me, name, password } from './identity.ts';
import { roleKey } from './roles.ts';
import { defineRoute } from './route.ts';

const tag = 'invitations';
/** How long the link of an invitation is good. */
export const invitationDays = 7;

/** Somebody invited who has not accepted yet. */
export const invitation = z.object({
  id,
  name: z.string(),
  email: z.string(),
  roleKey: z.string(),
  language,
  invitedBy: z.object({ id, name: z.string() }).nullable(),
  sentAt: instant,
  expiresAt: instant,
  expired: z.boolean(),
});
export type Invitation = z.infer<typeof invitation>;

export const listInvitations = defineRoute({
  operationId: 'listInvitations',
  method: 'GET',
  path: '/api/v1/invitations',
  summary: 'Invitations that nobody has accepted yet, newest first',
  tag,
  access: 'agents:manage',
  responses: { 200: z.object({ items: z.array(invitation) }) },
  errors: [],
});

export const inviteAgent = defineRoute({
  operationId: 'inviteAgent',
  method: 'POST',
  path: '/api/v1/invitations',
  summary: 'Invite somebody by mail; their link is good for 7 days, once',
  tag,
  access: 'agents:manage',
  body: z.object({ name, email, roleKey: roleKey, language: language.default('es') }),
  responses: { 201: invitation },
  errors: ['agents.email_taken', 'roles.not_found', 'invitations.pending'],
});

export const resendInvitation = defineRoute({
  operationId: 'resendInvitation',
  method: 'POST',
  path: '/api/v1/invitations/{invitationId}/resend',
  summary: 'Send an invitation again with a new link for another 7 days; the former link ends',
  tag,
  access: 'agents:manage',
  params: z.object({ invitationId: id }),
  responses: { 200: invitation },
  errors: ['invitations.not_found'],
});

export const revokeInvitation = defineRoute({
  operationId: 'revokeInvitation',
  method: 'DELETE',
  path: '/api/v1/invitations/{invitationId}',
  summary: 'Take an invitation back; its link ends at once',
  tag,
  access: 'agents:manage',
  params: z.object({ invitationId: id }),
  responses: { 204: null },
  errors: ['invitations.not_found'],
});

const token = z.string().min(1).max(200);

export const openInvitation = defineRoute({
  operationId: 'openInvitation',
  method: 'POST',
  path: '/api/v1/invitations/open',
  summary: 'Whom the link of an invitation is for; uses nothing up',
  tag,
  access: 'public',
  body: z.object({ token }),
  responses: {
    200: z.object({ name: z.string(), email: z.string(), organizationName: z.string(), language }),
  },
  errors: ['invitations.link_invalid', 'http.rate_limited'],
});

export const acceptInvitation = defineRoute({
  operationId: 'acceptInvitation',
  method: 'POST',
  path: '/api/v1/invitations/accept',
  summary: 'Accept an invitation with a password of one’s own, and sign in',
  tag,
  access: 'public',
  body: z.object({ token, password, name: name.optional(), language: language.optional() }),
  responses: { 201: me },
  errors: ['invitations.link_invalid', 'agents.email_taken', 'auth.weak_password', 'http.rate_limited'],
});

export const invitationRoutes = [
  listInvitations,
  inviteAgent,
  resendInvitation,
  revokeInvitation,
  openInvitation,
  acceptInvitation,
];
