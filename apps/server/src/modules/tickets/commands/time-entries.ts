import type { TimeEntry } from '@ventanilla/contracts/time-entries';
import { toInstant } from '../../../platform/clock.ts';
import { AppError } from '../../../platform/errors.ts';
import { appendEvents, event } from '../../../platform/events/index.ts';
import type { Work } from '../../../platform/work.ts';
import { agentIdOf } from '../tickets.policy.ts';
import { getTicketToChange, saveTicket, type TicketRow, ticketSubject } from '../tickets.store.ts';

/** Notes time that the actor worked on a ticket, in minutes. Throws `tickets.is_spam`, `auth.forbidden` for a program. */
export async function addTimeEntry(
  { ticketId, minutes, billable }: { ticketId: string; minutes: number; billable: boolean },
  work: Work,
): Promise<TimeEntry> {
  const agentId = agentIdOf(work.actor);
  const ticket = await getTicketToChange({ ticketId, by: 'tickets:note' }, work);
  if (ticket.is_spam) throw new AppError('tickets.is_spam');
  const entry = { id: work.ids.uuid(), minutes, billable };
  await work.tx
    .insertInto('time_entries')
    .values({ ...entry, ticket_id: ticket.id, agent_id: agentId, at: work.now })
    .execute();
  await tell({ ticket, entry, isRemoved: false }, work);
  return { ...entry, agent: { id: agentId, name: work.actor.name }, at: toInstant(work.now) };
}

/** Takes back one's own. Throws `time.not_found` for what is another's, is gone or was never there. */
export async function removeTimeEntry(
  { ticketId, entryId }: { ticketId: string; entryId: string },
  work: Work,
): Promise<void> {
  const agentId = agentIdOf(work.actor);
  const ticket = await getTicketToChange({ ticketId, by: 'tickets:note' }, work);
  const entry = await work.tx
    .updateTable('time_entries')
    .set({ removed_at: work.now })
    .where('id', '=', entryId)
    .where('ticket_id', '=', ticket.id)
    .where('agent_id', '=', agentId)
    .where('removed_at', 'is', null)
    .returning(['id', 'minutes', 'billable'])
    .executeTakeFirst();
  if (!entry) throw new AppError('time.not_found');
  await tell({ ticket, entry, isRemoved: true }, work);
}

async function tell(
  change: { ticket: TicketRow; entry: Pick<TimeEntry, 'id' | 'minutes' | 'billable'>; isRemoved: boolean },
  work: Work,
): Promise<void> {
  const { ticket, entry, isRemoved } = change;
  const { version } = await saveTicket(ticket, {}, work);
  const { id: entryId, minutes, billable } = entry;
  await appendEvents(
    [
      event('ticket.time_noted@1', ticketSubject(ticket.id), {
        ticketId: ticket.id,
        version,
        entryId,
        minutes,
        billable,
        isRemoved,
      }),
    ],
    work,
  );
}
