import { stopSchedule } from '../modules/backups/index.ts';
import { holdSystemMails } from '../modules/mailer/index.ts';
import { holdOutgoing } from '../modules/tickets/index.ts';
import type { Work } from '../platform/work.ts';

/**
 * A restored installation that is not to act beside the living one: its mailboxes are paused, and so neither fetch nor
 * answer by themselves, no copy is made by the clock, and nothing that waited to leave does. `said` is what is told of
 * each mail that was held. Answers how many mails and scheduled answers those are.
 */
export async function bringToRest(
  { said }: { said: string },
  work: Work,
): Promise<{ mails: number; answers: number }> {
  await work.tx.updateTable('channel_accounts').set({ state: 'paused' }).execute();
  await stopSchedule(work);
  await holdSystemMails({ said }, { db: work.tx, clock: { now: () => work.now } });
  return holdOutgoing({ said }, work);
}
