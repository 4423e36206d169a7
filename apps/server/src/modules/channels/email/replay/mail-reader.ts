import type { Service } from '../../../../platform/module.ts';
import type { Platform } from '../../../../platform/platform.ts';
import { parserChildEntry } from '../parse/parser-child-entry.ts';
import { createParserPool, type ParseResult, type ParserPool } from '../parse/parser-pool.ts';

/** A process that nobody needs any more is given back after so long. */
const idleMs = 60_000;

/** Reads mail again for people and for the command line, beside the intake and without waiting behind it. */
export interface MailReader extends Service {
  /** Rejects with `ParserUnavailableError` only. */
  read(raw: Buffer): Promise<ParseResult>;
}

/** The process starts with the first mail and ends when none came for a minute. */
export function createMailReader({ log }: Pick<Platform, 'log'>): MailReader {
  let pool: ParserPool | null = null;
  let idle: NodeJS.Timeout | null = null;
  let inHand = 0;

  async function close() {
    if (idle) clearTimeout(idle);
    const closing = pool;
    pool = null;
    await closing?.close();
  }

  return {
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
