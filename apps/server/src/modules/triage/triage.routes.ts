import * as contract from '@ventanilla/contracts/triage';
import { type RouteBinding, route } from '../../platform/http/index.ts';
import type { Platform } from '../../platform/platform.ts';
import type { Work } from '../../platform/work.ts';
import { setWeights } from './commands/set-weights.ts';
import * as write from './commands/write-round.ts';
import { adviseOwner } from './queries/advise-owner.ts';
import { listDisagreements } from './queries/list-disagreements.ts';
import { readQueue } from './queries/triage-queue.ts';
import { readRound } from './round.store.ts';
import { dayOf } from './triage-day.ts';
import { readSettings } from './weights.store.ts';

const roundAfter = async (work: Work) => readRound(await dayOf(work, work.tx), work.tx);

export function triageRoutes({ db, clock }: Platform): RouteBinding[] {
  return [
    route(contract.getTriageQueue, ({ query, actor }) =>
      readQueue({ ...query, actor, now: clock.now() }, db),
    ),
    route(contract.setTriagePause, ({ body, transact }) =>
      transact(async (work) => {
        await write.setPause(body, work);
        return roundAfter(work);
      }),
    ),
    route(contract.recordTriageStep, ({ params, body, transact }) =>
      transact(async (work) => {
        await write.recordStep({ ...params, ...body }, work);
        return roundAfter(work);
      }),
    ),
    route(contract.removeTriageStep, ({ params, transact }) =>
      transact(async (work) => {
        await write.removeStep(params, work);
        return roundAfter(work);
      }),
    ),
    route(contract.getOwnerAdvice, async ({ params, actor }) => ({
      owner: await adviseOwner({ ...params, actor }, db),
    })),
    route(contract.disagreeWithTriage, async ({ params, body, transact }) => {
      await transact((work) => write.disagree({ ...params, ...body }, work));
      return undefined;
    }),
    route(contract.withdrawDisagreement, async ({ params, transact }) => {
      await transact((work) => write.withdrawDisagreement(params, work));
      return undefined;
    }),
    route(contract.listTriageDisagreements, async ({ actor }) => ({
      items: await listDisagreements({ actor }, db),
    })),
    route(contract.getTriageSettings, () => readSettings(db)),
    route(contract.setTriageWeights, ({ body, ifMatch, transact }) =>
      transact(async (work) => {
        await setWeights({ ...body, version: ifMatch }, work);
        return readSettings(work.tx);
      }),
    ),
  ];
}
