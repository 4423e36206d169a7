import pg from 'pg';
import { migrationLock } from '../db/advisory-locks.ts';
import { type Migration, withoutConcurrently } from '../db/migrations.ts';
import { BackupError } from './backup-error.ts';
import { bareDatabase } from './bare-database.ts';
import { copyIn, copyOut } from './copy-stream.ts';
import { copyInStatement, copyOutStatement, qualified, steadyOutput } from './database-shape.ts';
import { type BackupManifest, entryOf } from './manifest.ts';
import { measureAll } from './measured.ts';
import type { BackupSource } from './vault.ts';
import { decompress } from './verify-backup.ts';

/** Tables that have rows in an installation that anybody used. */
const tellingTables = ['agents', 'tickets', 'contacts', 'channel_accounts', 'inbound_raw'];

/** `empty`: nothing is there. `unused`: the tables of an installation that nobody has begun to use. */
export type RestorePlace = 'empty' | 'unused';

/** Throws `not_empty` where the database holds anything, `in_use` where a server works on it. */
export async function inspectPlace(client: pg.ClientBase): Promise<RestorePlace> {
  const { rows: users } = await client.query(
    `select from pg_stat_activity where datname = current_database() and application_name in ('ventanilla', 'ventanilla worker')`,
  );
  if (users.length > 0) throw new BackupError('in_use');
  const { rows } = await client.query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p', 'v', 'm') and n.nspname !~ '^(pg_|information_schema)'
       and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')`,
  );
  if (rows.length === 0) return 'empty';
  const names = rows.map(({ name }) => name);
  const isOurs = tellingTables.every((table) => names.includes(`public.${table}`));
  if (!isOurs || names.some((name) => !/^(public|auth|pgboss)\./.test(name))) {
    throw new BackupError('not_empty', { what: names[0]! });
  }
  for (const table of tellingTables) {
    const found = await client.query(`select from public.${table} limit 1`);
    if (found.rowCount !== 0) throw new BackupError('not_empty', { what: table });
  }
  return 'unused';
}

/** Setting that says which copy this installation came from. */
const restoredSetting = 'backup.restored';

/** Id of the copy whose rows are here already, or null. */
export async function restoredFrom(client: pg.ClientBase): Promise<string | null> {
  const there = await client.query<{ there: boolean }>(
    "select to_regclass('public.settings') is not null as there",
  );
  if (!there.rows[0]?.there) return null;
  const { rows } = await client.query<{ id: string | null }>(
    "select value->>'id' as id from public.settings where key = $1",
    [restoredSetting],
  );
  return rows[0]?.id ?? null;
}

/**
 * Brings the tables of a copy into an empty database, with the schema of the copy, and compares what is there
 * afterwards with what was copied. In one transaction: cut short, the place is as empty as before. As the owner.
 */
export async function restoreDatabase(input: {
  source: BackupSource;
  ownerUrl: string;
  migrations: readonly Migration[];
  now: Date;
}): Promise<void> {
  const { source } = input;
  const schema = schemaOf(source.manifest, input.migrations);
  const client = new pg.Client({
    connectionString: input.ownerUrl,
    application_name: 'ventanilla restore',
    keepAlive: true,
  });
  client.on('error', () => undefined);
  await client.connect();
  try {
    // A server that starts meanwhile waits here, and then finds everything.
    await client.query('select pg_advisory_lock($1)', [migrationLock]);
    await client.query(`${steadyOutput}; set maintenance_work_mem = '256MB'`);
    const place = await inspectPlace(client);
    await client.query('begin');
    if (place === 'unused') {
      await client.query('drop schema if exists pgboss, auth, public cascade; create schema public');
    }
    await client.query(
      'create table schema_migrations (name text primary key, checksum text not null, applied_at timestamptz not null)',
    );
    for (const migration of schema) await client.query(withoutConcurrently(migration.sql));
    await fill(source, client);
    await client.query(
      `insert into public.settings values ($1, $2, $3)
       on conflict (key) do update set value = excluded.value, updated_at = excluded.updated_at`,
      [restoredSetting, JSON.stringify({ id: source.manifest.id }), input.now],
    );
    await client.query('commit');
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** The migrations that the copy's schema is made of. Throws `newer` where this program does not know one of them. */
function schemaOf(manifest: BackupManifest, known: readonly Migration[]): Migration[] {
  return manifest.migrations.map(({ name, checksum }) => {
    const found = known.find((migration) => migration.name === name && migration.checksum === checksum);
    if (!found) throw new BackupError('newer', { name, version: manifest.productVersion });
    return found;
  });
}

async function fill(source: BackupSource, client: pg.Client): Promise<void> {
  const { manifest } = source;
  const bare = await bareDatabase(client);
  for (const { schema, name, of, bound } of manifest.partitions) {
    await client.query(
      `create table if not exists ${qualified({ schema, name })} partition of ${qualified({ schema, name: of })} ${bound}`,
    );
  }
  // Migrations put rows of their own; the copy has them too, as they are today.
  await client.query(`truncate ${manifest.tables.map(qualified).join(', ')}`);
  for (const table of manifest.tables) {
    const compressed = source.read(entryOf(table));
    await copyIn({ statement: copyInStatement(table), source: decompress(compressed) }, client);
  }
  for (const { schema, name, lastValue, isCalled } of manifest.sequences) {
    await client.query('select setval($1::regclass, $2::bigint, $3)', [
      qualified({ schema, name }),
      lastValue,
      isCalled,
    ]);
  }
  await bare.restore();
  const partitioned = new Set(manifest.partitions.map(({ schema, of }) => `${schema}.${of}`));
  for (const table of manifest.tables) {
    const isPartitioned = partitioned.has(`${table.schema}.${table.name}`);
    // PostgreSQL keeps the order of what it is given, but not across partitions: where it was not asked for, only how
    // many rows there are can be compared, and the bytes that went in were compared before.
    const isComparable = !isPartitioned || table.orderedBy.length > 0;
    const orderedBy = isPartitioned && !isComparable ? table.columns.slice(0, 1) : table.orderedBy;
    const measure = await measureAll(copyOut(copyOutStatement({ ...table, orderedBy }), client));
    if ((isComparable && measure.sha256() !== table.sha256) || measure.lines !== table.rows) {
      throw new BackupError('damaged', { place: source.place, entry: entryOf(table) });
    }
  }
}
