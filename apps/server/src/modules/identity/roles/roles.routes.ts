import * as contracts from '@ventanilla/contracts/roles';
import type { Db } from '../../../platform/db/database.ts';
import { type RouteBinding, route } from '../../../platform/http/index.ts';
import { listRoles } from './list-roles.ts';
import { createRole, removeRole, updateRole } from './write-roles.ts';

/** Roles: those that come with the product, and those of one's own making. */
export function roleRoutes(db: Db): RouteBinding[] {
  return [
    route(contracts.listRoles, async () => ({ items: await listRoles(db) })),
    route(contracts.createRole, async ({ body, transact, reply }) => {
      reply.code(201);
      return transact((work) => createRole(body, work));
    }),
    route(contracts.updateRole, ({ params, body, ifMatch, transact }) =>
      transact((work) => updateRole({ ...params, version: ifMatch, changes: body }, work)),
    ),
    route(contracts.removeRole, async ({ params, transact }) => {
      await transact((work) => removeRole(params, work));
      return undefined;
    }),
  ];
}
