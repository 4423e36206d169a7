import type { PresenceState, TicketPresence } from '@ventanilla/contracts/presence';
import { sql } from 'kysely';
import { type Actor, scopeKey } from '../../platform/actor.ts';
import { AppError } from '../../platform/errors.ts';
import type { Service } from '../../platform/module.ts';
import type { Platform } from '../../platform/platform.ts';
import {
  announcementsPerMinuteMax,
  presenceChannel,
  presenceGraceMs,
  presenceJoinMs,
  presenceSweepMs,
} from './live.config.ts';
import { eventText } from './live.rules.ts';
import type { LiveHub, VisibleTicketIds } from './live-hub.ts';
import type { LiveStream } from './live-stream.ts';
import { createPresence, type TabPresence } from './presence.rules.ts';

export interface Presence extends Service {
  /**
   * What a tab of this agent says. Throws `tickets.not_found` for a ticket that they may not see, `auth.forbidden`
   * for whoever is no agent, `http.rate_limited` for one who says too much.
   */
  announce(input: {
    actor: Actor;
    tabId: string;
    ticketId: string | null;
    state: PresenceState;
  }): Promise<void>;
  /** Who is where, of the tickets that the actor may see. */
  list(actor: Actor): Promise<TicketPresence[]>;
}

export type PresencePlatform = Pick<Platform, 'db' | 'feed' | 'log' | 'clock' | 'ids'>;

interface PresenceDeps {
  platform: PresencePlatform;
  hub: Pick<LiveHub, 'streams' | 'onLeave'>;
  visibleTicketIds: VisibleTicketIds;
}

/** From one process to the others: what a tab said, or that an agent is gone. */
type Relayed = { from: string } & ({ said: TabPresence } | { gone: string });

/**
 * Who looks at and who writes in which ticket. It is kept in memory and told beside the log: every process hears of
 * every tab, and after a restart or a lost notice each tab says it again within 20 s.
 */
export function createPresenceService(deps: PresenceDeps): Presence {
  const { db, feed, log, clock, ids } = deps.platform;
  const self = ids.uuid();
  const presence = createPresence();
  const limit = createLimit();
  const changed = new Set<string>();
  const leaving = new Map<string, NodeJS.Timeout>();
  let joining: NodeJS.Timeout | null = null;
  let sweeping: NodeJS.Timeout | undefined;
  let stopListening = () => {};
  let stopWatching = () => {};

  async function visible(ticketIds: readonly string[], actor: Actor): Promise<string[]> {
    if (ticketIds.length === 0) return [];
    const seen = await deps.visibleTicketIds({ ticketIds, actor }, db);
    return ticketIds.filter((ticketId) => seen.has(ticketId));
  }

  async function tell() {
    joining = null;
    const ticketIds = [...changed];
    changed.clear();
    for (const readers of byScope(deps.hub.streams())) {
      const seen = await visible(ticketIds, readers[0]!.actor);
      const text = presence
        .inTickets(seen)
        .map((frame) => eventText('presence', frame, null))
        .join('');
      for (const stream of readers) if (text !== '') stream.send(text, stream.position);
    }
  }

  function note(ticketIds: readonly string[]) {
    for (const ticketId of ticketIds) changed.add(ticketId);
    if (changed.size === 0 || joining) return;
    joining = setTimeout(() => {
      tell().catch((error: unknown) => log.warn({ err: error }, 'presence could not be told'));
    }, presenceJoinMs);
  }

  function hear(payload: string) {
    const relayed = JSON.parse(payload) as Relayed;
    if (relayed.from === self) return;
    note('said' in relayed ? presence.hear(relayed.said) : presence.forget(relayed.gone));
  }

  async function relay(what: { said: TabPresence } | { gone: string }) {
    const payload = JSON.stringify({ from: self, ...what } satisfies Relayed);
    await sql`select pg_notify(${presenceChannel}, ${payload})`.execute(db);
  }

  /** A reader left: unless the agent is back soon, they are nowhere any more. */
  function watchLeaving({ kind, id }: Actor) {
    if (kind !== 'agent' || id === null || leaving.has(id)) return;
    const timer = setTimeout(() => {
      leaving.delete(id);
      if ([...deps.hub.streams()].some(({ actor }) => actor.kind === 'agent' && actor.id === id)) return;
      const ticketIds = presence.forget(id);
      if (ticketIds.length === 0) return;
      note(ticketIds);
      relay({ gone: id }).catch((error: unknown) =>
        log.warn({ err: error }, 'presence could not be relayed'),
      );
    }, presenceGraceMs);
    leaving.set(id, timer);
  }

  return {
    name: 'presence',
    role: 'web',
    async announce({ actor, tabId, ticketId, state }) {
      if (actor.kind !== 'agent' || actor.id === null) throw new AppError('auth.forbidden');
      const at = clock.now().getTime();
      if (!limit.allows(actor.id, at))
        throw new AppError('http.rate_limited', { headers: { 'retry-after': '60' } });
      if (ticketId !== null && (await visible([ticketId], actor)).length === 0)
        throw new AppError('tickets.not_found');
      const said: TabPresence = { agentId: actor.id, tabId, ticketId, state, at };
      note(presence.hear(said));
      await relay({ said });
    },
    async list(actor) {
      return presence.inTickets(await visible(presence.ticketIds(), actor));
    },
    async start() {
      stopListening = feed.listen(presenceChannel, hear);
      stopWatching = deps.hub.onLeave(watchLeaving);
      sweeping = setInterval(() => {
        const now = clock.now().getTime();
        limit.sweep(now);
        note(presence.sweep(now));
      }, presenceSweepMs);
    },
    async stop() {
      stopListening();
      stopWatching();
      clearInterval(sweeping);
      if (joining) clearTimeout(joining);
      for (const timer of leaving.values()) clearTimeout(timer);
      leaving.clear();
    },
  };
}

/** Readers of the same scope together: what they may see is asked once. */
function byScope(streams: Iterable<LiveStream>): LiveStream[][] {
  const scopes = new Map<string, LiveStream[]>();
  for (const stream of streams) {
    const readers = scopes.get(scopeKey(stream.actor)) ?? [];
    readers.push(stream);
    scopes.set(scopeKey(stream.actor), readers);
  }
  return [...scopes.values()];
}

/** So many announcements of one agent within a minute. Instants in ms. */
function createLimit() {
  const windows = new Map<string, { since: number; count: number }>();
  const isOver = (since: number, now: number) => now - since >= 60_000;
  return {
    allows(agentId: string, now: number): boolean {
      const held = windows.get(agentId);
      const window = held && !isOver(held.since, now) ? held : { since: now, count: 0 };
      window.count += 1;
      windows.set(agentId, window);
      return window.count <= announcementsPerMinuteMax;
    },
    sweep(now: number) {
      for (const [agentId, { since }] of windows) if (isOver(since, now)) windows.delete(agentId);
    },
  };
}
