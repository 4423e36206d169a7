import { openLive } from '@ventanilla/contracts/live';
import { announcePresence, listPresence } from '@ventanilla/contracts/presence';
import { type RouteBinding, route } from '../../platform/http/index.ts';
import type { Log } from '../../platform/log.ts';
import { eventText } from './live.rules.ts';
import type { LiveHub } from './live-hub.ts';
import { createLiveStream } from './live-stream.ts';
import type { Presence } from './presence.ts';

interface LiveRoutesDeps {
  hub: LiveHub;
  presence: Presence;
  log: Log;
}

export function liveRoutes({ hub, presence, log }: LiveRoutesDeps): RouteBinding[] {
  return [
    route(announcePresence, async ({ body, actor }) => {
      await presence.announce({ actor, ...body });
      return undefined;
    }),
    route(listPresence, async ({ actor }) => ({ items: await presence.list(actor) })),
    route(openLive, async ({ query, actor, request, reply }) => {
      hub.assertRoom(actor);
      // The header wins: an EventSource that reconnects still has the first address, with the old `after`.
      const after = readPosition(request.headers['last-event-id']) ?? query.after ?? null;
      reply.hijack();
      const response = reply.raw;
      response.writeHead(200, {
        ...(reply.getHeaders() as Record<string, string>),
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-cache, no-transform',
        'x-accel-buffering': 'no',
      });
      if (request.method === 'HEAD') {
        response.end();
        return undefined;
      }
      const position = after ?? hub.position();
      const stream = createLiveStream({ actor, response, position });
      stream.send(eventText('hello', { position }, position), position);
      hub.open(stream, after).catch((error: unknown) => {
        log.warn({ err: error }, 'live stream could not be opened');
        stream.end();
      });
      return undefined;
    }),
  ];
}

function readPosition(header: string | string[] | undefined): number | null {
  return typeof header === 'string' && /^\d{1,15}$/.test(header) ? Number(header) : null;
}
