import type { FromHolder, ToHolder } from './live-events.ts';
import { createLiveHolder, type LiveHolder, type LiveTab } from './live-holder.ts';
import type { LiveTransport, TransportInput } from './live-transport.ts';

const name = 'ventanilla-live';

type OnChannel = { to: 'tabs'; message: FromHolder } | { to: 'leader'; message: ToHolder };

/**
 * Where there is no shared worker: the tab that holds the lock is the leader and passes on what it hears. When it
 * closes, the next in line goes on from the position that it was told last.
 */
export function openLeaderTransport(
  { url, receive }: TransportInput,
  locks: Pick<LockManager, 'request'> = navigator.locks,
): LiveTransport {
  const channel = new BroadcastChannel(name);
  const leaving = new AbortController();
  let position: number | null = null;
  let holder: LiveHolder | null = null;

  const post = (message: OnChannel) => channel.postMessage(message);
  const here: LiveTab = {
    send(message) {
      position = message.position;
      receive(message);
    },
  };
  const others: LiveTab = { send: (message) => post({ to: 'tabs', message }) };

  channel.onmessage = ({ data }: MessageEvent<OnChannel>) => {
    if (data.to === 'tabs') here.send(data.message);
    else if (data.message.kind === 'hello') holder?.hello(others, url);
    else if (data.message.kind === 'retry') holder?.retryNow();
  };

  async function lead() {
    if (leaving.signal.aborted) return;
    holder = createLiveHolder({ position });
    holder.hello(here, url);
    holder.hello(others, url);
    await new Promise<void>((resolve) => leaving.signal.addEventListener('abort', () => resolve()));
    holder.bye(here);
    holder.bye(others);
    holder = null;
  }

  // Refused by the signal when the tab closes before its turn.
  locks.request(name, { signal: leaving.signal }, lead).catch(() => undefined);
  post({ to: 'leader', message: { kind: 'hello', url } });

  return {
    retryNow() {
      if (holder) holder.retryNow();
      else post({ to: 'leader', message: { kind: 'retry' } });
    },
    close() {
      leaving.abort();
      channel.close();
    },
  };
}
