import { createLiveConnection, type LiveConnection } from './live-connection.ts';
import type { FromHolder, LiveEvent } from './live-events.ts';

/** Where a tab, or all other tabs together, are reached. */
export interface LiveTab {
  send(message: FromHolder): void;
}

export interface LiveHolder {
  /** A tab joins; it is told the present state. After a sign-out this connects anew: somebody may have signed in. */
  hello(tab: LiveTab, url: string): void;
  /** With its last tab the connection ends. */
  bye(tab: LiveTab): void;
  retryNow(): void;
}

/** Holds the browser's one connection and passes what it hears to every tab. */
export function createLiveHolder(
  options: { position?: number | null; connect?: typeof createLiveConnection } = {},
): LiveHolder {
  const connect = options.connect ?? createLiveConnection;
  const tabs = new Set<LiveTab>();
  let connection: LiveConnection | null = null;
  let resumeFrom = options.position ?? null;

  function tell(event: LiveEvent) {
    const message = { event, position: connection?.position() ?? null };
    for (const tab of tabs) tab.send(message);
  }

  return {
    hello(tab, url) {
      tabs.add(tab);
      if (connection?.state() === 'signed_out') {
        connection.stop();
        connection = null;
      }
      if (!connection) {
        connection = connect({ url, onEvent: tell, position: resumeFrom });
        resumeFrom = null;
        connection.start();
        tell({ type: 'state', state: connection.state() });
        return;
      }
      tab.send({ event: { type: 'state', state: connection.state() }, position: connection.position() });
    },
    bye(tab) {
      tabs.delete(tab);
      if (tabs.size > 0) return;
      connection?.stop();
      connection = null;
    },
    retryNow: () => connection?.retryNow(),
  };
}
