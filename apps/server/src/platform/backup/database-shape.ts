import pg from 'pg';

export interface ShapedTable {
  schema: string;
  name: string;
  /** Columns in whose order it is read; none: as it lies. What is partitioned does not lie as it was written. */
  orderedBy: string[];
  /** Those that are written; generated ones come by themselves. */
  columns: string[];
}

export interface DatabaseShape {
  tables: ShapedTable[];
  sequences: { schema: string; name: string }[];
  partitions: { schema: string; name: string; of: string; bound: string }[];
}

/** Schemas of ours that are copied. The queues of jobs are made anew: all of them are periodic. */
const copiedSchemas = ['public', 'auth'];

/**
 * Left empty in a copy: what opens a session or counts for minutes. Whoever holds a copy must not be able to enter with
 * it, so after a restoration everybody signs in again.
 */
export const leftOutTables = [
  'auth.session',
  'auth.verification',
  'public.sign_in_challenges',
  'public.setup_tokens',
  'public.password_resets',
  'public.rate_limits',
];

/** Session settings under which the same rows are always the same bytes, on any version and machine. */
export const steadyOutput = [
  'set synchronize_seqscans = off',
  // What is partitioned is read by a query, and those that share a large one hand its rows over as they come.
  'set max_parallel_workers_per_gather = 0',
  "set timezone = 'UTC'",
  "set datestyle = 'ISO, YMD'",
  "set intervalstyle = 'postgres'",
  "set bytea_output = 'hex'",
  'set extra_float_digits = 1',
  "set client_encoding = 'UTF8'",
  'set statement_timeout = 0',
  'set idle_in_transaction_session_timeout = 0',
].join('; ');

/** What is there to be copied, as the connection's snapshot sees it; tables in the order of their names. */
export async function readShape(client: pg.ClientBase): Promise<DatabaseShape> {
  const tables = await client.query<ShapedTable>(
    `select n.nspname as schema, c.relname as name, array_agg(a.attname::text order by a.attnum) as columns,
       case c.relkind when 'p' then (select array_agg(k.attname::text order by array_position(i.indkey, k.attnum))
         from pg_index i join pg_attribute k on k.attrelid = i.indrelid and k.attnum = any(i.indkey)
         where i.indrelid = c.oid and i.indisprimary) else '{}' end as "orderedBy"
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     where n.nspname = any($1) and c.relkind in ('r', 'p') and not c.relispartition
     group by c.oid, n.nspname, c.relname, c.relkind order by n.nspname collate "C", c.relname collate "C"`,
    [copiedSchemas],
  );
  const sequences = await client.query<{ schema: string; name: string }>(
    `select n.nspname as schema, c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = any($1) and c.relkind = 'S' order by n.nspname collate "C", c.relname collate "C"`,
    [copiedSchemas],
  );
  const partitions = await client.query<DatabaseShape['partitions'][number]>(
    `select n.nspname as schema, c.relname as name, p.relname as of, pg_get_expr(c.relpartbound, c.oid) as bound
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     join pg_inherits i on i.inhrelid = c.oid join pg_class p on p.oid = i.inhparent
     where n.nspname = any($1) and c.relispartition and c.relkind = 'r' order by c.oid`,
    [copiedSchemas],
  );
  return {
    tables: tables.rows,
    sequences: sequences.rows,
    partitions: partitions.rows,
  };
}

export const isLeftOut = ({ schema, name }: { schema: string; name: string }) =>
  leftOutTables.includes(`${schema}.${name}`);

export const qualified = ({ schema, name }: { schema: string; name: string }) =>
  `${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(name)}`;

const columnList = (columns: readonly string[]) => columns.map(pg.escapeIdentifier).join(', ');

/** The statement that reads a table. */
export function copyOutStatement(table: ShapedTable): string {
  const columns = columnList(table.columns);
  return table.orderedBy.length > 0
    ? `copy (select ${columns} from ${qualified(table)} order by ${columnList(table.orderedBy)}) to stdout`
    : `copy ${qualified(table)} (${columns}) to stdout`;
}

export const copyInStatement = (table: { schema: string; name: string; columns: readonly string[] }) =>
  `copy ${qualified(table)} (${columnList(table.columns)}) from stdin`;
