import './views.tables.ts';
import type { Module } from '../../platform/module.ts';
import type { Platform } from '../../platform/platform.ts';
import { ownBoardRoutes } from './boards/boards.routes.ts';
import { viewRoutes } from './views.routes.ts';

export { listSharedBoards, writeSharedBoard } from './boards/shared-boards.ts';

/** Filters and boards that people keep and share; what they show is decided for each reader anew. */
export function createViewsModule(platform: Platform): Module {
  return { name: 'views', routes: [...viewRoutes(platform), ...ownBoardRoutes(platform)] };
}
