import { recordAudit } from '../../../platform/audit.ts';
import { AppError } from '../../../platform/errors.ts';
import type { Work } from '../../../platform/work.ts';
import { listOverseen } from '../queries/overseen-agents.ts';

/** How many open tickets somebody handles at once; null: any number. Throws `agents.not_found`. */
export async function setOpenMax(
  { agentId, openMax }: { agentId: string; openMax: number | null },
  work: Work,
): Promise<void> {
  const overseen = await listOverseen({ actor: work.actor }, work.tx);
  const agent = overseen.find(({ id }) => id === agentId);
  if (!agent) throw new AppError('agents.not_found');
  if (agent.openMax === openMax) return;
  await work.tx.updateTable('agents').set({ open_max: openMax }).where('id', '=', agentId).execute();
  await recordAudit(
    {
      action: 'agent.open_max_changed',
      subjectType: 'agent',
      subjectId: agentId,
      details: { from: agent.openMax, to: openMax },
    },
    work,
  );
}
