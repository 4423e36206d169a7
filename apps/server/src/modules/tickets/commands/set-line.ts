import { appendEvents, event } from '../../../platform/events/index.ts';
import type { Work } from '../../../platform/work.ts';
import { demandLine } from '../../identity/index.ts';
import { getTicketToChange, saveTicket, type TicketRow, ticketSubject } from '../tickets.store.ts';

/** Says of which line a ticket is. Throws `lines.not_found` and `lines.retired`. */
export async function setLine(
  input: { ticketId: string; lineId: string | null },
  work: Work,
): Promise<TicketRow> {
  const ticket = await getTicketToChange({ ticketId: input.ticketId, by: 'tickets:classify' }, work);
  if (ticket.line_id === input.lineId) return ticket;
  if (input.lineId !== null) await demandLine({ lineId: input.lineId }, work.tx);
  const after = await saveTicket(ticket, { line_id: input.lineId }, work);
  const payload = { ticketId: after.id, version: after.version, from: ticket.line_id, to: after.line_id };
  await appendEvents([event('ticket.line_changed@1', ticketSubject(after.id), payload)], work);
  return after;
}
