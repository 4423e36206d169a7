import * as contracts from '@ventanilla/contracts/sla';
import { type RouteBinding, route } from '../../platform/http/index.ts';
import type { Platform } from '../../platform/platform.ts';
import type { CalendarBooks } from '../calendar/index.ts';
import { createPolicy, deletePolicy, orderPolicies, updatePolicy } from './commands/write-policies.ts';
import { explainClocks } from './queries/explain-clocks.ts';
import { previewPolicy } from './queries/preview-policy.ts';
import { readPolicies, toPolicy } from './sla.store.ts';

export function slaRoutes({ db, clock }: Platform, deps: { books: CalendarBooks }): RouteBinding[] {
  const list = async () => ({ items: (await readPolicies({ onlyActive: false }, db)).map(toPolicy) });
  return [
    route(contracts.listSlaPolicies, list),
    route(contracts.createSlaPolicy, async ({ body, transact, reply }) => {
      reply.code(201);
      return transact(async (work) => toPolicy(await createPolicy(body, work)));
    }),
    route(contracts.orderSlaPolicies, async ({ body, transact }) => {
      await transact((work) => orderPolicies(body, work));
      return list();
    }),
    route(contracts.previewSlaPolicy, ({ body, actor }) =>
      previewPolicy({ ...body, now: clock.now(), actor }, db, deps),
    ),
    route(contracts.updateSlaPolicy, ({ params, body, ifMatch, transact }) =>
      transact(async (work) =>
        toPolicy(await updatePolicy({ ...params, version: ifMatch, policy: body }, work)),
      ),
    ),
    route(contracts.deleteSlaPolicy, async ({ params, ifMatch, transact }) => {
      await transact((work) => deletePolicy({ ...params, version: ifMatch }, work));
      return undefined;
    }),
    route(contracts.getTicketClocks, async ({ params, actor }) => ({
      items: await explainClocks({ ...params, actor, now: clock.now() }, db, deps),
    })),
  ];
}
