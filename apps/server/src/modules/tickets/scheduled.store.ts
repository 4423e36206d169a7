import { type Selectable, sql } from 'kysely';
import type { Database } from '../../platform/db/database.ts';
import type { Work } from '../../platform/work.ts';
import type { DraftContent, DraftKey } from './drafts.store.ts';
import { htmlOfText } from './written-html.ts';

export type ScheduledRow = Selectable<Database['scheduled_replies']>;

/**
 * The row, held until the transaction ends. Whoever settles one takes its timer first, then this row, then the
 * ticket: always in this order, so that undoing and sending at once wait for each other and never deadlock.
 */
export async function lockScheduled(id: string, work: Work): Promise<ScheduledRow | null> {
  const { rows } = await sql<ScheduledRow>`
    select * from scheduled_replies where id = ${id} for update`.execute(work.tx);
  return rows[0] ?? null;
}

/** Leaves `pending`, or takes a stopped one off the ticket. */
export async function settleScheduled(
  input: { id: string } & (
    | { state: 'sent'; messageId: string }
    | { state: 'undone' }
    | { state: 'stopped'; reason: string }
  ),
  work: Work,
): Promise<void> {
  await work.tx
    .updateTable('scheduled_replies')
    .set({
      state: input.state,
      message_id: input.state === 'sent' ? input.messageId : null,
      reason: input.state === 'stopped' ? input.reason : null,
      done_at: work.now,
    })
    .where('id', '=', input.id)
    .execute();
}

/** What goes back to its writer as a draft. */
export function asDraft(row: ScheduledRow): { key: DraftKey; content: DraftContent } {
  const { text, cc, bcc, upload_ids, seen_message_id, answers_message_id, from_address } = row;
  return {
    key: { ticketId: row.ticket_id, agentId: row.agent_id, kind: 'reply' },
    content: {
      html: row.html ?? htmlOfText(text),
      text,
      cc,
      bcc,
      upload_ids,
      seen_message_id,
      answers_message_id,
      from_address,
    },
  };
}
