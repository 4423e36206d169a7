import type { clocks as spanish, clockHistory as spanishHistory } from '../es/ticket-clocks.ts';

/** The clocks of a ticket, and why they are due when they are. */
export const clocks: typeof spanish = {
  title: 'Times of this ticket',
  why: 'See why',
  failed: 'We could not read the times. Close this and open it again.',
  ended: 'Those that ended',
  lines: {
    used: '{{used}} used',
    usedOf: '{{used}} of {{limit}} used',
    closed: '{{time}} out of hours, which do not count',
    closedSpan: 'Out of hours from {{from}} to {{to}}',
    pause: '{{time}} {{reason}}, since {{since}}: it did not count',
    pauseNow: 'Paused for {{time}}, {{reason}}',
    calendar: 'Hours: {{name}}',
    assumed: 'Hours: Monday to Friday, 9 to 18, until there is a calendar in Settings',
    rule: 'Rule: {{name}}',
  },
  reasons: {
    open: 'open',
    in_progress: 'in progress',
    waiting_customer: 'waiting for the customer',
    waiting_area: 'waiting for another area',
    to_validate: 'to validate',
    closed: 'closed',
    ignored: 'ignored',
    spam: 'set aside as spam',
  },
  was: {
    met: '{{metric}}: in time, {{when}}',
    breached: '{{metric}}: late, {{when}}',
    cancelled: '{{metric}}: no longer needed, {{when}}',
  },
};

/** What the history says of them. */
export const clockHistory: typeof spanishHistory = {
  clockWarned: 'A time is about to be over: {{to}}',
  clockBreached: 'A time was not kept: {{to}}',
};
