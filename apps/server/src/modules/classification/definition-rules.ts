import type { Classification } from '@ventanilla/contracts/classification-definitions';
import type { DefinitionKind } from '@ventanilla/contracts/classification-kinds';
import type { StatusCategory } from '@ventanilla/contracts/events';
import { sql } from 'kysely';
import { demandFreeName } from '../../platform/db/free-name.ts';
import { AppError } from '../../platform/errors.ts';
import type { Ids } from '../../platform/ids.ts';
import type { Work } from '../../platform/work.ts';
import { kindSpecs } from './definition-kinds.ts';

type Option = Classification['fields'][number]['options'][number];

/** Each of them has a status that tickets come into by themselves. */
const needed: readonly StatusCategory[] = ['open', 'in_progress', 'waiting_customer', 'closed', 'ignored'];

/** Two that are in use never read the same (of tags: in one facet). Throws `classification.name_taken`. */
export function demandOwnName(
  { kind, key, values }: { kind: DefinitionKind; key: string; values: object },
  work: Work,
): Promise<void> {
  const { table, columns, nameWithin } = kindSpecs[kind];
  const given = values as Record<string, string>;
  const group = nameWithin === undefined ? null : columns[nameWithin];
  const among = group ? sql`r.active and r.${sql.ref(group)} = ${given[nameWithin!]}` : sql`r.active`;
  const { name: column } = columns;
  const taken = 'classification.name_taken' as const;
  return demandFreeName({ name: given['name']!, table, column, key: 'key', except: key, among, taken }, work);
}

/** The types and facets that a definition names are there. Throws `classification.not_found`. */
export function demandReferences(values: object, all: Classification): void {
  const { typeKey, typeKeys, facetKey } = values as {
    typeKey?: string | null;
    typeKeys?: string[];
    facetKey?: string;
  };
  const types = [...(typeKeys ?? []), ...(typeKey ? [typeKey] : [])];
  const known = (list: readonly { key: string }[], key: string) => list.some((item) => item.key === key);
  const areKnown =
    types.every((key) => known(all.types, key)) && (facetKey === undefined || known(all.facets, facetKey));
  if (!areKnown) throw new AppError('classification.not_found');
}

/** Throws `classification.last_status` where the product would have no status left to put tickets in. */
export function demandStatusLeft({ key }: { key: string }, { statuses }: Classification): void {
  const category = statuses.find((status) => status.key === key)?.category;
  const others = statuses.filter(
    (status) => status.active && status.key !== key && status.category === category,
  );
  if (category && needed.includes(category) && others.length === 0)
    throw new AppError('classification.last_status');
}

/** Options as written; those that were left out are retired at the end, because tickets may have them. */
export function mergeOptions(
  {
    before,
    given,
  }: {
    before: readonly Option[];
    given: readonly (Omit<Option, 'key'> & { key?: string | undefined })[];
  },
  ids: Pick<Ids, 'uuid'>,
): Option[] {
  const written = given.map(({ key, name, nameEn, active }) => ({
    key: key ?? ids.uuid(),
    name,
    nameEn,
    active,
  }));
  const unique = written.filter(
    (option, index) => written.findIndex(({ key }) => key === option.key) === index,
  );
  const left = before.filter(({ key }) => !unique.some((option) => option.key === key));
  return [...unique, ...left.map((option) => ({ ...option, active: false }))];
}
