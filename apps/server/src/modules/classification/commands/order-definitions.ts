import type { DefinitionKind } from '@ventanilla/contracts/classification-kinds';
import { sql } from 'kysely';
import type { Work } from '../../../platform/work.ts';
import { lockClassification, tellChange } from '../classification.store.ts';
import { kindSpecs } from '../definition-kinds.ts';

/** Those that are not named come last, as they were. Of priorities the order is their urgency. */
export async function orderDefinitions(
  { kind, keys }: { kind: DefinitionKind; keys: readonly string[] },
  work: Work,
): Promise<void> {
  await lockClassification(work);
  const table = sql.table(kindSpecs[kind].table);
  await sql`
    update ${table} d set position = o.position
    from (select key, row_number() over (
        order by array_position(${[...keys]}::text[], key) nulls last, position, key) as position
      from ${table}) o
    where o.key = d.key and d.position <> o.position`.execute(work.tx);
  await tellChange({ kind, key: null, action: 'definitions.ordered', fields: ['position'] }, work);
}
