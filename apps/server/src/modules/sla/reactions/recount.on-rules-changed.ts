import type { LoggedEvent, Reaction } from '../../../platform/events/index.ts';
import { recountClocks } from '../sla.timers.ts';

/** Other promises, other hours, or another calendar for a department or an organisation: every open ticket counts anew. */
export const recountOnRulesChanged: Reaction = {
  name: 'recount-clocks.on-rules-changed',
  types: [
    'sla.policies_changed',
    'calendar.changed',
    'calendar.created',
    'department.changed',
    'organization.changed',
  ],
  async handle(events, work) {
    if (events.some(bearsOnClocks)) await recountClocks(work);
  },
};

function bearsOnClocks({ type, payload }: LoggedEvent): boolean {
  if (type === 'calendar.changed')
    return payload['hoursChanged'] === true || payload['becameDefault'] === true;
  // A line is given to new tickets; those that are open keep theirs.
  return type !== 'organization.changed' || payload['part'] !== 'line';
}
