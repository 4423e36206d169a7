import './team.tables.ts';
import type { Module } from '../../platform/module.ts';
import type { Platform } from '../../platform/platform.ts';
import { createCalendarBooks } from '../calendar/index.ts';
import { teamRoutes } from './team.routes.ts';

/**
 * The view of whoever looks after others: who is here, what each has, how their day goes, and moving tickets between
 * them.
 * @param options.agentsHere whose desk is open now
 */
export function createTeamModule(platform: Platform, options: { agentsHere(): ReadonlySet<string> }): Module {
  const deps = { ...options, clock: platform.clock, books: createCalendarBooks() };
  return { name: 'team', routes: teamRoutes(platform, deps) };
}
