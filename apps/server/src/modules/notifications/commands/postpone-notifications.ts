import { postponeDaysMax } from '@ventanilla/contracts/notifications';
import { sql } from 'kysely';
import { AppError } from '../../../platform/errors.ts';
import type { Work } from '../../../platform/work.ts';
import { orderReturn } from '../postponed.timer.ts';

const dayMs = 86_400_000;

interface Own {
  agentId: string;
  ids: readonly string[];
}

/** Puts some of somebody's own lines off; nothing is mailed of them meanwhile. Throws `notifications.wrong_moment`. */
export async function postponeNotifications(
  { agentId, ids, until }: Own & { until: Date },
  work: Work,
): Promise<void> {
  const waitMs = until.getTime() - work.now.getTime();
  if (waitMs <= 0 || waitMs > postponeDaysMax * dayMs) throw new AppError('notifications.wrong_moment');
  const { rows } = await sql`
    update notifications set postponed_until = ${until}, mail_pending = false
    where agent_id = ${agentId} and id = any(${[...ids]}::uuid[]) returning id`.execute(work.tx);
  if (rows.length > 0) await orderReturn({ agentId, until }, work);
}

/** They stand in the centre again, as they were. */
export async function returnNotifications({ agentId, ids }: Own, work: Work): Promise<void> {
  await sql`update notifications set postponed_until = null
    where agent_id = ${agentId} and id = any(${[...ids]}::uuid[])`.execute(work.tx);
}
