import { appendEvents, event } from '../../../platform/events/index.ts';
import type { Work } from '../../../platform/work.ts';
import { getTicketToChange, saveTicket, type TicketRow, ticketSubject } from '../tickets.store.ts';

/**
 * Puts a ticket among the spam, or takes it back out; its status, owner and messages stay, so that it returns to
 * where it was. Nothing happens where it is so already.
 * @param input.signs why a filter took it for spam; none where somebody says so
 */
export async function setSpam(
  input: { ticketId: string; isSpam: boolean; signs?: readonly string[] },
  work: Work,
): Promise<TicketRow> {
  const by = { ticketId: input.ticketId, by: 'tickets:close' } as const;
  // Calling it spam ends a ticket as closing does: the department's rule holds for it too.
  const ticket = await getTicketToChange(input.isSpam ? { ...by, rule: 'close' } : by, work);
  if (ticket.is_spam === input.isSpam) return ticket;
  const after = await saveTicket(
    ticket,
    { is_spam: input.isSpam, spam_signs: input.isSpam ? [...(input.signs ?? [])] : [] },
    work,
  );
  await appendEvents(
    [
      event('ticket.spam_changed@1', ticketSubject(ticket.id), {
        ticketId: ticket.id,
        version: after.version,
        isSpam: input.isSpam,
        by: work.actor.kind === 'agent' ? 'agent' : 'filter',
      }),
    ],
    work,
  );
  return after;
}
