import { useQuery } from '@tanstack/react-query';
import { newIdempotencyKey, type PresenceState } from '@ventanilla/web';
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { agentsQuery } from '../agents/agents.ts';
import { api } from '../api/api.ts';
import { useMe } from '../session/session.ts';
import { createAnnouncer } from './announcer.ts';
import { presenceStore } from './presence-store.ts';

/** How often an open ticket is said again, in ms; the API's `presenceRenewMs`. */
const renewMs = 20_000;
/** What this tab is called towards the server. */
const tabId = newIdempotencyKey();

const announcer = createAnnouncer((announced) =>
  api.PUT('/api/v1/live/presence', {
    body: { tabId, ticketId: announced?.ticketId ?? null, state: announced?.state ?? 'viewing' },
    // Leaving is said while the page goes.
    keepalive: true,
  }),
);

/** A colleague in a ticket. */
export interface PresentPerson {
  id: string;
  name: string;
  photoUrl: string | null;
  state: PresenceState;
  /** Instant since when they do that. */
  since: string;
}

/** The others who have a ticket open now, whoever came first at the front; oneself is not among them. */
export function usePresence(ticketId: string): PresentPerson[] {
  const me = useMe().agent.id;
  const present = useSyncExternalStore(presenceStore.listen, () => presenceStore.inTicket(ticketId));
  const { data: agents } = useQuery({ ...agentsQuery, enabled: present.length > 0 });
  return useMemo(
    () =>
      present.flatMap((one) => {
        const agent = agents?.find(({ id }) => id === one.id);
        return agent && one.id !== me ? [{ ...one, name: agent.name, photoUrl: agent.photoUrl }] : [];
      }),
    [present, agents, me],
  );
}

/**
 * Says to the others that this tab has a ticket open and what is being done there, while it is on screen. In the
 * background it says nothing, and counts as gone after 45 s. `null`: nothing is open. One place per tab calls it.
 */
export function useAnnouncePresence(ticketId: string | null, state: PresenceState = 'viewing'): void {
  useEffect(() => {
    if (ticketId === null) return undefined;
    const say = () => {
      if (document.visibilityState === 'visible') announcer.say({ ticketId, state });
    };
    say();
    const timer = setInterval(say, renewMs);
    document.addEventListener('visibilitychange', say);
    addEventListener('pagehide', announcer.leaveNow);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', say);
      removeEventListener('pagehide', announcer.leaveNow);
      announcer.say(null);
    };
  }, [ticketId, state]);
}
