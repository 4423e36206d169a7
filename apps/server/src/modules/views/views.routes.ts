import * as contract from '@ventanilla/contracts/views';
import type { Actor } from '../../platform/actor.ts';
import { type RouteBinding, type RouteContext, route } from '../../platform/http/index.ts';
import type { Platform } from '../../platform/platform.ts';
import type { Work } from '../../platform/work.ts';
import * as write from './commands/write-views.ts';
import { tellReaders } from './tell-readers.ts';
import { findView, listViews, type ViewRow, viewOf } from './views.store.ts';

export function viewRoutes({ db, log }: Platform): RouteBinding[] {
  /** Changes a view, answers how it is now, and tells those who see it. `command` answers it as it was. */
  async function change<P>(
    { transact, actor }: Pick<RouteContext<never>, 'transact'> & { actor: Actor },
    command: (input: P, work: Work) => Promise<ViewRow>,
    input: P,
  ) {
    const { before, after, view } = await transact(async (work) => {
      const row = await command(input, work);
      const now = (await findView({ viewId: row.id, actor }, work.tx)) ?? row;
      return { before: row, after: now, view: await viewOf({ viewId: row.id, actor }, work.tx) };
    });
    tellReaders({ event: 'views', data: { viewId: view.id }, readers: [before, after] }, db).catch(
      (error: unknown) => log.warn({ err: error }, 'a changed view could not be told'),
    );
    return view;
  }

  return [
    route(contract.listViews, async ({ actor }) => ({ items: await listViews({ actor }, db) })),
    route(contract.createView, (context) => {
      context.reply.code(201);
      return change(context, write.createView, context.body);
    }),
    route(contract.updateView, (context) => {
      const { params, ifMatch, body } = context;
      return change(context, write.updateView, { ...params, version: ifMatch, changes: body });
    }),
    route(contract.deleteView, async (context) => {
      await change(context, write.deleteView, context.params);
      return undefined;
    }),
    route(contract.restoreView, (context) => change(context, write.restoreView, context.params)),
  ];
}
