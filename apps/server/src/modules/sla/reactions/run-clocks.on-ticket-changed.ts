import type { Reaction } from '../../../platform/events/index.ts';
import type { CalendarBooks } from '../../calendar/index.ts';
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
    ],
    async handle(events, work) {
      await runClocks({ ticketIds: events.map(({ subject_id }) => subject_id), isQuiet: false }, work, deps);
    },
  };
}
