import type { ToHolder } from './live-events.ts';
import { createLiveHolder, type LiveTab } from './live-holder.ts';

/** The shared worker of all tabs: one connection for the browser. */
const holder = createLiveHolder();

// The DOM types do not know the worker's own global object.
const scope = globalThis as unknown as { onconnect: ((event: MessageEvent) => void) | null };

scope.onconnect = ({ ports }) => {
  const port = ports[0]!;
  const tab: LiveTab = { send: (message) => port.postMessage(message) };
  port.onmessage = ({ data }: MessageEvent<ToHolder>) => {
    if (data.kind === 'hello') holder.hello(tab, data.url);
    else if (data.kind === 'retry') holder.retryNow();
    else {
      holder.bye(tab);
      port.close();
    }
  };
};
