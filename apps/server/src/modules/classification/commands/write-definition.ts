import { definitionsMax } from '@ventanilla/contracts/classification-definitions';
import type { DefinitionKind } from '@ventanilla/contracts/classification-kinds';
import { type RawBuilder, sql } from 'kysely';
import { AppError } from '../../../platform/errors.ts';
import type { Work } from '../../../platform/work.ts';
import { type Definition, lockClassification, tellChange } from '../classification.store.ts';
import { type DefinitionValues, kindSpecs } from '../definition-kinds.ts';
import { demandOwnName, demandReferences, demandStatusLeft, mergeOptions } from '../definition-rules.ts';
import { readClassification } from '../queries/read-classification.ts';

type Changes<K extends DefinitionKind> = {
  [P in keyof DefinitionValues[K]]?: DefinitionValues[K][P] | undefined;
} & { active?: boolean | undefined };

/**
 * A definition, last in the order of its kind. Throws `classification.name_taken`, `classification.too_many`, and
 * `classification.not_found` for a type or facet that it names in vain.
 * @param input.key left out: a new id
 */
export async function createDefinition<K extends DefinitionKind>(
  input: { kind: K; key?: string; values: DefinitionValues[K] & { active?: boolean } },
  work: Work,
): Promise<Definition<K>> {
  await lockClassification(work);
  const { kind, values } = input;
  const all = await readClassification(work.tx);
  const max = kind === 'tags' ? definitionsMax.tags : definitionsMax.each;
  if (all[kind].length >= max) throw new AppError('classification.too_many', { params: { max } });
  const key = input.key ?? work.ids.uuid();
  await demandOwnName({ kind, key, values }, work);
  demandReferences(values, all);
  const cells = cellsOf({ kind, values: withOptions({ values, before: [] }, work) });
  const spec = kindSpecs[kind];
  await sql`
    insert into ${sql.table(spec.table)} (key, position, active, ${sql.join(cells.map(({ column }) => sql.ref(column)))})
    values (${key}, (select coalesce(max(position), 0) + 1 from ${sql.table(spec.table)}), ${values.active ?? true},
      ${sql.join(cells.map(({ value }) => value))})`.execute(work.tx);
  await writeMatrix({ key, values }, work);
  await tellChange({ kind, key, action: 'definition.created', fields: [] }, work);
  return readOne({ kind, key }, work);
}

/**
 * Changes what is given; the same again changes nothing. Throws `classification.not_found`,
 * `classification.stale_version`, `classification.name_taken` and `classification.last_status`.
 * @param input.version that whoever changes it saw; null: it holds whatever was there
 */
export async function changeDefinition<K extends DefinitionKind>(
  input: { kind: K; key: string; version: number | null; changes: Changes<K> },
  work: Work,
): Promise<Definition<K>> {
  await lockClassification(work);
  const { kind, key } = input;
  const spec = kindSpecs[kind];
  const all = await readClassification(work.tx);
  const before = all[kind].find((definition) => definition.key === key);
  if (!before) throw new AppError('classification.not_found');
  if (input.version !== null && before.version !== input.version)
    throw new AppError('classification.stale_version');
  const known = before as unknown as Record<string, unknown>;
  const given = withOptions({ values: input.changes, before: known['options'] }, work);
  const changes = Object.fromEntries(
    Object.entries(given).filter(
      ([property, value]) =>
        value !== undefined && !spec.fixed.includes(property) && !isSame(value, known[property]),
    ),
  );
  const fields = Object.keys(changes);
  if (fields.length === 0) return before as Definition<K>;
  const after = { ...known, ...changes };
  if (after['active'] === true) await demandOwnName({ kind, key, values: after }, work);
  demandReferences(changes, all);
  if (kind === 'statuses' && changes['active'] === false) demandStatusLeft({ key }, all);
  const cells = cellsOf({ kind, values: changes });
  const set = cells.map(({ column, value }) => sql`${sql.ref(column)} = ${value},`);
  await sql`update ${sql.table(spec.table)} set ${sql.join(set, sql` `)} active = ${after['active']},
    version = version + 1 where key = ${key}`.execute(work.tx);
  await writeMatrix({ key, values: changes }, work);
  await tellChange({ kind, key, action: 'definition.changed', fields }, work);
  return readOne({ kind, key }, work);
}

/**
 * Makes a definition or brings the one of that key to what is said here, in use unless that says otherwise: how a
 * blueprint is applied. What
 * never changes of one that is there (category of a status, kind of a field) stays.
 */
export async function upsertDefinition<K extends DefinitionKind>(
  input: { kind: K; key: string; values: DefinitionValues[K] & { active?: boolean } },
  work: Work,
): Promise<Definition<K>> {
  const { kind, key, values } = input;
  await lockClassification(work);
  const { rows } = await sql`select from ${sql.table(kindSpecs[kind].table)} where key = ${key}`.execute(
    work.tx,
  );
  if (rows.length === 0) return createDefinition(input, work);
  return changeDefinition({ kind, key, version: null, changes: { active: true, ...values } as never }, work);
}

/** The cells of a row that are written for these values. */
function cellsOf({ kind, values }: { kind: DefinitionKind; values: object }) {
  const { columns, json } = kindSpecs[kind];
  const cells: { column: string; value: RawBuilder<unknown> }[] = [];
  for (const [property, value] of Object.entries(values)) {
    const column = columns[property];
    if (column === undefined || value === undefined) continue;
    cells.push({ column, value: json.includes(property) ? sql`${JSON.stringify(value)}` : sql`${value}` });
  }
  return cells;
}

/** Options that are written take the place of those before, none of which is ever lost. */
function withOptions<V extends object>({ values, before }: { values: V; before: unknown }, work: Work): V {
  if (!('options' in values) || values.options === undefined) return values;
  const options = mergeOptions({ before: before as never, given: values.options as never }, work.ids);
  return { ...values, options };
}

/** Which types may have a priority. */
async function writeMatrix({ key, values }: { key: string; values: object }, work: Work): Promise<void> {
  if (!('typeKeys' in values) || values.typeKeys === undefined) return;
  const typeKeys = [...new Set(values.typeKeys as string[])];
  await sql`delete from priority_types where priority_key = ${key}`.execute(work.tx);
  await sql`insert into priority_types (priority_key, type_key)
    select ${key}, unnest(${typeKeys}::text[])`.execute(work.tx);
}

async function readOne<K extends DefinitionKind>(
  { kind, key }: { kind: K; key: string },
  work: Work,
): Promise<Definition<K>> {
  const all = await readClassification(work.tx);
  return all[kind].find((definition) => definition.key === key) as Definition<K>;
}

/** Lists of keys are the same in any order. */
function isSame(one: unknown, other: unknown): boolean {
  if (Array.isArray(one) && Array.isArray(other) && one.every((item) => typeof item === 'string'))
    return one.length === other.length && one.every((item) => other.includes(item));
  return JSON.stringify(one) === JSON.stringify(other);
}
