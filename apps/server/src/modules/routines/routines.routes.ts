import * as runs from '@ventanilla/contracts/routine-runs';
import * as contract from '@ventanilla/contracts/routines';
import type { Actor } from '../../platform/actor.ts';
import type { Db } from '../../platform/db/database.ts';
import { type RouteBinding, route } from '../../platform/http/index.ts';
import type { Platform } from '../../platform/platform.ts';
import { settleItems } from './commands/settle-items.ts';
import type { TendDeps } from './commands/tend-runs.ts';
import { archiveRoutine, createRoutine, orderRoutines, updateRoutine } from './commands/write-routines.ts';
import { readCompliance } from './queries/compliance.ts';
import { readMyRuns, toOwnRun } from './queries/my-runs.ts';
import { previewSchedule } from './queries/preview-schedule.ts';
import { listRoutines, type RoutineRow, toRoutines } from './routines.store.ts';
import { applyTemplate, readTemplate } from './template/apply-template.ts';

export function routineRoutes({ db, clock }: Platform, deps: TendDeps): RouteBinding[] {
  const list = async (actor: Actor) => ({ items: await listRoutines({ actor }, db) });
  const read = async (row: RoutineRow, { actor, tx }: { actor: Actor; tx: Db }) =>
    (await toRoutines([row], { actor }, tx))[0]!;
  return [
    route(contract.listRoutines, ({ actor }) => list(actor)),
    route(contract.createRoutine, async ({ body, transact, reply }) => {
      reply.code(201);
      return transact(async (work) => read(await createRoutine(body, work), work));
    }),
    route(contract.orderRoutines, async ({ body, actor, transact }) => {
      await transact((work) => orderRoutines(body, work));
      return list(actor);
    }),
    route(contract.previewRoutine, ({ body }) => previewSchedule({ ...body, now: clock.now() }, db, deps)),
    route(contract.getRoutineTemplate, async ({ language }) => ({
      items: await readTemplate({ language }, db),
    })),
    route(contract.applyRoutineTemplate, async ({ actor, language, transact }) => {
      await transact((work) => applyTemplate({ language }, work));
      return list(actor);
    }),
    route(contract.updateRoutine, ({ params, body, ifMatch, transact }) =>
      transact(async (work) =>
        read(await updateRoutine({ ...params, ...body, version: ifMatch }, work), work),
      ),
    ),
    route(contract.archiveRoutine, ({ params, body, transact }) =>
      transact(async (work) => read(await archiveRoutine({ ...params, ...body }, work), work)),
    ),
    route(runs.listMyRuns, ({ transact }) =>
      transact(async (work) => ({ items: await readMyRuns(work, deps), at: work.now.toISOString() })),
    ),
    route(runs.settleRunItems, ({ params, body, transact }) =>
      transact(async (work) => toOwnRun(await settleItems({ ...params, ...body }, work, deps), work, deps)),
    ),
    route(runs.getRoutineCompliance, ({ query, actor }) =>
      readCompliance({ ...query, actor, now: clock.now() }, db),
    ),
  ];
}
