import { sql } from 'kysely';
import type { Platform } from '../../../platform/platform.ts';
import { setTimer, setTimerNoLater, type TimerKind } from '../../../platform/timers/timers.ts';
import type { Work } from '../../../platform/work.ts';
import { findAgentActor, type NoticeChooser, readNoticeChoosers } from '../../identity/index.ts';
import { readLines } from '../queries/list-notifications.ts';
import { nextMailAt, quietEnd } from '../schedule.rules.ts';
import { mailLines } from './mail-lines.ts';

const noticeMailKind = 'notifications.mail';

const timerOf = (agentId: string, dueAt: Date) => ({
  key: `notifications/${agentId}`,
  kind: noticeMailKind,
  dueAt,
  subject: { type: 'agent', id: agentId },
});

async function findChooser(agentId: string, work: Work): Promise<NoticeChooser | null> {
  return (await readNoticeChoosers({ agentIds: [agentId] }, work.tx)).get(agentId) ?? null;
}

const dueAtFor = ({ choices, timeZone }: NoticeChooser, work: Work) =>
  nextMailAt(work.now, choices, timeZone);

/** How long the mail about a run waits, so that it tells of all of it, in ms. */
const runMs = 2 * 60_000;

/** Something waits to be mailed to somebody: it leaves when they chose, together with what waits already. */
export async function orderMail(
  { agentId, ofRun = false }: { agentId: string; ofRun?: boolean },
  work: Work,
): Promise<void> {
  const chooser = await findChooser(agentId, work);
  if (!chooser) return;
  const soonest = new Date(work.now.getTime() + (ofRun ? runMs : 0));
  const dueAt = dueAtFor(chooser, work);
  await setTimerNoLater(timerOf(agentId, dueAt > soonest ? dueAt : soonest), work);
}

/** Somebody may have chosen otherwise: what waits is due by what holds now. */
export async function reorderMail({ agentId }: { agentId: string }, work: Work): Promise<void> {
  const { rows } = await sql`
    select 1 from notifications where agent_id = ${agentId} and mail_pending limit 1`.execute(work.tx);
  const chooser = rows.length > 0 ? await findChooser(agentId, work) : null;
  if (chooser) await setTimer(timerOf(agentId, dueAtFor(chooser, work)), work);
}

/**
 * Mails what waits for somebody and was not read meanwhile: one thing as the mail of its ticket, several together.
 * What they no longer see or no longer want by mail is left out. Mail and marks are one transaction with the timer.
 */
export function noticeMailTimer(platform: Pick<Platform, 'keyring' | 'publicUrl'>): TimerKind {
  return {
    kind: noticeMailKind,
    async fire({ subject_id: agentId }, work) {
      const chooser = await findChooser(agentId, work);
      const agent = await findAgentActor({ agentId }, work.tx);
      if (chooser && agent) {
        const end = quietEnd(work.now, chooser.choices, chooser.timeZone);
        if (end > work.now) return setTimer(timerOf(agentId, end), work);
      }
      // A line that is being written now has its own timer.
      const { rows } = await sql<{ id: string }>`
        update notifications set mail_pending = false where id in (
          select id from notifications where agent_id = ${agentId} and mail_pending for update skip locked)
        returning id, read_at`.execute(work.tx);
      if (!chooser || !agent?.id || rows.length === 0) return;
      const { kinds } = chooser.choices;
      const lines = (
        await readLines({ ids: rows.map(({ id }) => id), actor: agent, limit: rows.length }, work.tx)
      ).filter(({ kind, readAt, ofRun }) => readAt === null && (ofRun || kinds[kind].email));
      await mailLines({ lines, agent: { ...agent, id: agent.id }, to: chooser }, work, platform);
    },
  };
}
