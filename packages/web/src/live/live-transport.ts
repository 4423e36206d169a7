import type { FromHolder, ToHolder } from './live-events.ts';
import { createLiveHolder, type LiveTab } from './live-holder.ts';

export interface TransportInput {
  /** Absolute address of the stream. */
  url: string;
  receive: (message: FromHolder) => void;
}

/** A tab's way to the browser's connection. */
export interface LiveTransport {
  retryNow(): void;
  close(): void;
}

/** Through the worker that all tabs share. `onFailure`: its script could not be loaded. */
export function openWorkerTransport(
  { url, receive }: TransportInput,
  { onFailure }: { onFailure: () => void },
): LiveTransport {
  // Vite bundles the worker where it finds exactly this expression.
  const worker = new SharedWorker(new URL('./live-worker.ts', import.meta.url), { type: 'module' });
  const { port } = worker;
  const post = (message: ToHolder) => port.postMessage(message);
  worker.onerror = onFailure;
  port.onmessage = ({ data }: MessageEvent<FromHolder>) => receive(data);
  post({ kind: 'hello', url });
  return {
    retryNow: () => post({ kind: 'retry' }),
    close() {
      worker.onerror = null;
      post({ kind: 'bye' });
      port.close();
    },
  };
}

/** A connection of the tab's own: where neither worker nor locks exist (plain HTTP in an old browser). */
export function openLoneTransport({ url, receive }: TransportInput): LiveTransport {
  const holder = createLiveHolder();
  const tab: LiveTab = { send: receive };
  holder.hello(tab, url);
  return { retryNow: () => holder.retryNow(), close: () => holder.bye(tab) };
}
