import type { Module } from '../../platform/module.ts';
import { visibleTicketIds } from '../tickets/index.ts';
import { createAgentNews } from './agent-news.ts';
import { liveRoutes } from './live.routes.ts';
import { createLiveHub, type LivePlatform, type VisibleTicketIds } from './live-hub.ts';
import { createPresenceService, type PresencePlatform } from './presence.ts';
import { createWhoIsHere } from './who-is-here.ts';

/**
 * The live stream: `GET /api/v1/live` tells each reader which of the tickets that they may see have changed and who
 * is in them now.
 * @param options.visibleTicketIds another gate, for tests of what leaves a scope
 */
export function createLiveModule(
  platform: LivePlatform & PresencePlatform,
  options: { visibleTicketIds?: VisibleTicketIds } = {},
): Module & { agentsHere(): ReadonlySet<string> } {
  const gate = options.visibleTicketIds ?? visibleTicketIds;
  const hub = createLiveHub({ platform, visibleTicketIds: gate });
  const presence = createPresenceService({ platform, hub, visibleTicketIds: gate });
  const here = createWhoIsHere({ platform, hub });
  return {
    name: 'live',
    agentsHere: () => here.agentIds(),
    routes: liveRoutes({ hub, presence, log: platform.log }),
    services: [hub, presence, here, createAgentNews({ platform, hub })],
  };
}
