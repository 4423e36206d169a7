import {
  type PresenceState,
  presenceStates,
  presenceStaysMs,
  type TicketPresence,
} from '@ventanilla/contracts/presence';
import { agentsPerTicketMax, presentTabsMax, tabsPerAgentMax } from './live.config.ts';

/** What one tab said last. Instants in ms since 1970. */
export interface TabPresence {
  agentId: string;
  tabId: string;
  /** null: the tab has left. */
  ticketId: string | null;
  state: PresenceState;
  at: number;
}

type Held = TabPresence & { ticketId: string; since: number };

const strength = (state: PresenceState) => presenceStates.indexOf(state);

/**
 * Who is where, in memory: by agent the tabs that said so, each until it says otherwise or nothing for
 * `presenceStaysMs`. Changes answer the tickets whose people are not the same any more.
 */
export function createPresence() {
  const byAgent = new Map<string, Map<string, Held>>();
  let size = 0;

  function drop(agentId: string, tabId: string): string[] {
    const tabs = byAgent.get(agentId);
    const held = tabs?.get(tabId);
    if (!tabs || !held) return [];
    tabs.delete(tabId);
    size -= 1;
    if (tabs.size === 0) byAgent.delete(agentId);
    return [held.ticketId];
  }

  function put(said: TabPresence & { ticketId: string }): string[] {
    const before = byAgent.get(said.agentId)?.get(said.tabId);
    const isSame = before?.ticketId === said.ticketId && before.state === said.state;
    const changed = drop(said.agentId, said.tabId);
    const tabs = byAgent.get(said.agentId) ?? new Map<string, Held>();
    const [oldest] = tabs.keys();
    if (tabs.size >= tabsPerAgentMax && oldest !== undefined) changed.push(...drop(said.agentId, oldest));
    if (size >= presentTabsMax) return changed;
    byAgent.set(said.agentId, tabs);
    tabs.set(said.tabId, { ...said, since: isSame ? before.since : said.at });
    size += 1;
    return isSame ? changed.filter((ticketId) => ticketId !== said.ticketId) : [...changed, said.ticketId];
  }

  return {
    hear(said: TabPresence): string[] {
      const { ticketId } = said;
      return ticketId === null ? drop(said.agentId, said.tabId) : put({ ...said, ticketId });
    },
    /** Everything that an agent said, as when they sign out. */
    forget(agentId: string): string[] {
      return [...(byAgent.get(agentId)?.keys() ?? [])].flatMap((tabId) => drop(agentId, tabId));
    },
    sweep(now: number): string[] {
      const stale = [...byAgent.values()].flatMap((tabs) =>
        [...tabs.values()].filter(({ at }) => at + presenceStaysMs <= now),
      );
      return stale.flatMap(({ agentId, tabId }) => drop(agentId, tabId));
    },
    ticketIds: (): string[] => [
      ...new Set([...byAgent.values()].flatMap((tabs) => [...tabs.values()].map(({ ticketId }) => ticketId))),
    ],
    /** Everybody in these tickets, each once with what says most; who came first stands first. */
    inTickets(ticketIds: readonly string[]): TicketPresence[] {
      const found = new Map(ticketIds.map((ticketId) => [ticketId, new Map<string, Held>()]));
      for (const tabs of byAgent.values()) {
        for (const held of tabs.values()) {
          const agents = found.get(held.ticketId);
          const other = agents?.get(held.agentId);
          if (!other || strength(held.state) > strength(other.state)) agents?.set(held.agentId, held);
        }
      }
      return [...found].map(([ticketId, agents]) => ({
        ticketId,
        agents: [...agents.values()]
          .sort((a, b) => a.since - b.since)
          .slice(0, agentsPerTicketMax)
          .map(({ agentId, state, since }) => ({ id: agentId, state, since: new Date(since).toISOString() })),
      }));
    },
  };
}
