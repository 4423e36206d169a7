import * as contracts from '@ventanilla/contracts/invitations';
import { systemActor } from '../../platform/actor.ts';
import { type RouteBinding, route } from '../../platform/http/index.ts';
import { acceptInvitation, openInvitation } from './commands/accept-invitation.ts';
import { inviteAgent, resendInvitation, revokeInvitation } from './commands/invite-agent.ts';
import { openSession } from './commands/open-session.ts';
import { linksFor } from './links.ts';
import { listInvitations, readInvitation } from './queries/list-invitations.ts';
import { readMe } from './queries/me.ts';
import { type IdentityRouteDeps, originOf } from './route-deps.ts';

export function invitationRoutes(deps: IdentityRouteDeps): RouteBinding[] {
  const { platform } = deps;
  return [
    route(contracts.listInvitations, async () => ({ items: await listInvitations(platform) })),
    route(contracts.inviteAgent, async ({ body, request, transact }) => {
      const link = linksFor(request, deps.config);
      const id = await transact((work) => inviteAgent(body, work, { platform, link }));
      return readInvitation({ id }, platform);
    }),
    route(contracts.resendInvitation, async ({ params, request, transact }) => {
      const link = linksFor(request, deps.config);
      await transact((work) => resendInvitation(params, work, { platform, link }));
      return readInvitation({ id: params.invitationId }, platform);
    }),
    route(contracts.revokeInvitation, async ({ params, transact }) => {
      await transact((work) => revokeInvitation(params, work));
      return undefined;
    }),
    ...linkRoutes(deps),
  ];
}

/** What the link of an invitation does. Not remembered for repeats: a hash of the password would be kept. */
function linkRoutes(deps: IdentityRouteDeps): RouteBinding[] {
  const { platform, limits, cookie } = deps;
  return [
    route(contracts.openInvitation, async ({ body, ip }) => {
      await limits.countLink({ ip });
      return openInvitation(body, platform);
    }),
    route(contracts.acceptInvitation, async ({ body, actor, ip, request, reply, requestId }) => {
      await limits.countLink({ ip });
      const { userId } = await platform.transact({ actor: systemActor, correlationId: requestId }, (work) =>
        acceptInvitation(body, work, deps),
      );
      const origin = originOf({ ip, request });
      const opened = await openSession({ userId, origin, replaces: actor, requestId }, deps);
      cookie.set(reply, { ...opened, remember: true });
      return readMe(opened, platform.db);
    }),
  ];
}
