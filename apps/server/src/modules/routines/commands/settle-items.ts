import type { ItemState } from '@ventanilla/contracts/routine-runs';
import { AppError } from '../../../platform/errors.ts';
import type { Work } from '../../../platform/work.ts';
import { agentIdOf } from '../../tickets/index.ts';
import { type EvidenceDeps, readEvidence } from '../evidence.ts';
import { settled, witnessed } from '../run.rules.ts';
import { lockOwnRun, type RunRow, saveItems } from '../runs.store.ts';

/**
 * Ticks items of one's own duty, leaves them out with a reason, or takes either back. Throws `routines.run_not_found`,
 * `routines.run_over`, and `routines.evidence_decides` for a tick where tickets decide.
 */
export async function settleItems(
  input: { runId: string; itemIds: readonly string[]; state: ItemState; note?: string | undefined },
  work: Work,
  deps: EvidenceDeps,
): Promise<RunRow> {
  const agentId = agentIdOf(work.actor);
  const run = await lockOwnRun({ agentId, runId: input.runId }, work);
  const asked = run.items.filter(({ id }) => input.itemIds.includes(id));
  if (asked.length < new Set(input.itemIds).size) throw new AppError('routines.run_not_found');
  const isTickedByHand = input.state === 'done' && asked.some((item) => item.filter && item.state !== 'done');
  if (isTickedByHand) throw new AppError('routines.evidence_decides');
  const items = settled(run.items, { ...input, at: work.now, byId: agentId });
  const leftOf = await readEvidence({ runs: [{ id: run.id, items }], actor: work.actor }, work.tx, deps);
  return saveItems({ run, items: witnessed(items, { leftOf: leftOf.get(run.id)!, at: work.now }) }, work);
}

/** Lets the evidence settle what it can of these duties, which their person has before them. */
export async function lookAtEvidence(
  { runs }: { runs: readonly RunRow[] },
  work: Work,
  deps: EvidenceDeps,
): Promise<{ runs: RunRow[]; leftOf: Map<string, Map<string, number | null>> }> {
  const leftOf = await readEvidence({ runs, actor: work.actor }, work.tx, deps);
  const seen: RunRow[] = [];
  for (const run of runs) {
    const items = witnessed(run.items, { leftOf: leftOf.get(run.id)!, at: work.now });
    const isSame = items.every((item, at) => item === run.items[at]);
    seen.push(isSame ? run : await saveItems({ run, items }, work));
  }
  return { runs: seen, leftOf };
}
