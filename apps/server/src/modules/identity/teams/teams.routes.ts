import * as contracts from '@ventanilla/contracts/department-rules';
import type { Db } from '../../../platform/db/database.ts';
import { type RouteBinding, route } from '../../../platform/http/index.ts';
import { listTeams } from './list-teams.ts';
import { createTeam, updateTeam } from './write-teams.ts';

/** Teams: people of any department who are named together. */
export function teamRoutes(db: Db): RouteBinding[] {
  return [
    route(contracts.listTeams, async () => ({ items: await listTeams(db) })),
    route(contracts.createTeam, async ({ body, transact, reply }) => {
      reply.code(201);
      return transact((work) => createTeam(body, work));
    }),
    route(contracts.updateTeam, ({ params, body, ifMatch, transact }) =>
      transact((work) => updateTeam({ ...params, version: ifMatch, changes: body }, work)),
    ),
  ];
}
