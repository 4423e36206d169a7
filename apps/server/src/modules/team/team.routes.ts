import * as goalContracts from '@ventanilla/contracts/goals';
import * as contract from '@ventanilla/contracts/team';
import { type RouteBinding, route } from '../../platform/http/index.ts';
import type { Platform } from '../../platform/platform.ts';
import { setOpenMax } from '../identity/index.ts';
import { moveTickets } from './commands/move-tickets.ts';
import { listGoals, setGoals } from './goals.store.ts';
import { getMyGoals, getTeam, type TeamDeps } from './queries/team.ts';

export function teamRoutes({ db }: Platform, deps: TeamDeps): RouteBinding[] {
  return [
    route(contract.getTeam, ({ actor }) => getTeam({ actor }, db, deps)),
    route(contract.setOpenMax, async ({ params, body, transact }) => {
      await transact((work) => setOpenMax({ ...params, ...body }, work));
      return body;
    }),
    route(goalContracts.listGoals, async ({ actor }) => ({ items: await listGoals({ actor }, db) })),
    route(goalContracts.setGoals, async ({ body, transact }) => {
      await transact((work) => setGoals(body, work));
      return body;
    }),
    route(goalContracts.getMyGoals, async ({ actor }) => ({ items: await getMyGoals({ actor }, db, deps) })),
    route(contract.moveTickets, async ({ body, language, transact }) => ({
      items: await transact((work) => moveTickets({ ...body, language }, work)),
    })),
  ];
}
