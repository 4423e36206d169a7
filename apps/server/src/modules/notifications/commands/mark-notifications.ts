import { sql } from 'kysely';
import type { Work } from '../../../platform/work.ts';

/** Marks some of somebody's own lines; ids of others are passed over. What is read is not mailed any more. */
export async function markNotifications(
  { agentId, ids, read }: { agentId: string; ids: readonly string[]; read: boolean },
  work: Work,
): Promise<void> {
  await sql`
    update notifications set read_at = ${read ? work.now : null}::timestamptz, mail_pending = mail_pending and not ${read}
    where agent_id = ${agentId} and id = any(${[...ids]}::uuid[]) and (read_at is null) = ${read}`.execute(
    work.tx,
  );
}

/** Marks all unread lines in somebody's centre as read, or those of one ticket; answers how many there were. */
export async function readNotifications(
  { agentId, ticketId }: { agentId: string; ticketId?: string | undefined },
  work: Work,
): Promise<number> {
  const { rows } = await sql`
    update notifications set read_at = ${work.now}, mail_pending = false
    where agent_id = ${agentId} and read_at is null and postponed_until is null
      and ${ticketId ? sql`subject_id = ${ticketId}::uuid` : sql`true`}
    returning id`.execute(work.tx);
  return rows.length;
}

/** What was marked as read at exactly that instant is unread again. */
export async function unreadAgain(
  { agentId, readAt }: { agentId: string; readAt: Date },
  work: Work,
): Promise<void> {
  await sql`update notifications set read_at = null where agent_id = ${agentId} and read_at = ${readAt}`.execute(
    work.tx,
  );
}
