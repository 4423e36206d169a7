import { channelRoutes } from './channels.ts';
import { identityRoutes } from './identity.ts';
import { liveRoutes } from './live.ts';
import { platformRoutes } from './platform.ts';
import type { RouteContract } from './route.ts';
import { ticketRoutes } from './tickets.ts';

/** Every operation of the product's HTTP API, in the order of the reference. */
export const allRoutes: readonly RouteContract[] = [
  ...platformRoutes,
  ...identityRoutes,
  ...ticketRoutes,
  ...channelRoutes,
  ...liveRoutes,
];
