import type { Module } from '../../platform/module.ts';
import type { Platform } from '../../platform/platform.ts';
import { blueprintRoutes } from './blueprints.routes.ts';

/** Ways of working as documents: those that come with the product, the present one, and those that somebody brings. */
export function createBlueprintsModule(platform: Platform): Module {
  return { name: 'blueprints', routes: blueprintRoutes(platform) };
}
