import './triage.tables.ts';
import type { Module } from '../../platform/module.ts';
import type { Platform } from '../../platform/platform.ts';
import { triageRoutes } from './triage.routes.ts';

/** One ranked queue of what waits, each person's way through it day by day, and how it is ordered. */
export function createTriageModule(platform: Platform): Module {
  return { name: 'triage', routes: triageRoutes(platform) };
}
