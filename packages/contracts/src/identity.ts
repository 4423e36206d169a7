import { z } from 'zod';
import { id, instant, language, oneLine } from './common.ts';
import { addressForm, color, timeZone } from './organization.ts';
import { permissions } from './permissions.ts';
import { preferences, signature } from './preferences.ts';
import { roleKey } from './roles.ts';
import { defineRoute } from './route.ts';

const tag = 'identity';
/** Shortest password accepted (NIST SP 800-63B asks for at least 8; 10 without composition rules). */
export const passwordLengthMin = 10;
export const passwordLengthMax = 200;

export const email = z.email().max(254);
export const name = oneLine(120);
export const password = z.string().min(passwordLengthMin).max(passwordLengthMax);

/** An agent as colleagues see them. */
export const agent = z.object({
  id,
  name: z.string(),
  email: z.string(),
  roleKey: z.string(),
  active: z.boolean(),
  language,
  /** Address of their photo, which changes with it; null: there is none. */
  photoUrl: z.string().nullable(),
  /** Their sign-in takes a second step. */
  twoFactor: z.boolean(),
  version: z.number().int(),
  createdAt: instant,
});
export type Agent = z.infer<typeof agent>;

/** Whoever is signed in: themselves, what they may do, and what the desk needs to draw its frame. */
export const me = z.object({
  agent,
  permissions: z.array(z.enum(permissions)),
  /** Plain text under their answers, where they want it. */
  signature: z.string(),
  preferences,
  organizationName: z.string(),
  /** `#rrggbb`. */
  organizationColor: z.string(),
  organizationLogoUrl: z.string().nullable(),
  timeZone: z.string(),
  /** True when no outgoing server is set: mail stays in the local outbox. */
  outgoingMailIsLocal: z.boolean(),
});
export type Me = z.infer<typeof me>;

export const getSetup = defineRoute({
  operationId: 'getSetup',
  method: 'GET',
  path: '/api/v1/setup',
  summary: 'Whether the installation still waits for its first administrator',
  tag,
  access: 'public',
  responses: { 200: z.object({ needed: z.boolean() }) },
  errors: [],
});

export const completeSetup = defineRoute({
  operationId: 'completeSetup',
  method: 'POST',
  path: '/api/v1/setup',
  summary: 'Create the first administrator with the one-time set-up link, and sign in',
  tag,
  access: 'public',
  body: z.object({
    token: z.string().min(1).max(200),
    name,
    email,
    password,
    organizationName: oneLine(120),
    language: language.default('es'),
    timeZone: timeZone.default('America/Mexico_City'),
    /** Brand colour; left out: Ventanilla's own. The logo is uploaded afterwards, signed in. */
    color: color.optional(),
    addressForm: addressForm.default('tu'),
  }),
  responses: { 201: me },
  errors: [
    'setup.link_invalid',
    'setup.already_done',
    'auth.weak_password',
    'organization.color_under_text',
    'organization.color_on_paper',
    'http.rate_limited',
  ],
});

/** The password was right and a code is still wanted; `challenge` stands for the password in the second step. */
export const secondStep = z.object({
  twoFactorRequired: z.literal(true),
  challenge: z.string(),
  expiresAt: instant,
});
export type SecondStep = z.infer<typeof secondStep>;

/** False: the browser forgets the session when it is closed. */
const remember = z.boolean().default(true);

export const signIn = defineRoute({
  operationId: 'signIn',
  method: 'POST',
  path: '/api/v1/session',
  summary: 'Sign in with e-mail and password; 202 where a second step follows, which opens the session',
  tag,
  access: 'public',
  body: z.object({
    email: z.string().max(254),
    password: z.string().max(passwordLengthMax),
    remember,
  }),
  responses: { 200: me, 202: secondStep },
  errors: ['auth.bad_credentials', 'http.rate_limited'],
});

export const completeSignIn = defineRoute({
  operationId: 'completeSignIn',
  method: 'POST',
  path: '/api/v1/session/second-step',
  summary: 'Second step of a sign-in: a code of the app, or a backup code, which is then used up',
  tag,
  access: 'public',
  body: z.object({
    challenge: z.string().min(1).max(200),
    code: z.string().min(1).max(40),
    remember,
  }),
  responses: { 200: me },
  errors: ['auth.bad_code', 'auth.challenge_over', 'http.rate_limited'],
});

export const getSession = defineRoute({
  operationId: 'getSession',
  method: 'GET',
  path: '/api/v1/session',
  summary: 'Who is signed in',
  tag,
  access: 'session',
  responses: { 200: me },
  errors: [],
});

export const signOut = defineRoute({
  operationId: 'signOut',
  method: 'DELETE',
  path: '/api/v1/session',
  summary: 'Sign out of this browser',
  tag,
  access: 'session',
  responses: { 204: null },
  errors: [],
});

export const signOutEverywhere = defineRoute({
  operationId: 'signOutEverywhere',
  method: 'DELETE',
  path: '/api/v1/sessions',
  summary: 'Sign out of every browser, this one included',
  tag,
  access: 'session',
  responses: { 204: null },
  errors: [],
});

export const updateProfile = defineRoute({
  operationId: 'updateProfile',
  method: 'PATCH',
  path: '/api/v1/session',
  summary: 'Change one’s own name, language, signature or preferences; what is left out stays',
  tag,
  access: 'session',
  body: z.object({
    name: name.optional(),
    language: language.optional(),
    signature: signature.optional(),
    preferences: preferences.partial().optional(),
  }),
  ifMatch: true,
  responses: { 200: me },
  errors: ['agents.stale_version', 'http.precondition_required'],
});

export const listAgents = defineRoute({
  operationId: 'listAgents',
  method: 'GET',
  path: '/api/v1/agents',
  summary: 'All agents, by name',
  tag,
  access: 'agents:read',
  responses: { 200: z.object({ items: z.array(agent) }) },
  errors: [],
});

export const createAgent = defineRoute({
  operationId: 'createAgent',
  method: 'POST',
  path: '/api/v1/agents',
  summary: 'Create an agent who can sign in at once',
  tag,
  access: 'agents:manage',
  body: z.object({ name, email, password, roleKey: roleKey, language: language.default('es') }),
  responses: { 201: agent },
  errors: ['agents.email_taken', 'roles.not_found', 'auth.weak_password'],
});

export const updateAgent = defineRoute({
  operationId: 'updateAgent',
  method: 'PATCH',
  path: '/api/v1/agents/{agentId}',
  summary:
    'Change an agent’s name, role or whether they may sign in; a change of role or a block ends their sessions',
  tag,
  access: 'agents:manage',
  params: z.object({ agentId: id }),
  body: z.object({
    name: name.optional(),
    roleKey: roleKey.optional(),
    active: z.boolean().optional(),
  }),
  ifMatch: true,
  responses: { 200: agent },
  errors: [
    'agents.not_found',
    'agents.last_admin',
    'agents.stale_version',
    'roles.not_found',
    'http.precondition_required',
  ],
});

/** An API key without its secret; `prefix` is the visible beginning, to recognise it. */
export const apiKey = z.object({
  id,
  name: z.string(),
  prefix: z.string(),
  scopes: z.array(z.enum(permissions)),
  /**
   * A key never does more than whoever made it may do now. `limited`: their role lost some of its scopes; `stopped`:
   * they are blocked, and so is the key.
   */
  state: z.enum(['working', 'limited', 'stopped', 'revoked']),
  /** Name of whoever made it; null: the command line. */
  createdBy: z.string().nullable(),
  createdAt: instant,
  lastUsedAt: instant.nullable(),
  revokedAt: instant.nullable(),
});
export type ApiKey = z.infer<typeof apiKey>;

export const listApiKeys = defineRoute({
  operationId: 'listApiKeys',
  method: 'GET',
  path: '/api/v1/api-keys',
  summary: 'API keys, newest first',
  tag,
  access: 'api_keys:manage',
  responses: { 200: z.object({ items: z.array(apiKey) }) },
  errors: [],
});

export const createApiKey = defineRoute({
  operationId: 'createApiKey',
  method: 'POST',
  path: '/api/v1/api-keys',
  summary: 'Create an API key; its secret is in this answer and nowhere else',
  tag,
  access: 'api_keys:manage',
  body: z.object({ name, scopes: z.array(z.enum(permissions)).min(1) }),
  responses: { 201: apiKey.extend({ secret: z.string() }) },
  errors: ['api_keys.scope_not_held'],
});

export const revokeApiKey = defineRoute({
  operationId: 'revokeApiKey',
  method: 'DELETE',
  path: '/api/v1/api-keys/{apiKeyId}',
  summary: 'Revoke an API key at once',
  tag,
  access: 'api_keys:manage',
  params: z.object({ apiKeyId: id }),
  responses: { 204: null },
  errors: ['api_keys.not_found'],
});

export const identityRoutes = [
  getSetup,
  completeSetup,
  signIn,
  completeSignIn,
  getSession,
  signOut,
  signOutEverywhere,
  updateProfile,
  listAgents,
  createAgent,
  updateAgent,
  listApiKeys,
  createApiKey,
  revokeApiKey,
];
