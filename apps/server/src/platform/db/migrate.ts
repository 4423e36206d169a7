import pg from 'pg';
import { jobSchema, migrateJobSchema } from '../jobs/job-schema.ts';
import { backupLock, migrationLock } from './advisory-locks.ts';
import { applyMigration } from './apply-migration.ts';
import { MigrationError, readMigrations } from './migrations.ts';

export interface MigrationResult {
  applied: string[];
  current: string;
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
    const pending = migrations.filter(({ name }) => !done.has(name));
    // A copy under way reads all tables as they are: they are altered after it.
    if (pending.length > 0) await client.query('select pg_advisory_lock($1)', [backupLock]);
    for (const migration of pending) {
      await applyMigration(client, migration, input.now);
      applied.push(migration.name);
    }
    if (pending.length > 0) await client.query('select pg_advisory_unlock($1)', [backupLock]);
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
