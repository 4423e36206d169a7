import * as contracts from '@ventanilla/contracts/time-entries';
import { type RouteBinding, route } from '../../platform/http/index.ts';
import { addTimeEntry, removeTimeEntry } from './commands/time-entries.ts';

/** Time that people note on tickets. */
export function timeEntryRoutes(): RouteBinding[] {
  return [
    route(contracts.addTimeEntry, async ({ params, body, transact, reply }) => {
      reply.code(201);
      return transact((work) => addTimeEntry({ ...params, ...body }, work));
    }),
    route(contracts.removeTimeEntry, async ({ params, transact }) => {
      await transact((work) => removeTimeEntry(params, work));
      return undefined;
    }),
  ];
}
