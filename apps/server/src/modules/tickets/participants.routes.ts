import * as contract from '@ventanilla/contracts/participants';
import { type RouteBinding, route } from '../../platform/http/index.ts';
import { settleProposedRequester } from './commands/settle-proposed-requester.ts';
import { trustSender } from './commands/trust-sender.ts';

/** Who takes part in a conversation, as people decide it. */
export function participantRoutes(): RouteBinding[] {
  return [
    route(contract.trustSender, async ({ params, body, transact }) => {
      await transact((work) => trustSender({ ...params, ...body }, work));
      return undefined;
    }),
    route(contract.settleProposedRequester, async ({ params, body, transact }) => {
      await transact((work) => settleProposedRequester({ ...params, ...body }, work));
      return undefined;
    }),
  ];
}
