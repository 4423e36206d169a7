import { sql } from 'kysely';
import type { Work } from '../../../platform/work.ts';
import { recordDelivery } from './deliver.ts';
import { holdScheduledReply } from './settle-scheduled-reply.ts';

/** Why a scheduled answer stopped when its installation was brought back to rest. */
const restoredReason = 'installation.restored';

/**
 * Nothing of what waits leaves by itself any more: each mail of the queue has failed, with `said` as the reason and a
 * person to try it again, and each scheduled answer is its author's draft again. Answers how many of each. Only while
 * no process delivers.
 */
export async function holdOutgoing(
  { said }: { said: string },
  work: Work,
): Promise<{ mails: number; answers: number }> {
  const { rows: mails } = await sql<{ id: string }>`
    select id from outbound_messages where state = 'queued' order by id`.execute(work.tx);
  const rest = { kind: 'failed' as const, said };
  for (const { id } of mails)
    await recordDelivery(
      { outboundId: id, outcome: { accepted: [], refused: [], rest, local: false } },
      work,
    );
  const { rows: answers } = await sql<{ id: string }>`
    select id from scheduled_replies where state = 'pending' order by due_at, id`.execute(work.tx);
  for (const { id } of answers)
    await holdScheduledReply({ scheduledReplyId: id, reason: restoredReason }, work);
  return { mails: mails.length, answers: answers.length };
}
