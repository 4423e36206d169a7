import pg from 'pg';

interface Definition {
  table: string;
  name: string;
  kind: 'foreign' | 'key' | 'index';
  definition: string;
}

/**
 * Takes indexes, keys and foreign keys off tables, so that rows come in without looking anything up, and gives back
 * what puts them on again. Meanwhile nothing else may use the tables. As the owner of the schema.
 */
export async function bareTables(
  tables: readonly string[],
  { ownerUrl }: { ownerUrl: string },
): Promise<{ restore(): Promise<void> }> {
  const definitions = await withClient(ownerUrl, async (client) => {
    const found = await readDefinitions(tables, client);
    for (const item of found) await client.query(dropStatement(item));
    return found;
  });
  return {
    async restore() {
      const rest = definitions.filter(({ kind }) => kind !== 'foreign');
      const foreign = definitions.filter(({ kind }) => kind === 'foreign');
      // Keys before plain indexes, and tables side by side: two of them keep two processors busy.
      const queues = tables.map((table) =>
        rest.filter((item) => item.table === table).sort((a, b) => b.kind.localeCompare(a.kind)),
      );
      await Promise.all([0, 1].map(() => withClient(ownerUrl, (client) => drain(queues, client))));
      await withClient(ownerUrl, async (client) => {
        for (const item of foreign) await client.query(addStatement(item));
      });
    },
  };
}

async function drain(queues: Definition[][], client: pg.Client): Promise<void> {
  await client.query("set maintenance_work_mem = '512MB'; set max_parallel_maintenance_workers = 1");
  for (let queue = queues.pop(); queue; queue = queues.pop()) {
    for (const item of queue) await client.query(addStatement(item));
  }
}

/** Foreign keys first: they rest on keys. */
async function readDefinitions(tables: readonly string[], client: pg.Client): Promise<Definition[]> {
  const { rows } = await client.query<Definition>(
    `with bare as (select oid from pg_class where oid = any($1::text[]::regclass[]))
     select conrelid::regclass::text as table, conname as name, 'foreign' as kind, pg_get_constraintdef(oid) as definition
       from pg_constraint where contype = 'f' and conparentid = 0
         and (conrelid in (select oid from bare) or confrelid in (select oid from bare))
     union all
     select conrelid::regclass::text, conname, 'key', pg_get_constraintdef(oid)
       from pg_constraint where contype in ('p', 'u') and conrelid in (select oid from bare)
     union all
     select i.indrelid::regclass::text, i.indexrelid::regclass::text, 'index', pg_get_indexdef(i.indexrelid)
       from pg_index i where i.indrelid in (select oid from bare)
         and not exists (select from pg_constraint c where c.conindid = i.indexrelid and c.contype in ('p', 'u'))`,
    [tables],
  );
  return rows;
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

async function withClient<T>(url: string, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, application_name: 'ventanilla corpus' });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}
