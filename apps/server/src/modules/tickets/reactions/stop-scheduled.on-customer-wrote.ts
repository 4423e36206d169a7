import type { EventPayload } from '@ventanilla/contracts/events';
import { sql } from 'kysely';
import type { LoggedEvent, Reaction } from '../../../platform/events/index.ts';
import type { Work } from '../../../platform/work.ts';
import { stopScheduledReply } from '../commands/settle-scheduled-reply.ts';

/**
 * An answer for tomorrow does not leave as if nothing had happened when the customer writes today: it goes back to
 * its author at once. Those that only wait to be undone look for themselves when they are due.
 */
export const stopScheduled: Reaction = {
  name: 'stop-scheduled.on-customer-wrote',
  types: ['message.added'],
  async handle(events, work) {
    for (const item of events) await stopThoseOf(item, work);
  },
};

async function stopThoseOf(item: LoggedEvent, work: Work): Promise<void> {
  const message = item.payload as EventPayload<'message.added@1'>;
  if (message.authorKind !== 'customer' || message.isAuto) return;
  const { rows } = await sql<{ id: string }>`
    select id from scheduled_replies
    where ticket_id = ${message.ticketId} and state = 'pending' and later order by id`.execute(work.tx);
  for (const { id } of rows)
    await stopScheduledReply({ scheduledReplyId: id, messageId: message.messageId }, work);
}
