import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { keepPlans } from './kept-plans.ts';
import type {} from './platform.tables.ts';

/** Every table, put together by the `*.tables.ts` of the platform and of each module (declaration merging). */
// biome-ignore lint/suspicious/noEmptyInterface: filled by declaration merging
export interface Database {}

export type Db = Kysely<Database>;

export interface DatabaseHandle {
  db: Db;
  pool: pg.Pool;
  url: string;
  close(): Promise<void>;
}

const int8 = 20;
const timestamptz = 1184;
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    // Ids of the log and numbers of tickets stay far below 2^53.
    if (oid === int8) return Number;
    if (oid === timestamptz && format !== 'binary') return readMoment;
    return pg.types.getTypeParser(oid, format as 'text');
  }) as typeof pg.types.getTypeParser,
};

const readAnyMoment: (text: string) => Date = pg.types.getTypeParser(timestamptz, 'text');

/**
 * What PostgreSQL writes of a moment in UTC and of our era is ISO 8601 but for a letter or two, and is read in half the
 * time that any text takes; a board of three columns has a thousand.
 */
export function readMoment(text: string): Date {
  const isPlain = text.length >= 22 && text[4] === '-' && text[10] === ' ' && text.endsWith('+00');
  return isPlain ? new Date(`${text.slice(0, 10)}T${text.slice(11, -3)}Z`) : readAnyMoment(text);
}

/** Connects lazily; `poolMax` bounds the connections of this process. */
export function openDatabase(input: {
  url: string;
  poolMax: number;
  applicationName: string;
  onError: (error: Error) => void;
}): DatabaseHandle {
  const pool = new pg.Pool({
    connectionString: input.url,
    max: input.poolMax,
    application_name: input.applicationName,
    types,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 60_000,
    options: '-c statement_timeout=60000 -c idle_in_transaction_session_timeout=60000',
  });
  // A connection lost while idle must not end the process; the next query opens another.
  let closing = false;
  pool.on('error', (error) => {
    if (!closing) input.onError(error);
  });
  // While somebody uses a connection the pool does not listen; their query fails, and that is where it is handled.
  pool.on('connect', (client) => {
    client.on('error', () => {});
    keepPlans(client);
  });
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
  const close = () => {
    closing = true;
    return db.destroy();
  };
  return { db, pool, url: input.url, close };
}

/** True for failures that pass by themselves: lost connection, restart, deadlock, serialisation. */
export function isTransient(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, syscall } = error as { code?: unknown; syscall?: unknown };
  if (typeof code !== 'string')
    return /connection terminated|timeout exceeded when trying to connect/i.test(error.message);
  // The socket of a database that restarts is missing for a moment; a missing file stays missing.
  if (code === 'ENOENT') return syscall === 'connect';
  return /^(08|57P|53|58|40001|40P01|25P03|ECONN|EPIPE|ETIMEDOUT)/.test(code);
}
