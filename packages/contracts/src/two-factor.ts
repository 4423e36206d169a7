import { z } from 'zod';
import { id, instant } from './common.ts';
import { passwordLengthMax } from './identity.ts';
import { defineRoute } from './route.ts';

/** Codes of an authenticator app (TOTP, RFC 6238: SHA-1, 6 digits, 30 s) as second step of signing in. */
const tag = 'two-factor';
export const backupCodeCount = 10;

const withPassword = z.object({ password: z.string().max(passwordLengthMax) });
const backupCodes = z.object({ backupCodes: z.array(z.string()) });

export const getTwoFactor = defineRoute({
  operationId: 'getTwoFactor',
  method: 'GET',
  path: '/api/v1/session/two-factor',
  summary: 'Whether one’s own sign-in takes a second step, and how many backup codes are left',
  tag,
  access: 'session',
  responses: { 200: z.object({ since: instant.nullable(), backupCodesLeft: z.number().int() }) },
  errors: [],
});

export const startTwoFactor = defineRoute({
  operationId: 'startTwoFactor',
  method: 'POST',
  path: '/api/v1/session/two-factor',
  summary: 'Begin with a new secret for the authenticator app; nothing changes until a code confirms it',
  tag,
  access: 'session',
  body: withPassword,
  responses: {
    201: z.object({
      /** Base32, for typing. */
      secret: z.string(),
      /** `otpauth://totp/…`, for a QR code drawn by the desk. */
      otpauthUrl: z.string(),
    }),
  },
  errors: ['auth.wrong_password', 'two_factor.already_on', 'http.rate_limited'],
});

export const confirmTwoFactor = defineRoute({
  operationId: 'confirmTwoFactor',
  method: 'POST',
  path: '/api/v1/session/two-factor/confirm',
  summary:
    'Turn the second step on with a code of the app; the backup codes are in this answer and nowhere else',
  tag,
  access: 'session',
  body: z.object({ code: z.string().min(1).max(40) }),
  responses: { 200: backupCodes },
  errors: ['two_factor.not_started', 'two_factor.already_on', 'two_factor.wrong_code', 'http.rate_limited'],
});

export const renewBackupCodes = defineRoute({
  operationId: 'renewBackupCodes',
  method: 'POST',
  path: '/api/v1/session/two-factor/backup-codes',
  summary: 'New backup codes; the former ones end',
  tag,
  access: 'session',
  body: withPassword,
  responses: { 200: backupCodes },
  errors: ['auth.wrong_password', 'two_factor.off', 'http.rate_limited'],
});

export const stopTwoFactor = defineRoute({
  operationId: 'stopTwoFactor',
  method: 'POST',
  path: '/api/v1/session/two-factor/off',
  summary: 'Turn the second step off',
  tag,
  access: 'session',
  body: withPassword,
  responses: { 204: null },
  errors: ['auth.wrong_password', 'two_factor.off', 'http.rate_limited'],
});

export const resetTwoFactor = defineRoute({
  operationId: 'resetTwoFactor',
  method: 'DELETE',
  path: '/api/v1/agents/{agentId}/two-factor',
  summary: 'Take the second step away from an agent who lost phone and backup codes; they are told by mail',
  tag,
  access: 'agents:manage',
  params: z.object({ agentId: id }),
  responses: { 204: null },
  errors: ['agents.not_found', 'two_factor.off'],
});

export const twoFactorRoutes = [
  getTwoFactor,
  startTwoFactor,
  confirmTwoFactor,
  renewBackupCodes,
  stopTwoFactor,
  resetTwoFactor,
];
