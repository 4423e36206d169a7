import './sla.tables.ts';
import type { Module } from '../../platform/module.ts';
import type { Platform } from '../../platform/platform.ts';
import { createCalendarBooks } from '../calendar/index.ts';
import { recountOnRulesChanged } from './reactions/recount.on-rules-changed.ts';
import { runClocksOnTicketChanged } from './reactions/run-clocks.on-ticket-changed.ts';
import { slaRoutes } from './sla.routes.ts';
import { clockTimer, recountTimer } from './sla.timers.ts';

export { createPolicy, orderPolicies, updatePolicy } from './commands/write-policies.ts';
export { listPolicies } from './sla.store.ts';
export { recountClocks } from './sla.timers.ts';

/** What is promised about time, and the clocks that keep it. */
export function createSlaModule(platform: Platform): Module {
  const books = createCalendarBooks();
  return {
    name: 'sla',
    routes: slaRoutes(platform, { books }),
    reactions: [runClocksOnTicketChanged({ books }), recountOnRulesChanged],
    timers: [clockTimer({ books }), recountTimer({ books })],
  };
}
