import { type AgentNews, agentNewsChannel } from '../../platform/agent-news.ts';
import type { Service } from '../../platform/module.ts';
import type { Platform } from '../../platform/platform.ts';
import { eventText } from './live.rules.ts';
import type { LiveHub } from './live-hub.ts';

/** Hands what concerns one agent alone to the streams that they have open. */
export function createAgentNews(deps: {
  platform: Pick<Platform, 'feed'>;
  hub: Pick<LiveHub, 'streams'>;
}): Service {
  let stopListening = () => {};

  function hear(payload: string) {
    const { agentId, event, data } = JSON.parse(payload) as AgentNews;
    const text = eventText(event, data, null);
    for (const stream of deps.hub.streams())
      if (stream.actor.kind === 'agent' && stream.actor.id === agentId) stream.send(text, stream.position);
  }

  return {
    name: 'agent-news',
    role: 'web',
    async start() {
      stopListening = deps.platform.feed.listen(agentNewsChannel, hear);
    },
    async stop() {
      stopListening();
    },
  };
}
