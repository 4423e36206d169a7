import type pg from 'pg';

const ours = `n.nspname in ('public', 'auth')`;
const notOfExtension = (catalog: string, row: string) =>
  `not exists (select 1 from pg_depend d where d.classid = '${catalog}'::regclass and d.objid = ${row}.oid and d.deptype = 'e')`;

/** One query a kind of object; each answers sorted lines. Partitions are made as the log grows, so only their parent counts. */
const queries: Record<string, string> = {
  extensions: `select extname as line from pg_extension where extname <> 'plpgsql'`,
  columns: `
    select n.nspname || '.' || c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
      || case when a.attnotnull then ' not null' else '' end
      || case when a.attgenerated = 's' then ' generated ' || regexp_replace(pg_get_expr(d.adbin, d.adrelid), '\\s+', ' ', 'g')
              when d.adbin is not null then ' default ' || pg_get_expr(d.adbin, d.adrelid) else '' end as line
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
    where ${ours} and c.relkind in ('r', 'p', 'v') and not c.relispartition and ${notOfExtension('pg_class', 'c')}
    order by n.nspname collate "C", c.relname collate "C", a.attnum`,
  partitioned: `
    select n.nspname || '.' || c.relname || ' ' || pg_get_partkeydef(c.oid) as line
    from pg_class c join pg_namespace n on n.oid = c.relnamespace where ${ours} and c.relkind = 'p'`,
  constraints: `
    select n.nspname || '.' || c.relname || ' ' || k.conname || ' ' || pg_get_constraintdef(k.oid) as line
    from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
    where ${ours} and not c.relispartition and k.contype <> 'n'`,
  indexes: `
    select pg_get_indexdef(i.indexrelid) as line
    from pg_index i join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace
    where ${ours} and not c.relispartition`,
  sequences: `
    select n.nspname || '.' || c.relname || ' start ' || s.seqstart || ' step ' || s.seqincrement as line
    from pg_sequence s join pg_class c on c.oid = s.seqrelid join pg_namespace n on n.oid = c.relnamespace
    where ${ours}`,
  functions: `
    select pg_get_functiondef(p.oid) as line from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where ${ours} and ${notOfExtension('pg_proc', 'p')}`,
  triggers: `
    select pg_get_triggerdef(t.oid) as line from pg_trigger t join pg_class c on c.oid = t.tgrelid
    join pg_namespace n on n.oid = c.relnamespace
    where ${ours} and not t.tgisinternal and not c.relispartition`,
  'text search configurations': `
    select c.cfgname || ' ' || string_agg(t.alias || ':' || (
      select string_agg(m.mapdict::regdictionary::text, '+' order by m.mapseqno) from pg_ts_config_map m
      where m.mapcfg = c.oid and m.maptokentype = t.tokid), ' ' order by t.alias) as line
    from pg_ts_config c join pg_namespace n on n.oid = c.cfgnamespace
    cross join lateral ts_token_type(c.cfgparser) t
    where ${ours} and exists (select 1 from pg_ts_config_map m where m.mapcfg = c.oid and m.maptokentype = t.tokid)
    group by c.cfgname`,
};

/**
 * The schema as stable text: extensions, columns in their order, constraints, indexes, sequences, functions. The
 * same text means the same schema, whichever way it came about.
 */
export async function describeSchema(client: pg.Client): Promise<string> {
  // Names are then written with their schema, whatever the role's own path is.
  await client.query("set search_path = ''");
  const parts: string[] = [];
  for (const [title, query] of Object.entries(queries)) {
    const { rows } = await client.query<{ line: string }>(query);
    const lines = rows.map(({ line }) => line.trimEnd());
    // Columns stand in the order of their table; anything else in an order that no locale changes.
    parts.push([`-- ${title}`, ...(title === 'columns' ? lines : lines.toSorted())].join('\n'));
  }
  return `${parts.join('\n\n')}\n`;
}
