import type { EventPayload } from '@ventanilla/contracts/events';
import { sql } from 'kysely';
import { keepPlan } from '../../../platform/db/kept-plans.ts';
import type { Reaction } from '../../../platform/events/index.ts';
import { stopScheduledReply } from '../commands/settle-scheduled-reply.ts';

/**
 * An answer for tomorrow does not leave as if nothing had happened when the customer writes today: it goes back to
 * its author at once. Those that only wait to be undone look for themselves when they are due.
 */
export const stopScheduled: Reaction = {
  name: 'stop-scheduled.on-customer-wrote',
  types: ['message.added'],
  async handle(events, work) {
    const messages = events
      .map(({ payload }) => payload as EventPayload<'message.added@1'>)
      .filter(({ authorKind, isAuto }) => authorKind === 'customer' && !isAuto);
    if (messages.length === 0) return;
    const { rows } = await sql<{ id: string; ticket_id: string }>`
      select id, ticket_id from scheduled_replies
      where ticket_id = any(${messages.map(({ ticketId }) => ticketId)}::uuid[]) and state = 'pending' and later
      order by id ${keepPlan}`.execute(work.tx);
    // The first message that came is the one that stopped it.
    for (const { id, ticket_id } of rows) {
      const { messageId } = messages.find(({ ticketId }) => ticketId === ticket_id)!;
      await stopScheduledReply({ scheduledReplyId: id, messageId }, work);
    }
  },
};
