import { isServerTrouble, isThrottle } from './delivery.rules.ts';

/** After trouble with a server its other mails are not tried for this long, and longer each time. */
const restMs = 10_000;
const restMsMax = 300_000;
/** When a server asks to be left in peace. */
const throttledRestMs = 60_000;
const throttledRestMsMax = 900_000;
/** Mails that go well before a server that asked for patience is trusted with more at once again. */
const wellUntilTrusted = 10;
/** Lines that broke in the middle, one after the other, before the server counts as being in trouble. */
const brokenMax = 3;

interface State {
  underWay: number;
  /** Times in a row that its server was in trouble, and that it asked for patience. */
  troubles: number;
  broken: number;
  throttles: number;
  well: number;
  restsUntil: number;
  error: unknown;
}

/** How fast one mailbox may send now, learned from what its server says. */
export interface Pace {
  /** Mails that may begin now, of `connections` that its server is given at most. */
  places(connections: number): number;
  /** What the server said that made it rest, and for how long still, in ms; null where it does not. */
  rest(): { error: unknown; leftMs: number } | null;
  begin(): void;
  /** One that began has ended; `error` null: the server took it, or refused it in order. */
  end(error: unknown): void;
  /** As `end`, of one whose server was not asked. */
  leave(): void;
}

/** The paces of this process; forgotten when it ends. */
export interface Paces {
  of(key: string): Pace;
  /** Whoever asks knows that a server is back, or wants to hear its words now. */
  wakeAll(): void;
}

/** @param readMs a monotonic clock: rests are about this process, not about the business's time. */
export function createPaces({ readMs }: { readMs: () => number }): Paces {
  const states = new Map<string, State>();
  const paces = new Map<string, Pace>();
  return {
    of(key) {
      const known = paces.get(key);
      if (known) return known;
      const state = {
        underWay: 0,
        troubles: 0,
        broken: 0,
        throttles: 0,
        well: 0,
        restsUntil: 0,
        error: null,
      };
      const pace = createPace(state, readMs);
      states.set(key, state);
      paces.set(key, pace);
      return pace;
    },
    wakeAll() {
      for (const state of states.values()) state.restsUntil = 0;
    },
  };
}

function createPace(state: State, readMs: () => number): Pace {
  return {
    places(connections) {
      // One that does not answer must not hold many places while it is found out.
      const allowed = state.troubles > 0 || state.throttles > 0 ? 1 : connections;
      return Math.max(0, allowed - state.underWay);
    },
    rest() {
      const leftMs = state.restsUntil - readMs();
      return leftMs > 0 ? { error: state.error, leftMs } : null;
    },
    begin() {
      state.underWay += 1;
    },
    end(error) {
      state.underWay -= 1;
      learn(state, error, readMs());
    },
    leave() {
      state.underWay -= 1;
    },
  };
}

function learn(state: State, error: unknown, now: number): void {
  if (isThrottle(error)) {
    state.well = 0;
    state.throttles += 1;
    rest(state, error, now + growing(throttledRestMs, state.throttles, throttledRestMsMax));
    return;
  }
  if (!isServerTrouble(error)) {
    state.troubles = 0;
    state.broken = 0;
    state.well += 1;
    if (state.well >= wellUntilTrusted) state.throttles = 0;
    return;
  }
  state.well = 0;
  state.broken += 1;
  // A line that breaks once is that mail's misfortune; a server that nobody reaches is everybody's.
  if (!isUnreachable(error) && state.broken < brokenMax) return;
  state.troubles += 1;
  rest(state, error, now + growing(restMs, state.troubles, restMsMax));
}

function rest(state: State, error: unknown, until: number): void {
  state.restsUntil = Math.max(state.restsUntil, until);
  state.error = error;
}

function growing(firstMs: number, times: number, maxMs: number): number {
  return Math.min(firstMs * 2 ** Math.min(20, times - 1), maxMs);
}

/** Refused, unknown, untrusted or signed out: the next mail would fare no better. */
function isUnreachable(error: unknown): boolean {
  const { code, message } = error as { code?: unknown; message?: unknown };
  return (
    /^E(AUTH|NOAUTH|DNS|TLS)|^ENOTFOUND/.test(String(code)) ||
    /ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|connection timeout|greeting/i.test(String(message))
  );
}
