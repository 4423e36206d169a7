import { setTimeout as pause } from 'node:timers/promises';
import * as contracts from '@ventanilla/contracts/account';
import { AppError } from '../../platform/errors.ts';
import { sendImage, storeImage } from '../../platform/files/images.ts';
import { type RouteBinding, route } from '../../platform/http/index.ts';
import { changePassword } from './commands/change-password.ts';
import { changePhoto } from './commands/change-photo.ts';
import { requestPasswordReset, resetPassword } from './commands/reset-password.ts';
import { signOut } from './commands/sign-out.ts';
import { resetAnswerMs } from './identity.config.ts';
import { endOtherSessions } from './identity.store.ts';
import { linksFor } from './links.ts';
import { listSessions } from './queries/list-sessions.ts';
import { readMe } from './queries/me.ts';
import { findPhoto } from './queries/photo.ts';
import { demandAgent, type IdentityRouteDeps } from './route-deps.ts';

/** What people do with their own account. */
export function accountRoutes(deps: IdentityRouteDeps): RouteBinding[] {
  return [...passwordRoutes(deps), ...ownSessionRoutes(deps), ...photoRoutes(deps)];
}

/** Nothing with a password is remembered for repeats: a hash of it would be kept. */
function passwordRoutes(deps: IdentityRouteDeps): RouteBinding[] {
  const { limits } = deps;
  return [
    route(contracts.changePassword, async ({ actor, body, requestId }) => {
      await changePassword({ ...body, ...demandAgent(actor), actor, requestId }, deps);
      return undefined;
    }),
    route(contracts.requestPasswordReset, async ({ body, ip, request, requestId }) => {
      await limits.countResetRequest({ ip });
      const link = linksFor(request, deps.config);
      // The same answer after the same time: whether somebody has the address cannot be told from either.
      await Promise.all([requestPasswordReset({ ...body, link, requestId }, deps), pause(resetAnswerMs)]);
      return { accepted: true as const };
    }),
    route(contracts.resetPassword, async ({ body, ip, requestId }) => {
      await limits.countLink({ ip });
      await resetPassword({ ...body, requestId }, deps);
      return undefined;
    }),
  ];
}

function ownSessionRoutes({ platform, cookie }: IdentityRouteDeps): RouteBinding[] {
  return [
    route(contracts.listSessions, async ({ actor }) => ({
      items: await listSessions(demandAgent(actor), platform),
    })),
    route(contracts.endOtherSessions, async ({ actor, transact }) => {
      const own = demandAgent(actor);
      await transact((work) => endOtherSessions(own, work));
      return undefined;
    }),
    route(contracts.endSession, async ({ actor, params, reply, transact }) => {
      const own = demandAgent(actor);
      const { agentId } = own;
      const sessions = await listSessions(own, platform);
      if (!sessions.some(({ id }) => id === params.sessionId)) throw new AppError('sessions.not_found');
      await transact((work) => signOut({ agentId, sessionId: params.sessionId }, work));
      if (params.sessionId === own.sessionId) cookie.clear(reply);
      return undefined;
    }),
  ];
}

function photoRoutes({ platform }: IdentityRouteDeps): RouteBinding[] {
  const { db } = platform;
  return [
    route(contracts.putPhoto, async ({ actor, body, transact }) => {
      const { agentId } = demandAgent(actor);
      const image = await storeImage(body, platform);
      await transact((work) => changePhoto({ agentId, image }, work));
      return readMe({ agentId }, db);
    }),
    route(contracts.removePhoto, async ({ actor, transact }) => {
      const { agentId } = demandAgent(actor);
      await transact((work) => changePhoto({ agentId, image: null }, work));
      return readMe({ agentId }, db);
    }),
    route(contracts.getPhoto, async ({ params, reply }) =>
      sendImage({ ...(await findPhoto(params, db)), reply, shared: false }, platform),
    ),
  ];
}
