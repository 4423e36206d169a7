import pg from 'pg';
import type { Log } from '../log.ts';
import { logChannel } from './sequencer.ts';

const reconnectMs = 1_000;

/** Hears of each advance of the log. A missed notice costs time only: every consumer polls as well. */
export interface LogFeed {
  start(): Promise<void>;
  /** Called by this process's sequencer, without a trip through the database. */
  advance(pos: number): void;
  subscribe(listener: (pos: number) => void): () => void;
  /** Further notices on the same connection: `pg_notify(channel, payload)`. */
  listen(channel: string, listener: (payload: string) => void): () => void;
  /** Newest position heard of. */
  position(): number;
  stop(): Promise<void>;
}

/** One LISTEN connection for the process; it must be direct, not pooled by transaction. */
export function createLogFeed(input: { url: string; log: Log }): LogFeed {
  const listeners = new Set<(pos: number) => void>();
  const others = new Map<string, Set<(payload: string) => void>>();
  let client: pg.Client | null = null;
  let stopped = true;
  let retry: NodeJS.Timeout | null = null;
  let newest = 0;
  /** What the connection was asked last: it is asked one thing after the other. */
  let asked: Promise<unknown> = Promise.resolve();

  function advance(pos: number) {
    if (pos <= newest) return;
    newest = pos;
    for (const listener of listeners) listener(pos);
  }

  function ask<Row extends pg.QueryResultRow>(on: pg.Client, text: string): Promise<pg.QueryResult<Row>> {
    const answer = asked.then(() => on.query<Row>(text));
    asked = answer.catch(() => undefined);
    return answer;
  }

  async function connect() {
    const next = new pg.Client({
      connectionString: input.url,
      application_name: 'ventanilla feed',
      keepAlive: true,
    });
    next.on('notification', ({ channel, payload }) => {
      if (channel === logChannel) advance(Number(payload));
      else for (const listener of others.get(channel) ?? []) listener(payload ?? '');
    });
    next.on('error', () => scheduleReconnect(next));
    next.on('end', () => scheduleReconnect(next));
    try {
      await next.connect();
      // From here on `listen` uses it, so that no channel falls between the loop below and the end of this.
      client = next;
      await ask(next, `listen ${next.escapeIdentifier(logChannel)}`);
      for (const channel of others.keys()) await ask(next, `listen ${next.escapeIdentifier(channel)}`);
      const { rows } = await ask<{ pos: string }>(next, 'select pos from events_head');
      // Whatever was announced while nobody listened.
      advance(Number(rows[0]?.pos ?? 0));
    } catch (error) {
      if (client === next) client = null;
      await next.end().catch(() => undefined);
      throw error;
    }
    if (stopped) await next.end();
  }

  function scheduleReconnect(lost: pg.Client) {
    if (stopped || retry || (client && client !== lost)) return;
    client = null;
    retry = setTimeout(() => {
      retry = null;
      connect().catch((error: unknown) => {
        input.log.warn({ err: error }, 'feed could not reconnect; it will try again');
        scheduleReconnect(lost);
      });
    }, reconnectMs);
  }

  return {
    async start() {
      stopped = false;
      try {
        await connect();
      } catch (error) {
        stopped = true;
        if (retry) clearTimeout(retry);
        retry = null;
        throw error;
      }
    },
    advance,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    listen(channel, listener) {
      const set = others.get(channel) ?? new Set();
      others.set(channel, set.add(listener));
      if (client) ask(client, `listen ${client.escapeIdentifier(channel)}`).catch(() => undefined);
      return () => set.delete(listener);
    },
    position: () => newest,
    async stop() {
      stopped = true;
      if (retry) clearTimeout(retry);
      await client?.end().catch(() => undefined);
      client = null;
    },
  };
}
