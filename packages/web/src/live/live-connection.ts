import type {
  LiveBoardsFrame,
  LiveCloseReason,
  LiveDraftFrame,
  LiveExportFrame,
  LiveNoticesFrame,
  LiveTicketFrame,
  LiveViewsFrame,
} from '@ventanilla/contracts/live';
import type { TicketPresence } from '@ventanilla/contracts/presence';
import type { LiveEvent, LiveState } from './live-events.ts';
import { createSseParser, type SseMessage } from './sse-parser.ts';

/** All in milliseconds. */
export interface LiveTiming {
  /** First wait after a loss, at most; it doubles with each failure. */
  backOffMsFirst: number;
  backOffMsMax: number;
  /** The server says something each 15 s: after this silence the connection is dead, whatever the network thinks. */
  silenceMsMax: number;
}

const usualTiming: LiveTiming = { backOffMsFirst: 1_000, backOffMsMax: 10_000, silenceMsMax: 40_000 };

export interface LiveConnection {
  start(): void;
  stop(): void;
  /** Ends a wait for the next try: the network is back, or somebody looks. */
  retryNow(): void;
  state(): LiveState;
  /** Position of the log up to which everything was told; null before the first hello. */
  position(): number | null;
}

export interface LiveConnectionOptions {
  /** Absolute address of the stream. */
  url: string;
  onEvent: (event: LiveEvent) => void;
  /** Where another connection stopped. */
  position?: number | null;
  timing?: Partial<LiveTiming>;
  random?: () => number;
}

type Outcome = 'signed_out' | 'lost' | 'failed';

/** Between half and the whole of the wait, so that a server that restarts does not meet everybody at once. */
export function backOffMs(input: { failures: number; timing: LiveTiming; random: () => number }): number {
  const { backOffMsFirst, backOffMsMax } = input.timing;
  const whole = Math.min(backOffMsMax, backOffMsFirst * 2 ** input.failures);
  return whole * (0.5 + input.random() / 2);
}

/**
 * One open stream that comes back by itself from where it stopped, until it is stopped or signed out.
 * It reads with `fetch`, because an EventSource hides what this needs: the 401 that says signed out, the pings
 * that say alive, the waits between its tries; and it ends for good on some answers, a 503 among them.
 */
export function createLiveConnection(options: LiveConnectionOptions): LiveConnection {
  const timing = { ...usualTiming, ...options.timing };
  const random = options.random ?? Math.random;
  let state: LiveState = 'connecting';
  let position = options.position ?? null;
  let running: AbortController | null = null;
  let endWait = () => {};

  function setState(next: LiveState) {
    if (state === next) return;
    state = next;
    options.onEvent({ type: 'state', state });
  }

  async function run(signal: AbortSignal) {
    for (let failures = 0; !signal.aborted; ) {
      const outcome = await listen(signal);
      if (signal.aborted) return;
      if (outcome === 'signed_out') {
        setState('signed_out');
        return;
      }
      failures = outcome === 'lost' ? 0 : failures + 1;
      setState(outcome === 'lost' ? 'connecting' : 'offline');
      await wait(backOffMs({ failures, timing, random }), signal);
    }
  }

  function wait(ms: number, signal: AbortSignal) {
    return new Promise<void>((resolve) => {
      const timer = setTimeout(done, ms);
      function done() {
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        resolve();
      }
      endWait = done;
      signal.addEventListener('abort', done);
    });
  }

  /** One try, from the request to the end of its stream. */
  async function listen(signal: AbortSignal): Promise<Outcome> {
    const attempt = new AbortController();
    const abort = () => attempt.abort();
    signal.addEventListener('abort', abort);
    let silence = setTimeout(abort, timing.silenceMsMax);
    let opened = false;
    try {
      const response = await request(attempt.signal);
      if (response.status === 401) return 'signed_out';
      const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') ?? false;
      if (!response.ok || !response.body || !isStream) return 'failed';
      const reader = response.body.getReader();
      const decoder = new TextDecoder();
      const parser = createSseParser();
      for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
        clearTimeout(silence);
        silence = setTimeout(abort, timing.silenceMsMax);
        for (const message of parser.push(decoder.decode(piece.value, { stream: true }))) {
          if (message.event === 'hello') opened = true;
          const outcome = handle(message);
          if (outcome || signal.aborted) return outcome ?? 'lost';
        }
      }
    } catch {
      // Network gone, aborted or nonsense: all the same, it is tried again.
    } finally {
      clearTimeout(silence);
      signal.removeEventListener('abort', abort);
      attempt.abort();
    }
    return opened ? 'lost' : 'failed';
  }

  function request(signal: AbortSignal) {
    const url = new URL(options.url);
    if (position !== null) url.searchParams.set('after', String(position));
    return fetch(url, {
      headers: { accept: 'text/event-stream' },
      credentials: 'same-origin',
      cache: 'no-store',
      signal,
    });
  }

  /** Answers how the stream ends, where the message says so. */
  function handle({ event, id, data }: SseMessage): Outcome | null {
    if (id !== null && /^\d+$/.test(id)) position = Number(id);
    if (event === 'hello') setState('open');
    else if (event === 'definitions') options.onEvent({ type: event });
    else if (event === 'resync') options.onEvent({ type: event, since: null });
    else if (event === 'tickets') {
      const { changed, gone } = JSON.parse(data) as LiveTicketFrame;
      options.onEvent({ type: 'tickets', position: position ?? 0, changed, gone });
    } else if (event === 'presence') {
      options.onEvent({ type: 'presence', ...(JSON.parse(data) as TicketPresence) });
    } else if (event === 'draft') {
      options.onEvent({ type: 'draft', ...(JSON.parse(data) as LiveDraftFrame) });
    } else if (event === 'boards') {
      options.onEvent({ type: 'boards', ...(JSON.parse(data) as LiveBoardsFrame) });
    } else if (event === 'views') {
      options.onEvent({ type: 'views', ...(JSON.parse(data) as LiveViewsFrame) });
    } else if (event === 'notices') {
      options.onEvent({ type: 'notices', ...(JSON.parse(data) as LiveNoticesFrame) });
    } else if (event === 'export') {
      options.onEvent({ type: 'export', ...(JSON.parse(data) as LiveExportFrame) });
    } else if (event === 'close') {
      const { reason } = JSON.parse(data) as { reason: LiveCloseReason };
      if (reason === 'powers_changed') options.onEvent({ type: 'powers' });
      return reason === 'signed_out' ? 'signed_out' : 'lost';
    }
    return null;
  }

  return {
    start() {
      if (running) return;
      running = new AbortController();
      void run(running.signal);
    },
    stop() {
      running?.abort();
      running = null;
    },
    retryNow: () => endWait(),
    state: () => state,
    position: () => position,
  };
}
