import type { Classification } from '@ventanilla/contracts/classification-definitions';
import { type DefinitionKind, definitionKinds } from '@ventanilla/contracts/classification-kinds';
import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../../../platform/db/database.ts';
import { keepPlan } from '../../../platform/db/kept-plans.ts';
import { kindSpecs } from '../definition-kinds.ts';

const orNone = sql.lit('[]');

function listOf(kind: DefinitionKind): RawBuilder<unknown> {
  const { table, columns } = kindSpecs[kind];
  const read = { key: 'key', ...columns, position: 'position', active: 'active', version: 'version' };
  const list = Object.entries(read).map(
    ([property, column]) => sql`r.${sql.ref(column)} as ${sql.ref(property)}`,
  );
  const matrix = sql`, array(select m.type_key from priority_types m where m.priority_key = r.key order by 1) as "typeKeys"`;
  return sql`coalesce((select json_agg(d order by d.position, d.key)
    from (select ${sql.join(list)} ${kind === 'priorities' ? matrix : sql``} from ${sql.table(table)} r) d), ${orNone})
    as ${sql.ref(kind)}`;
}

const lists = sql.join(definitionKinds.map(listOf));

/** Everything by which tickets are told apart, retired definitions included, each list in its order: one statement. */
export async function readClassification(db: Db): Promise<Classification> {
  const { rows } = await sql<Classification>`
    select ${lists}, coalesce((select json_agg(f order by f.place, f."placeKey") from (
        select w.place, w.place_key as "placeKey", w.version,
          coalesce((select json_agg(json_build_object('fieldKey', u.field_key, 'required', u.required) order by u.position)
            from field_uses u where u.place = w.place and u.place_key = w.place_key), ${orNone}) as fields
        from field_forms w) f), ${orNone}) as forms ${keepPlan}`.execute(db);
  return rows[0]!;
}
