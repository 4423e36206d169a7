import type { Module } from '../../platform/module.ts';
import { visibleTicketIds } from '../tickets/index.ts';
import { liveRoutes } from './live.routes.ts';
import { createLiveHub, type LivePlatform, type VisibleTicketIds } from './live-hub.ts';

/**
 * The live stream: `GET /api/v1/live` tells each reader which of the tickets that they may see have changed.
 * @param options.visibleTicketIds another gate, for tests of what leaves a scope
 */
export function createLiveModule(
  platform: LivePlatform,
  options: { visibleTicketIds?: VisibleTicketIds } = {},
): Module {
  const hub = createLiveHub({ platform, visibleTicketIds: options.visibleTicketIds ?? visibleTicketIds });
  return { name: 'live', routes: liveRoutes({ hub, log: platform.log }), services: [hub] };
}
