import { sql } from 'kysely';
import type { Service } from '../../platform/module.ts';
import type { Platform } from '../../platform/platform.ts';
import { hereAgentsPerNotice, hereChannel, hereRenewMs, hereStaysMs } from './live.config.ts';
import type { LiveHub } from './live-hub.ts';

export interface WhoIsHere extends Service {
  /** Agents with the desk open in front of them, in whatever process their stream is. */
  agentIds(): ReadonlySet<string>;
}

/**
 * Whoever has a stream of theirs open is here. Each process knows its own streams, and says every 20 s beside the log
 * whose they are; what another process has not said again for 50 s is forgotten.
 */
export function createWhoIsHere(deps: {
  platform: Pick<Platform, 'db' | 'feed' | 'log' | 'clock' | 'ids'>;
  hub: Pick<LiveHub, 'streams'>;
}): WhoIsHere {
  const { db, feed, log, clock, ids } = deps.platform;
  const self = ids.uuid();
  /** By agent, when another process last said so, in ms. */
  const elsewhere = new Map<string, number>();
  let renewing: NodeJS.Timeout | undefined;
  let stopListening = () => {};

  function ownAgentIds(): string[] {
    const own = [...deps.hub.streams()].flatMap(({ actor }) =>
      actor.kind === 'agent' ? (actor.id ?? []) : [],
    );
    return [...new Set(own)];
  }

  async function tell() {
    const own = ownAgentIds();
    const payloads: string[] = [];
    for (let at = 0; at < own.length; at += hereAgentsPerNotice)
      payloads.push(JSON.stringify({ from: self, agentIds: own.slice(at, at + hereAgentsPerNotice) }));
    if (payloads.length === 0) return;
    await sql`select pg_notify(${hereChannel}, p) from unnest(${payloads}::text[]) p`.execute(db);
  }

  function hear(payload: string) {
    const { from, agentIds } = JSON.parse(payload) as { from: string; agentIds: string[] };
    if (from === self) return;
    const now = clock.now().getTime();
    for (const agentId of agentIds) elsewhere.set(agentId, now);
  }

  return {
    name: 'who-is-here',
    role: 'web',
    agentIds() {
      const since = clock.now().getTime() - hereStaysMs;
      for (const [agentId, at] of elsewhere) if (at < since) elsewhere.delete(agentId);
      return new Set([...ownAgentIds(), ...elsewhere.keys()]);
    },
    async start() {
      stopListening = feed.listen(hereChannel, hear);
      renewing = setInterval(() => {
        tell().catch((error: unknown) => log.warn({ err: error }, 'who is here could not be told'));
      }, hereRenewMs);
    },
    async stop() {
      stopListening();
      clearInterval(renewing);
    },
  };
}
