import type { Reaction } from '../../../platform/events/index.ts';
import { recountClocks } from '../sla.timers.ts';

/** Other promises, other hours, or another calendar for a department: every open ticket counts anew. */
export const recountOnRulesChanged: Reaction = {
  name: 'recount-clocks.on-rules-changed',
  types: ['sla.policies_changed', 'calendar.changed', 'calendar.created', 'department.changed'],
  async handle(events, work) {
    const matters = events.some(
      ({ type, payload }) =>
        type !== 'calendar.changed' || payload['hoursChanged'] === true || payload['becameDefault'] === true,
    );
    if (matters) await recountClocks(work);
  },
};
