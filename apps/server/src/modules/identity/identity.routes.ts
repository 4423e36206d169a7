import * as contracts from '@ventanilla/contracts/identity';
import type { Actor } from '../../platform/actor.ts';
import { systemActor } from '../../platform/actor.ts';
import { AppError } from '../../platform/errors.ts';
import { type RouteBinding, type RouteContext, route } from '../../platform/http/index.ts';
import type { Platform } from '../../platform/platform.ts';
import type { AttemptLimits } from './attempt-limits.ts';
import { completeSetup } from './commands/complete-setup.ts';
import { createAgent } from './commands/create-agent.ts';
import { revokeApiKey } from './commands/revoke-api-key.ts';
import { signIn } from './commands/sign-in.ts';
import { signOut } from './commands/sign-out.ts';
import { updateAgent } from './commands/update-agent.ts';
import { updateProfile } from './commands/update-profile.ts';
import { createApiKeyOnce } from './create-api-key-once.ts';
import { hasAgents, toAgent } from './identity.store.ts';
import type { PasswordAuth, SignInOrigin } from './password-auth.ts';
import { listAgents } from './queries/list-agents.ts';
import { listApiKeys } from './queries/list-api-keys.ts';
import { readMe } from './queries/me.ts';
import type { SessionCookie } from './session-cookie.ts';

export interface IdentityRouteDeps {
  platform: Platform;
  auth: PasswordAuth;
  limits: AttemptLimits;
  cookie: SessionCookie;
}

export function identityRoutes(deps: IdentityRouteDeps): RouteBinding[] {
  const { platform, cookie } = deps;
  const { db } = platform;
  return [
    route(contracts.getSetup, async () => ({ needed: !(await hasAgents(db)) })),
    ...sessionRoutes(deps),
    route(contracts.getSession, async ({ actor, request, reply }) => {
      const { agentId } = demandAgent(actor);
      // A desk that is opened now and then keeps its cookie as long as its session.
      const token = cookie.read(request.cookies);
      if (token) cookie.set(reply, token);
      return readMe({ agentId }, db);
    }),
    route(contracts.updateProfile, async ({ actor, body, ifMatch, transact }) => {
      const { agentId } = demandAgent(actor);
      await transact((work) => updateProfile({ agentId, version: ifMatch, ...body }, work));
      return readMe({ agentId }, db);
    }),
    route(contracts.listAgents, async () => ({ items: await listAgents(db) })),
    route(contracts.createAgent, ({ body, transact }) =>
      transact(async (work) => toAgent(await createAgent(body, work, deps))),
    ),
    route(contracts.updateAgent, ({ params, body, ifMatch, transact }) =>
      transact(async (work) => toAgent(await updateAgent({ ...params, version: ifMatch, ...body }, work))),
    ),
    route(contracts.listApiKeys, async () => ({ items: await listApiKeys(db) })),
    route(contracts.createApiKey, (context) => createApiKeyOnce(context, platform)),
    route(contracts.revokeApiKey, async ({ params, transact }) => {
      await transact((work) => revokeApiKey(params, work));
      return undefined;
    }),
  ];
}

/**
 * What opens and closes sessions. Set-up and sign-in take no part in the memory of idempotent requests: it would
 * keep a hash of the password and give a session to whoever repeats the key.
 */
function sessionRoutes(deps: IdentityRouteDeps): RouteBinding[] {
  const { platform, limits, cookie } = deps;
  return [
    route(contracts.completeSetup, async ({ body, ip, request, reply, requestId }) => {
      await limits.countSetup({ ip });
      const opened = await platform.transact({ actor: systemActor, correlationId: requestId }, (work) =>
        completeSetup({ body, origin: originOf({ ip, request }) }, work, deps),
      );
      cookie.set(reply, opened.token);
      reply.code(201);
      return readMe(opened, platform.db);
    }),
    route(contracts.signIn, async ({ body, actor, ip, request, reply, requestId }) => {
      const opened = await signIn(
        { ...body, origin: originOf({ ip, request }), replaces: actor, requestId },
        deps,
      );
      cookie.set(reply, opened.token);
      return readMe(opened, platform.db);
    }),
    route(contracts.signOut, async ({ actor, reply, transact }) => {
      const { agentId, sessionId } = demandAgent(actor);
      await transact((work) => signOut({ agentId, sessionId }, work));
      cookie.clear(reply);
      return undefined;
    }),
    route(contracts.signOutEverywhere, async ({ actor, reply, transact }) => {
      const { agentId } = demandAgent(actor);
      await transact((work) => signOut({ agentId, sessionId: null }, work));
      cookie.clear(reply);
      return undefined;
    }),
  ];
}

function originOf({ ip, request }: Pick<RouteContext<never>, 'ip' | 'request'>): SignInOrigin {
  return { ip, userAgent: request.headers['user-agent'] ?? '' };
}

/** A program with a key has no session and no profile. */
function demandAgent(actor: Actor): { agentId: string; sessionId: string | null } {
  if (actor.kind !== 'agent' || actor.id === null) throw new AppError('auth.forbidden');
  return { agentId: actor.id, sessionId: actor.sessionId };
}
