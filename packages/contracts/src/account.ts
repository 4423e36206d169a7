import { z } from 'zod';
import { id, instant } from './common.ts';
import { me, password, passwordLengthMax } from './identity.ts';
import { imageBody, imageErrors } from './images.ts';
import { defineRoute } from './route.ts';

/** What people do with their own account: password, sessions, photo. */
const tag = 'account';
/** How long the link of a forgotten password is good. */
export const passwordResetMinutes = 60;

export const changePassword = defineRoute({
  operationId: 'changePassword',
  method: 'POST',
  path: '/api/v1/session/password',
  summary: 'Change one’s own password; every other session ends, this one stays',
  tag,
  access: 'session',
  body: z.object({ currentPassword: z.string().max(passwordLengthMax), newPassword: password }),
  responses: { 204: null },
  errors: ['auth.wrong_password', 'auth.weak_password', 'http.rate_limited'],
});

export const requestPasswordReset = defineRoute({
  operationId: 'requestPasswordReset',
  method: 'POST',
  path: '/api/v1/password-resets',
  summary: 'Ask for the link to a new password by mail; the answer is the same whoever has that address',
  tag,
  access: 'public',
  body: z.object({ email: z.string().max(254) }),
  responses: { 202: z.object({ accepted: z.literal(true) }) },
  errors: ['http.rate_limited'],
});

export const resetPassword = defineRoute({
  operationId: 'resetPassword',
  method: 'POST',
  path: '/api/v1/password-resets/use',
  summary: 'Set a new password with the link of a mail, once; every session ends, and signing in follows',
  tag,
  access: 'public',
  body: z.object({ token: z.string().min(1).max(200), password }),
  responses: { 204: null },
  errors: ['auth.reset_link_invalid', 'auth.weak_password', 'http.rate_limited'],
});

/** A browser somebody is signed in with. Program and system are read off what the browser says of itself. */
export const ownSession = z.object({
  id,
  browser: z.string().nullable(),
  system: z.string().nullable(),
  isPhone: z.boolean(),
  /** Address that it was opened from. */
  address: z.string().nullable(),
  openedAt: instant,
  /** To the hour. */
  lastSeenAt: instant,
  current: z.boolean(),
});
export type OwnSession = z.infer<typeof ownSession>;

export const listSessions = defineRoute({
  operationId: 'listSessions',
  method: 'GET',
  path: '/api/v1/sessions',
  summary: 'One’s own sessions, the last used first',
  tag,
  access: 'session',
  responses: { 200: z.object({ items: z.array(ownSession) }) },
  errors: [],
});

export const endSession = defineRoute({
  operationId: 'endSession',
  method: 'DELETE',
  path: '/api/v1/sessions/{sessionId}',
  summary: 'End one of one’s own sessions',
  tag,
  access: 'session',
  params: z.object({ sessionId: id }),
  responses: { 204: null },
  errors: ['sessions.not_found'],
});

export const endOtherSessions = defineRoute({
  operationId: 'endOtherSessions',
  method: 'DELETE',
  path: '/api/v1/sessions/others',
  summary: 'End every session of one’s own but this one',
  tag,
  access: 'session',
  responses: { 204: null },
  errors: [],
});

export const putPhoto = defineRoute({
  operationId: 'putPhoto',
  method: 'PUT',
  path: '/api/v1/session/photo',
  summary: 'Upload one’s own photo: PNG, JPEG or WebP up to 5 MB',
  tag,
  access: 'session',
  rawBody: imageBody,
  responses: { 200: me },
  errors: imageErrors,
});

export const removePhoto = defineRoute({
  operationId: 'removePhoto',
  method: 'DELETE',
  path: '/api/v1/session/photo',
  summary: 'Take one’s own photo away',
  tag,
  access: 'session',
  responses: { 200: me },
  errors: [],
});

export const getPhoto = defineRoute({
  operationId: 'getPhoto',
  method: 'GET',
  path: '/api/v1/agents/{agentId}/photo',
  summary: 'The photo of an agent, as an image',
  tag,
  access: 'agents:read',
  params: z.object({ agentId: id }),
  responses: { 200: null },
  responseType: 'image/*',
  errors: ['photos.not_found'],
});

export const accountRoutes = [
  changePassword,
  requestPasswordReset,
  resetPassword,
  listSessions,
  endSession,
  endOtherSessions,
  putPhoto,
  removePhoto,
  getPhoto,
];
