import { AppError } from '../../../../platform/errors.ts';
import type { Service } from '../../../../platform/module.ts';
import type { Platform } from '../../../../platform/platform.ts';
import { parserChildEntry } from '../parse/parser-child-entry.ts';
import { createParserPool, type ParseResult, type ParserPool } from '../parse/parser-pool.ts';

/** A process that nobody needs any more is given back after so long. */
const idleMs = 60_000;
/** Further readings asked for meanwhile are refused. */
const waitingMax = 8;

/** Reads mail again for people and for the command line, beside the intake and without waiting behind it. */
export interface MailReader extends Service {
  /** Rejects with `ParserUnavailableError` only. */
  read(raw: Buffer): Promise<ParseResult>;
  /**
   * One reading of a person at a time, its bytes included: a mail may have forty megabytes. Throws `http.unavailable`
   * when too many wait already.
   */
  inTurn<T>(reading: () => Promise<T>): Promise<T>;
}

/** The process starts with the first mail and ends when none came for a minute. */
export function createMailReader({ log }: Pick<Platform, 'log'>): MailReader {
  let pool: ParserPool | null = null;
  let idle: NodeJS.Timeout | null = null;
  let inHand = 0;
  let waiting = 0;
  let last: Promise<unknown> = Promise.resolve();

  async function close() {
    if (idle) clearTimeout(idle);
    const closing = pool;
    pool = null;
    await closing?.close();
  }

  return {
    inTurn(reading) {
      if (waiting >= waitingMax) return Promise.reject(new AppError('http.unavailable'));
      waiting += 1;
      const mine = last.then(reading).finally(() => {
        waiting -= 1;
      });
      last = mine.catch(() => {});
      return mine;
    },
    name: 'mail-reader',
    role: 'web',
    async start() {},
    stop: close,
    async read(raw) {
      if (idle) clearTimeout(idle);
      pool ??= createParserPool({ childEntry: parserChildEntry(), size: 1, log });
      inHand += 1;
      try {
        return await pool.parse(raw);
      } finally {
        inHand -= 1;
        if (inHand === 0 && pool) {
          idle = setTimeout(() => void close(), idleMs);
          idle.unref();
        }
      }
    },
  };
}
