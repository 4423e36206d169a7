import { type Actor, scopeKey } from '../../platform/actor.ts';
import { groupsMax, knownTicketsMax } from './live.config.ts';
import { createRecentIds } from './live.rules.ts';
import type { LiveStream } from './live-stream.ts';

/** Readers with the same scope: what they may see is asked once, and a frame is serialised once. */
export interface ScopeGroup {
  /** Any of the readers: visibility depends on the scope alone. */
  actor: Actor;
  streams: Set<LiveStream>;
  /** Tickets that somebody of this scope was told of; kept for a while when the last reader leaves. */
  known: ReturnType<typeof createRecentIds>;
  /** Tickets that were told as gone: not told again as they change, but to those who come back. */
  left: ReturnType<typeof createRecentIds>;
}

export function createScopeGroups() {
  const byScope = new Map<string, ScopeGroup>();
  return {
    of(actor: Actor): ScopeGroup {
      const key = scopeKey(actor);
      const group = byScope.get(key) ?? {
        actor,
        streams: new Set(),
        known: createRecentIds({ max: knownTicketsMax }),
        left: createRecentIds({ max: knownTicketsMax }),
      };
      byScope.delete(key);
      byScope.set(key, group);
      for (const [scope, { streams }] of byScope) {
        if (byScope.size <= groupsMax) break;
        if (streams.size === 0 && scope !== key) byScope.delete(scope);
      }
      return group;
    },
    /** A group with readers that is not among the given ones. */
    without(done: ReadonlyMap<ScopeGroup, unknown>): ScopeGroup | undefined {
      for (const group of byScope.values()) if (group.streams.size > 0 && !done.has(group)) return group;
      return undefined;
    },
    streams: (): LiveStream[] => [...byScope.values()].flatMap(({ streams }) => [...streams]),
  };
}
