import { countMax } from '@ventanilla/contracts/common';
import { type TriageQueue, triageQueueMax, triageStepsShown } from '@ventanilla/contracts/triage';
import { arrangeTriage, rankTriage } from '@ventanilla/contracts/triage.rules';
import type { Actor } from '../../../platform/actor.ts';
import { toInstant } from '../../../platform/clock.ts';
import type { Db } from '../../../platform/db/database.ts';
import { cardsOf } from '../../tickets/index.ts';
import { readSteps, roundOf } from '../round.store.ts';
import { dayOf } from '../triage-day.ts';
import { readWeights } from '../weights.store.ts';
import { readCandidates } from './candidates.ts';

/** What waits for this actor in its order, with what they did today. */
export async function readQueue(
  { actor, now, departmentId }: { actor: Actor; now: Date; departmentId?: string | undefined },
  db: Db,
): Promise<TriageQueue> {
  const day = await dayOf({ actor, now }, db);
  const weights = await readWeights(db);
  const { candidates, total } = await readCandidates({ ...day, actor, weights, now, departmentId }, db);
  const ordered = arrangeTriage(rankTriage(candidates, weights, now)).slice(0, triageQueueMax);
  const steps = await readSteps(day, db);
  const finished = steps.filter(({ outcome }) => outcome !== 'skipped').slice(0, triageStepsShown);
  const ticketIds = [...ordered.map(({ id }) => id), ...finished.map(({ ticket_id }) => ticket_id)];
  const cards = new Map((await cardsOf({ ticketIds, actor }, db)).map((card) => [card.id, card]));
  return {
    items: ordered.flatMap((item) => {
      const card = cards.get(item.id);
      return card ? [{ ...item, facts: { ...item.facts, marks: [...item.facts.marks] }, card }] : [];
    }),
    count: { value: Math.min(total, countMax), capped: total > countMax },
    weights,
    round: await roundOf({ ...day, steps }, db),
    done: finished.flatMap(({ ticket_id, outcome, at }) => {
      const card = cards.get(ticket_id);
      return card ? [{ card, outcome, at: toInstant(at) }] : [];
    }),
    at: toInstant(now),
  };
}
