import type { TriageWeights } from '@ventanilla/contracts/triage.rules';
import { sql } from 'kysely';
import { recordAudit } from '../../../platform/audit.ts';
import { AppError } from '../../../platform/errors.ts';
import { appendEvents, event } from '../../../platform/events/index.ts';
import type { Work } from '../../../platform/work.ts';
import { agentIdOf } from '../../tickets/index.ts';
import { readSettings } from '../weights.store.ts';

/** How much each factor counts from now on; what held before is kept. Throws `triage.stale_version`. */
export async function setWeights(
  { weights, version }: { weights: TriageWeights; version: number },
  work: Work,
): Promise<void> {
  const agentId = agentIdOf(work.actor);
  await sql`select pg_advisory_xact_lock(hashtextextended('triage/weights', 0))`.execute(work.tx);
  const before = await readSettings(work.tx);
  if (before.version !== version) throw new AppError('triage.stale_version');
  const next = version + 1;
  await work.tx
    .insertInto('triage_weights')
    .values({ version: next, weights: JSON.stringify(weights), agent_id: agentId, at: work.now })
    .execute();
  await appendEvents(
    [event('triage.weights_changed@1', { type: 'triage_weights', id: work.ids.uuid() }, { version: next })],
    work,
  );
  await recordAudit(
    {
      action: 'triage.weights_changed',
      subjectType: 'triage',
      subjectId: null,
      details: { from: before.weights, to: weights },
    },
    work,
  );
}
