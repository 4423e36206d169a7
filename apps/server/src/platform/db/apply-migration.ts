import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { type Migration, MigrationError } from './migrations.ts';

/** Whoever waits behind a migration that waits for a lock waits no longer than this. */
const lockTimeout = '2s';
/** Between two tries, requests that were kept waiting get their turn. */
const pauseMs = 500;
const triesMax = 60;
const lockNotAvailable = '55P03';

/** First line of a migration whose statements run one by one, without a transaction around them. */
const onlineMark = /^--\s*online\b/;
const concurrentIndex =
  /^create\s+(?:unique\s+)?index\s+concurrently\s+if\s+not\s+exists\s+(?<name>[a-z0-9_.]+)/i;

/**
 * Applies one migration: all of it in a transaction, or, where it begins with `-- online`, each statement by itself.
 * A lock that does not come in time is given up and asked for again, so that nobody waits long behind it. An online one
 * that was cut short is begun anew: its statements do nothing when they were done.
 */
export async function applyMigration(client: pg.Client, migration: Migration, now: Date): Promise<void> {
  const record = () =>
    client.query('insert into schema_migrations values ($1, $2, $3)', [
      migration.name,
      migration.checksum,
      now,
    ]);
  try {
    if (onlineMark.test(migration.sql)) {
      for (const statement of statementsOf(migration.sql)) await applyOnline(client, statement);
      await record();
    } else {
      await retryLocks(() =>
        inTransaction(client, async () => {
          await client.query(`set local lock_timeout = '${lockTimeout}'`);
          await client.query(migration.sql);
          await record();
        }),
      );
    }
  } catch (error) {
    const reason = (error as Error).message;
    throw new MigrationError({ kind: 'failed', name: migration.name, reason }, { cause: error });
  }
}

/** The statements of an online migration: each ends with a semicolon at the end of its line. */
function statementsOf(sql: string): string[] {
  const plain = sql.replace(/--[^\n]*/g, '');
  return plain
    .split(/;\s*(?:\n|$)/)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '');
}

async function applyOnline(client: pg.Client, statement: string): Promise<void> {
  const index = concurrentIndex.exec(statement)?.groups?.['name'];
  if (index === undefined) {
    await retryLocks(() =>
      inTransaction(client, async () => {
        await client.query(`set local lock_timeout = '${lockTimeout}'`);
        await client.query(statement);
      }),
    );
    return;
  }
  // One that was cut short stands there, useless, under its name.
  const { rows } = await client.query(
    'select from pg_index where indexrelid = to_regclass($1) and not indisvalid',
    [index],
  );
  if (rows.length > 0) await client.query(`drop index concurrently ${index}`);
  await client.query(statement);
}

async function inTransaction(client: pg.Client, work: () => Promise<void>): Promise<void> {
  await client.query('begin');
  try {
    await work();
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}

async function retryLocks(work: () => Promise<void>): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await work();
      return;
    } catch (error) {
      if ((error as { code?: string }).code !== lockNotAvailable || tries === triesMax) throw error;
      await sleep(pauseMs);
    }
  }
}
