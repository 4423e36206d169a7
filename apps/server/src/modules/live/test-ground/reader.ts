import { request } from 'node:http';
import type { LiveTicketFrame } from '@ventanilla/contracts/live';

export interface Heard {
  event: string;
  id: number | null;
  data: unknown;
}

export interface Reader {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  heard: Heard[];
  /** The `tickets` frames, in order. */
  frames(): LiveTicketFrame[];
  /** Newest position told, by any event or ping. */
  position(): number | null;
  /** Resolves when the condition holds; fails after `ms`. */
  until(condition: (reader: Reader) => boolean, ms?: number): Promise<void>;
  /** Resolves when the server has ended the response. */
  ended: Promise<void>;
  leave(): void;
}

/** A reader of server-sent events on plain HTTP, written apart from the product's own. */
export function openReader(input: {
  port: number;
  headers?: Record<string, string>;
  after?: number;
  method?: string;
}): Promise<Reader> {
  const query = input.after === undefined ? '' : `?after=${input.after}`;
  return new Promise((resolve, reject) => {
    const req = request({
      port: input.port,
      host: '127.0.0.1',
      path: `/api/v1/live${query}`,
      method: input.method ?? 'GET',
      headers: input.headers ?? {},
      agent: false,
    });
    req.on('error', reject);
    req.on('response', (response) => {
      const heard: Heard[] = [];
      const waiting = new Set<() => void>();
      let newest: number | null = null;
      let rest = '';
      response.setEncoding('utf8');
      response.on('data', (text: string) => {
        rest += text;
        const blocks = rest.split('\n\n');
        rest = blocks.pop() ?? '';
        for (const block of blocks) {
          const message = parseBlock(block);
          if (message.id !== null) newest = message.id;
          if (message.event !== '') heard.push(message);
        }
        for (const check of waiting) check();
      });
      const ended = new Promise<void>((done) => response.once('close', () => done()));
      response.on('error', () => undefined);
      const reader: Reader = {
        status: response.statusCode ?? 0,
        headers: response.headers,
        heard,
        ended,
        frames: () =>
          heard.filter(({ event }) => event === 'tickets').map(({ data }) => data as LiveTicketFrame),
        position: () => newest,
        until: (condition, ms = 10_000) => waitUntil({ reader, condition, ms, waiting, ended }),
        leave: () => req.destroy(),
      };
      resolve(reader);
    });
    req.end();
  });
}

function parseBlock(block: string): Heard {
  const message: Heard = { event: '', id: null, data: undefined };
  for (const line of block.split('\n')) {
    if (line.startsWith('event: ')) message.event = line.slice(7);
    else if (line.startsWith('id: ')) message.id = Number(line.slice(4));
    else if (line.startsWith('data: ')) message.data = JSON.parse(line.slice(6));
  }
  return message;
}

function waitUntil(input: {
  reader: Reader;
  condition: (reader: Reader) => boolean;
  ms: number;
  waiting: Set<() => void>;
  ended: Promise<void>;
}): Promise<void> {
  const { reader, condition, waiting } = input;
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => finish(new Error(`not heard; heard: ${JSON.stringify(reader.heard).slice(0, 600)}`)),
      input.ms,
    );
    const check = () => {
      if (condition(reader)) finish();
    };
    function finish(error?: Error) {
      clearTimeout(timer);
      waiting.delete(check);
      if (error) reject(error);
      else resolve();
    }
    waiting.add(check);
    void input.ended.then(check);
    check();
  });
}
