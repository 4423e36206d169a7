import { dataOf, type PresentAgent, type TicketPresence } from '@ventanilla/web';
import { api } from '../api/api.ts';
import { liveHub } from './live-hub.ts';

const nobody: readonly PresentAgent[] = [];

/**
 * Who is in which ticket, as this browser last heard. `list` asks the server for all of it: what the stream says
 * while that answer is on its way is newer and stays.
 */
export function createPresenceStore(list: () => Promise<readonly TicketPresence[]>) {
  let byTicket = new Map<string, readonly PresentAgent[]>();
  let heardMeanwhile: Map<string, readonly PresentAgent[]> | null = null;
  const listeners = new Set<() => void>();

  function set(ticketId: string, agents: readonly PresentAgent[]) {
    if (agents.length === 0) byTicket.delete(ticketId);
    else byTicket.set(ticketId, agents);
  }
  function notify() {
    for (const listener of listeners) listener();
  }

  return {
    hear({ ticketId, agents }: TicketPresence) {
      heardMeanwhile?.set(ticketId, agents);
      set(ticketId, agents);
      notify();
    },
    async refresh() {
      const heard = new Map<string, readonly PresentAgent[]>();
      heardMeanwhile = heard;
      try {
        const items = await list();
        // A later asking is under way: its answer counts.
        if (heardMeanwhile !== heard) return;
        byTicket = new Map();
        for (const { ticketId, agents } of items) set(ticketId, agents);
        for (const [ticketId, agents] of heard) set(ticketId, agents);
        notify();
      } catch {
        // Without it the desk knows only what it hears from now on: nobody is shown who may have left.
        if (heardMeanwhile === heard) byTicket = heard;
        notify();
      } finally {
        if (heardMeanwhile === heard) heardMeanwhile = null;
      }
    },
    clear() {
      byTicket = new Map();
      heardMeanwhile = null;
      notify();
    },
    inTicket: (ticketId: string): readonly PresentAgent[] => byTicket.get(ticketId) ?? nobody,
    listen(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export const presenceStore = createPresenceStore(
  async () => (await dataOf(api.GET('/api/v1/live/presence'))).items,
);

/** Follows the stream from now on; answers how to stop. */
export function startPresence(): () => void {
  const stop = liveHub.listen({
    onPresence: presenceStore.hear,
    onOpen: () => void presenceStore.refresh(),
  });
  return () => {
    stop();
    presenceStore.clear();
  };
}
