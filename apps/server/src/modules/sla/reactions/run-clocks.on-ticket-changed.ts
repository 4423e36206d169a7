import type { Reaction } from '../../../platform/events/index.ts';
import type { CalendarBooks } from '../../calendar/index.ts';
import { listOpenTicketIdsOf } from '../../tickets/index.ts';
import { runClocks } from '../commands/run-clocks.ts';

/** Whatever a clock counts or a policy asks about a ticket may be different after these. */
export function runClocksOnTicketChanged(deps: { books: CalendarBooks }): Reaction {
  return {
    name: 'run-clocks.on-ticket-changed',
    types: [
      'ticket.created',
      'ticket.status_changed',
      'ticket.owner_changed',
      'ticket.department_changed',
      'ticket.line_changed',
      'ticket.classified',
      'ticket.requester_changed',
      'ticket.spam_changed',
      'message.added',
      'contact.tags_changed',
    ],
    async handle(events, work) {
      const about = (type: 'contact' | 'ticket') =>
        events.filter(({ subject_type }) => subject_type === type).map(({ subject_id }) => subject_id);
      const ofContacts = await listOpenTicketIdsOf({ requesterIds: about('contact') }, work.tx);
      await runClocks({ ticketIds: [...about('ticket'), ...ofContacts], isQuiet: false }, work, deps);
    },
  };
}
