import './routines.tables.ts';
import type { Module } from '../../platform/module.ts';
import type { Platform } from '../../platform/platform.ts';
import { createCalendarBooks } from '../calendar/index.ts';
import { createFilterClock } from '../tickets/index.ts';
import { type TendDeps, tendRuns } from './commands/tend-runs.ts';
import { beginRunsOnTicketChanged } from './reactions/begin-runs.on-ticket-changed.ts';
import { routineRoutes } from './routines.routes.ts';

/** What people do again and again: who owes what, by when, what became of it, and the evidence of it. */
export function createRoutinesModule(platform: Platform): Module {
  const deps: TendDeps = {
    books: createCalendarBooks(),
    clock: createFilterClock(platform.clock),
    log: platform.log,
  };
  return {
    name: 'routines',
    routes: routineRoutes(platform, deps),
    reactions: [beginRunsOnTicketChanged(deps)],
    jobs: [{ name: 'tend-routines', cron: '*/5 * * * *', run: () => tendRuns(platform, deps) }],
  };
}
