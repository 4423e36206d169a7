import { openLeaderTransport } from './leader-tab.ts';
import type { LiveEvent, LiveState } from './live-events.ts';
import { createLiveInbox } from './live-inbox.ts';
import {
  type LiveTransport,
  openLoneTransport,
  openWorkerTransport,
  type TransportInput,
} from './live-transport.ts';

export type { LiveEvent, LiveState } from './live-events.ts';

export interface LiveClient {
  /**
   * Answers how to unsubscribe. What came before is not told; a `resync` follows the first opening, for whoever
   * fetched before it.
   */
  subscribe(listener: (event: LiveEvent) => void): () => void;
  state(): LiveState;
  close(): void;
}

/**
 * The live stream for one tab, over one connection per browser: with one per tab the sixth tab's requests would
 * hang, as HTTP/1.1 browsers open six at most. After a sign-out it stays silent; whoever signs in makes a new one.
 * @param input.url of the stream, from the page's address: `/api/v1/live`
 */
export function createLiveClient(input: { url: string }): LiveClient {
  const listeners = new Set<(event: LiveEvent) => void>();
  const url = new URL(input.url, location.href).href;
  const ending = new AbortController();
  const inbox = createLiveInbox((event) => {
    for (const listener of listeners) {
      try {
        listener(event);
      } catch (error) {
        // One part of the page that fails must not silence the others.
        reportError(error);
      }
    }
  });
  const { receive } = inbox;

  let transport: LiveTransport | null = null;
  const open = () => {
    transport = openTransport({ url, receive }, (better) => {
      transport = better;
    });
  };
  const close = () => {
    transport?.close();
    transport = null;
  };
  open();

  const { signal } = ending;
  addEventListener('online', () => transport?.retryNow(), { signal });
  document.addEventListener(
    'visibilitychange',
    () => {
      if (document.visibilityState === 'visible') transport?.retryNow();
    },
    { signal },
  );
  // A page kept for the back button hears nothing meanwhile.
  addEventListener('pagehide', close, { signal });
  addEventListener(
    'pageshow',
    ({ persisted }) => {
      if (!persisted || transport) return;
      inbox.pause();
      open();
    },
    { signal },
  );

  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    state: inbox.state,
    close() {
      ending.abort();
      listeners.clear();
      close();
    },
  };
}

/** The best way that this browser has. `replace` is told when a worker turns out not to load. */
function openTransport(input: TransportInput, replace: (transport: LiveTransport) => void): LiveTransport {
  if (typeof SharedWorker === 'function') {
    try {
      return openWorkerTransport(input, { onFailure: () => replace(openWithoutWorker(input)) });
    } catch {
      // Forbidden here, by a policy or a private window.
    }
  }
  return openWithoutWorker(input);
}

function openWithoutWorker(input: TransportInput): LiveTransport {
  const canLead = typeof BroadcastChannel === 'function' && 'locks' in navigator;
  return canLead ? openLeaderTransport(input) : openLoneTransport(input);
}
