import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { jobSchema, migrateJobSchema } from '../jobs/job-schema.ts';

/** Held by whoever brings a schema up to date or fills an empty database. */
export const migrationLock = 7_265_001;

export interface MigrationResult {
  applied: string[];
  current: string;
}

/** Why the schema cannot be brought up to date. */
export type MigrationProblem =
  | { kind: 'newer'; name: string }
  | { kind: 'changed'; name: string }
  | { kind: 'failed'; name: string; reason: string };

export class MigrationError extends Error {
  readonly problem: MigrationProblem;
  constructor(problem: MigrationProblem, options?: ErrorOptions) {
    super(
      `migration ${problem.name}: ${problem.kind}${'reason' in problem ? `: ${problem.reason}` : ''}`,
      options,
    );
    this.name = 'MigrationError';
    this.problem = problem;
  }
}

export interface Migration {
  name: string;
  sql: string;
  checksum: string;
}

/** A migration for an empty database inside a transaction, where nobody is kept waiting by an index. */
export const withoutConcurrently = (sql: string) => sql.replace(/\bconcurrently\b/gi, '');

/** Reads the numbered files, oldest first. Their names are `0001_words.sql`. */
export async function readMigrations({ dir }: { dir: string }): Promise<Migration[]> {
  const names = (await readdir(dir)).filter((name) => /^\d{4}_[a-z0-9_]+\.sql$/.test(name)).sort();
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(join(dir, name), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

/**
 * Brings the schema up to date with the owner's connection, then grants the application's role what it needs.
 * Several processes may call it at once: one works, the others wait. A landed migration that was edited stops
 * the start, and so does a database that is newer than this program.
 */
export async function migrate(input: {
  ownerUrl: string;
  appRole: string;
  dir: string;
  now: Date;
}): Promise<MigrationResult> {
  const migrations = await readMigrations({ dir: input.dir });
  const client = new pg.Client({ connectionString: input.ownerUrl, application_name: 'ventanilla migrate' });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [migrationLock]);
    await client.query(
      'create table if not exists schema_migrations (name text primary key, checksum text not null, applied_at timestamptz not null)',
    );
    const done = new Map(
      (
        await client.query<{ name: string; checksum: string }>('select name, checksum from schema_migrations')
      ).rows.map((row) => [row.name, row.checksum]),
    );
    checkHistory(done, migrations);
    const applied: string[] = [];
    for (const migration of migrations.filter(({ name }) => !done.has(name))) {
      await applyOne(client, migration, input.now);
      applied.push(migration.name);
    }
    await migrateJobSchema(client);
    await grant(client, input.appRole);
    return { applied, current: migrations.at(-1)?.name ?? '' };
  } finally {
    await client.end();
  }
}

function checkHistory(done: Map<string, string>, migrations: { name: string; checksum: string }[]) {
  const known = new Map(migrations.map(({ name, checksum }) => [name, checksum]));
  for (const [name, checksum] of done) {
    if (!known.has(name)) throw new MigrationError({ kind: 'newer', name });
    if (known.get(name) !== checksum) throw new MigrationError({ kind: 'changed', name });
  }
}

async function applyOne(client: pg.Client, migration: Migration, now: Date) {
  await client.query('begin');
  try {
    await client.query("set local lock_timeout = '10s'");
    await client.query(migration.sql);
    await client.query('insert into schema_migrations values ($1, $2, $3)', [
      migration.name,
      migration.checksum,
      now,
    ]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw new MigrationError(
      { kind: 'failed', name: migration.name, reason: (error as Error).message },
      { cause: error },
    );
  }
}

/** Tables that the application may add to and read, never change. */
const appendOnly = ['audit_log', 'events'];

async function grant(client: pg.Client, appRole: string) {
  const role = client.escapeIdentifier(appRole);
  const { rows } = await client.query<{ same: boolean }>('select current_user = $1 as same', [appRole]);
  if (rows[0]?.same) return;
  // In one transaction: other processes never see the broad grant without the exceptions from it.
  await client.query('begin');
  for (const schema of ['public', 'auth', jobSchema]) {
    await client.query(`grant usage on schema ${schema} to ${role}`);
    await client.query(`grant select, insert, update, delete on all tables in schema ${schema} to ${role}`);
    await client.query(`grant usage, select on all sequences in schema ${schema} to ${role}`);
  }
  await client.query(`revoke insert, update, delete on schema_migrations from ${role}`);
  const partitions = await client.query<{ name: string }>(
    "select inhrelid::regclass::text as name from pg_inherits where inhparent = 'events'::regclass",
  );
  for (const table of [...appendOnly, ...partitions.rows.map(({ name }) => name)]) {
    await client.query(`revoke update, delete, truncate on ${table} from ${role}`);
  }
  await client.query('commit');
}
