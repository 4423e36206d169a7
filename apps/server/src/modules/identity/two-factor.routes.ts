import * as contracts from '@ventanilla/contracts/two-factor';
import { type RouteBinding, route } from '../../platform/http/index.ts';
import {
  confirmTwoFactor,
  renewBackupCodes,
  resetTwoFactor,
  startTwoFactor,
  stopTwoFactor,
} from './commands/two-factor.ts';
import { readTwoFactor } from './queries/two-factor.ts';
import { demandAgent, type IdentityRouteDeps } from './route-deps.ts';

/** The second step of signing in: one's own, and that of somebody who lost theirs. */
export function twoFactorRoutes(deps: IdentityRouteDeps): RouteBinding[] {
  const { platform } = deps;
  return [
    route(contracts.getTwoFactor, async ({ actor }) => readTwoFactor(demandAgent(actor), platform.db)),
    route(contracts.startTwoFactor, async ({ actor, body, requestId }) =>
      startTwoFactor({ ...body, ...demandAgent(actor), actor, requestId }, deps),
    ),
    route(contracts.confirmTwoFactor, async ({ actor, body, requestId }) =>
      confirmTwoFactor({ ...body, ...demandAgent(actor), actor, requestId }, deps),
    ),
    route(contracts.renewBackupCodes, async ({ actor, body, requestId }) =>
      renewBackupCodes({ ...body, ...demandAgent(actor), actor, requestId }, deps),
    ),
    route(contracts.stopTwoFactor, async ({ actor, body, requestId }) => {
      await stopTwoFactor({ ...body, ...demandAgent(actor), actor, requestId }, deps);
      return undefined;
    }),
    route(contracts.resetTwoFactor, async ({ params, transact }) => {
      await transact((work) => resetTwoFactor(params, work, platform));
      return undefined;
    }),
  ];
}
