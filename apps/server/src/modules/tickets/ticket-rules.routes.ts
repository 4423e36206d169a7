import { getTicketRules, setTicketRules } from '@ventanilla/contracts/ticket-rules';
import { type RouteBinding, route } from '../../platform/http/index.ts';
import type { Platform } from '../../platform/platform.ts';
import { readReopenDays } from './commands/receiving/receive-message.ts';
import { setReopenDays } from './commands/set-reopen-days.ts';

/** What an administrator decides about tickets. */
export function ticketRuleRoutes({ db }: Pick<Platform, 'db'>): RouteBinding[] {
  return [
    route(getTicketRules, async () => ({ reopenDays: await readReopenDays(db) })),
    route(setTicketRules, async ({ body, transact }) => {
      await transact((work) => setReopenDays({ days: body.reopenDays }, work));
      return body;
    }),
  ];
}
