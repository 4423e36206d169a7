import type { LiveDraftFrame } from '@ventanilla/contracts/live';
import type { Service } from '../../platform/module.ts';
import type { Platform } from '../../platform/platform.ts';
import { type DraftNews, draftChannel } from '../tickets/index.ts';
import { eventText } from './live.rules.ts';
import type { LiveHub } from './live-hub.ts';

/** Tells the other devices of an agent that a draft of theirs is another one now. */
export function createDraftNews(deps: {
  platform: Pick<Platform, 'feed'>;
  hub: Pick<LiveHub, 'streams'>;
}): Service {
  let stopListening = () => {};

  function hear(payload: string) {
    const { agentId, ticketId, kind, rev } = JSON.parse(payload) as DraftNews;
    const text = eventText('draft', { ticketId, kind, rev } satisfies LiveDraftFrame, null);
    for (const stream of deps.hub.streams())
      if (stream.actor.kind === 'agent' && stream.actor.id === agentId) stream.send(text, stream.position);
  }

  return {
    name: 'draft-news',
    role: 'web',
    async start() {
      stopListening = deps.platform.feed.listen(draftChannel, hear);
    },
    async stop() {
      stopListening();
    },
  };
}
