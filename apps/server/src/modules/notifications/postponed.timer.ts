import type { NotificationKind } from '@ventanilla/contracts/notification.rules';
import { sql } from 'kysely';
import { tellAgents } from '../../platform/agent-news.ts';
import { setTimer, setTimerNoLater, type TimerKind } from '../../platform/timers/timers.ts';
import type { Work } from '../../platform/work.ts';

const kind = 'notifications.postponed';
const timerOf = (agentId: string, dueAt: Date) => ({
  key: `notifications/postponed/${agentId}`,
  kind,
  dueAt,
  subject: { type: 'agent', id: agentId },
});

/** Something of somebody's comes back then; one deadline each, the nearest. */
export const orderReturn = (
  { agentId, until }: { agentId: string; until: Date },
  work: Work,
): Promise<void> => setTimerNoLater(timerOf(agentId, until), work);

/** Brings back, unread and on top, what somebody put off until now, however long ago that was; the next has its own hour. */
export const postponedTimer: TimerKind = {
  kind,
  async fire({ subject_id: agentId }, work) {
    const { rows } = await sql<{ kind: NotificationKind }>`
      update notifications set at = postponed_until, read_at = null, postponed_until = null
      where agent_id = ${agentId} and postponed_until <= ${work.now}
      returning kind`.execute(work.tx);
    const rest = await sql<{ next: Date | null }>`
      select min(postponed_until) as next from notifications
      where agent_id = ${agentId} and postponed_until is not null`.execute(work.tx);
    const next = rest.rows[0]?.next;
    if (next) await setTimer(timerOf(agentId, next), work);
    if (rows.length === 0) return;
    const added = [...new Set(rows.map((row) => row.kind))];
    await tellAgents([{ agentId, event: 'notices', data: { added } }], work.tx);
  },
};
