import * as contracts from '@ventanilla/contracts/identity';
import { systemActor } from '../../platform/actor.ts';
import { type RouteBinding, route } from '../../platform/http/index.ts';
import { accountRoutes } from './account.routes.ts';
import { completeSetup } from './commands/complete-setup.ts';
import { createAgent } from './commands/create-agent.ts';
import { revokeApiKey } from './commands/revoke-api-key.ts';
import { completeSignIn } from './commands/second-step.ts';
import { signIn } from './commands/sign-in.ts';
import { signOut } from './commands/sign-out.ts';
import { updateAgent } from './commands/update-agent.ts';
import { updateProfile } from './commands/update-profile.ts';
import { createApiKeyOnce } from './create-api-key-once.ts';
import { hasAgents, toAgent } from './identity.store.ts';
import { invitationRoutes } from './invitations.routes.ts';
import { listAgents } from './queries/list-agents.ts';
import { listApiKeys } from './queries/list-api-keys.ts';
import { readMe } from './queries/me.ts';
import { demandAgent, type IdentityRouteDeps, originOf } from './route-deps.ts';
import { testMailRoutes } from './test-mail.routes.ts';
import { twoFactorRoutes } from './two-factor.routes.ts';

export function identityRoutes(deps: IdentityRouteDeps): RouteBinding[] {
  const { platform, cookie } = deps;
  const { db } = platform;
  return [
    route(contracts.getSetup, async () => ({ needed: !(await hasAgents(db)) })),
    ...sessionRoutes(deps),
    ...accountRoutes(deps),
    ...twoFactorRoutes(deps),
    ...invitationRoutes(deps),
    ...testMailRoutes(platform),
    route(contracts.getSession, async ({ actor, request, reply }) => {
      const { agentId } = demandAgent(actor);
      // A desk that is opened now and then keeps its cookie as long as its session.
      const session = cookie.read(request.cookies);
      if (session) cookie.set(reply, session);
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
      cookie.set(reply, { ...opened, remember: true });
      reply.code(201);
      return readMe(opened, platform.db);
    }),
    route(contracts.signIn, async ({ body, actor, ip, request, reply, requestId }) => {
      const setting = { origin: originOf({ ip, request }), replaces: actor, requestId };
      const result = await signIn({ ...body, ...setting }, deps);
      if ('challenge' in result) {
        reply.code(202);
        return result;
      }
      cookie.set(reply, { ...result, remember: body.remember });
      return readMe(result, platform.db);
    }),
    route(contracts.completeSignIn, async ({ body, actor, ip, request, reply, requestId }) => {
      const setting = { origin: originOf({ ip, request }), replaces: actor, requestId };
      const opened = await completeSignIn({ ...body, ...setting }, deps);
      cookie.set(reply, { ...opened, remember: body.remember });
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
