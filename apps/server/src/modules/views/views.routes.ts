import * as contract from '@ventanilla/contracts/views';
import { type RouteBinding, route } from '../../platform/http/index.ts';
import type { Platform } from '../../platform/platform.ts';
import * as write from './commands/write-views.ts';
import { listViews, viewOf } from './views.store.ts';

export function viewRoutes({ db }: Platform): RouteBinding[] {
  return [
    route(contract.listViews, async ({ actor }) => ({ items: await listViews({ actor }, db) })),
    route(contract.createView, ({ body, actor, transact, reply }) => {
      reply.code(201);
      return transact(async (work) =>
        viewOf({ viewId: (await write.createView(body, work)).id, actor }, work.tx),
      );
    }),
    route(contract.updateView, ({ params, body, ifMatch, actor, transact }) =>
      transact(async (work) => {
        await write.updateView({ ...params, version: ifMatch, changes: body }, work);
        return viewOf({ ...params, actor }, work.tx);
      }),
    ),
    route(contract.deleteView, async ({ params, transact }) => {
      await transact((work) => write.deleteView(params, work));
      return undefined;
    }),
    route(contract.restoreView, ({ params, actor, transact }) =>
      transact(async (work) => {
        await write.restoreView(params, work);
        return viewOf({ ...params, actor }, work.tx);
      }),
    ),
  ];
}
