import type { Language } from '@ventanilla/contracts/common';
import { isOwnField, ownFieldPrefix } from '@ventanilla/contracts/filter-fields';
import { conditionsOf, type Filter, own } from '@ventanilla/contracts/filters';
import { sql } from 'kysely';
import type { Db } from '../../../platform/db/database.ts';
import { keepPlan } from '../../../platform/db/kept-plans.ts';

interface GoneRow {
  field: string;
  value: string;
  name: string | null;
}

/** Of what there is a list that things leave; people and organisations are never out of use. */
const listed: ReadonlySet<string> = new Set([
  'status',
  'priority',
  'type',
  'subject',
  'tag',
  'contactTag',
  'ownerTeam',
  'department',
  'line',
]);

/**
 * What each filter asks for that is no longer in use: by its name, or as it is stored where it has none. One statement
 * for all of them.
 */
export async function goneValues(
  { filters, language }: { filters: readonly Filter[]; language: Language },
  db: Db,
): Promise<string[][]> {
  const asked = filters.map(askedOf);
  const all = asked.flat();
  if (all.length === 0) return filters.map(() => []);
  const label = language === 'en' ? sql`label_en` : sql`label_es`;
  const { rows } = await sql<GoneRow>`
    with known (field, value, name, active) as (
      select 'status', key, ${label}, active from statuses
      union all select 'priority', key, name, active from priorities
      union all select 'type', key, name, active from ticket_types
      union all select 'subject', key, name, active from subjects
      union all select 'tag', key, name, active from tags
      union all select 'field', key, name, active from field_definitions
      union all select 'ownerTeam', id::text, name, active from teams
      union all select 'department', id::text, name, active from departments
      union all select 'line', id::text, name, active from lines)
    select distinct a.field, a.value, k.name
    from unnest(${all.map(({ field }) => field)}::text[], ${all.map(({ value }) => value)}::text[]) as a (field, value)
    left join known k using (field, value) where k.active is not true ${keepPlan}`.execute(db);
  const names = new Map(rows.map(({ field, value, name }) => [`${field}/${value}`, name ?? value]));
  return asked.map((pairs) => [
    ...new Set(pairs.flatMap(({ field, value }) => names.get(`${field}/${value}`) ?? [])),
  ]);
}

function askedOf(filter: Filter): { field: string; value: string }[] {
  return conditionsOf(filter).flatMap((one) => {
    if (isOwnField(one.field)) return [{ field: 'field', value: one.field.slice(ownFieldPrefix.length) }];
    if (!('values' in one) || !listed.has(one.field)) return [];
    const field = one.field === 'contactTag' ? 'tag' : one.field;
    return one.values.filter((value) => value !== own).map((value) => ({ field, value }));
  });
}
