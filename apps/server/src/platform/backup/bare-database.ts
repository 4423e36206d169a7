import pg from 'pg';

interface Definition {
  table: string;
  name: string;
  kind: 'foreign' | 'key' | 'index';
  definition: string;
}

/**
 * Takes indexes, keys and foreign keys off every table of ours, so that rows come in without looking anything up, and
 * answers what puts them on again. As the owner, in the caller's transaction.
 */
export async function bareDatabase(client: pg.ClientBase): Promise<{ restore(): Promise<void> }> {
  const { rows } = await client.query<Definition>(
    `with ours as (select c.oid from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname in ('public', 'auth') and c.relkind in ('r', 'p') and not c.relispartition)
     select conrelid::regclass::text as table, conname as name, 'foreign' as kind, pg_get_constraintdef(oid) as definition
       from pg_constraint where contype = 'f' and conparentid = 0 and conrelid in (select oid from ours)
     union all
     select conrelid::regclass::text, conname, 'key', pg_get_constraintdef(oid)
       from pg_constraint where contype in ('p', 'u', 'x') and conrelid in (select oid from ours)
     union all
     select i.indrelid::regclass::text, i.indexrelid::regclass::text, 'index', pg_get_indexdef(i.indexrelid)
       from pg_index i where i.indrelid in (select oid from ours)
         and not exists (select from pg_constraint c where c.conindid = i.indexrelid and c.contype in ('p', 'u', 'x'))`,
  );
  const kinds = ['foreign', 'index', 'key'] as const;
  for (const kind of kinds) {
    for (const item of rows.filter((row) => row.kind === kind)) await client.query(dropStatement(item));
  }
  return {
    async restore() {
      for (const kind of ['key', 'index', 'foreign'] as const) {
        for (const item of rows.filter((row) => row.kind === kind)) await client.query(addStatement(item));
      }
    },
  };
}

function dropStatement({ table, name, kind }: Definition): string {
  if (kind === 'index') return `drop index ${name}`;
  return `alter table ${table} drop constraint ${pg.escapeIdentifier(name)}`;
}

function addStatement({ table, name, kind, definition }: Definition): string {
  // An index of a partitioned table is described as on it alone, but is wanted on its partitions.
  if (kind === 'index') return definition.replace(' ON ONLY ', ' ON ');
  return `alter table ${table} add constraint ${pg.escapeIdentifier(name)} ${definition}`;
}
