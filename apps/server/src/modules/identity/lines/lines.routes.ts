import * as contracts from '@ventanilla/contracts/lines';
import type { Db } from '../../../platform/db/database.ts';
import { type RouteBinding, route } from '../../../platform/http/index.ts';
import { createLine, listLines, updateLine } from './write-lines.ts';

/** Lines: kinds of customers with people of their own who are told. */
export function lineRoutes(db: Db): RouteBinding[] {
  return [
    route(contracts.listLines, async () => ({ items: await listLines(db) })),
    route(contracts.createLine, async ({ body, transact, reply }) => {
      reply.code(201);
      return transact((work) => createLine(body, work));
    }),
    route(contracts.updateLine, ({ params, body, ifMatch, transact }) =>
      transact((work) => updateLine({ ...params, ...body, version: ifMatch }, work)),
    ),
  ];
}
