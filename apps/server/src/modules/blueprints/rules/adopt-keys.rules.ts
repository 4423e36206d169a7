import type { Blueprint } from '@ventanilla/contracts/blueprint-format';
import type { Filter } from '@ventanilla/contracts/filters';
import { changeFilter } from './change-filter.rules.ts';
import { filterKinds } from './references.rules.ts';

const keyed = ['types', 'priorities', 'subjects', 'facets', 'statuses', 'fields', 'tags'] as const;
type Keyed = (typeof keyed)[number];
type Keys = Record<Keyed, Map<string, string>>;

/** Properties in which two definitions of one name must agree to be the same one, because they never change. */
const alike: Partial<Record<Keyed, string>> = {
  facets: 'about',
  tags: 'facetKey',
  statuses: 'category',
  fields: 'kind',
};

/**
 * A blueprint in the keys of an installation. What somebody there made by hand under the same name is the same thing,
 * whatever its key; without this a blueprint could not be applied where two would read the same.
 */
export function adoptKeys({ wanted, present }: { wanted: Blueprint; present: Blueprint }): Blueprint {
  const keys = Object.fromEntries(keyed.map((kind) => [kind, new Map<string, string>()])) as Keys;
  for (const kind of keyed) {
    const there: readonly object[] = present[kind];
    const said = new Set(wanted[kind].map(({ key }) => key));
    const has = (key: string) => there.some((item) => (item as { key: string }).key === key);
    for (const item of wanted[kind]) {
      if (has(item.key) || !item.active) continue;
      const same = there.find((other) => {
        const { key, name, active } = other as { key: string; name: string; active: boolean };
        return (
          active &&
          !said.has(key) &&
          name.toLowerCase() === item.name.toLowerCase() &&
          agree(kind, { item, other, keys })
        );
      });
      if (same) keys[kind].set(item.key, (same as { key: string }).key);
    }
  }
  return keyed.some((kind) => keys[kind].size > 0) ? inKeys(wanted, keys) : wanted;
}

function agree(kind: Keyed, { item, other, keys }: { item: object; other: object; keys: Keys }): boolean {
  const property = alike[kind];
  if (!property) return true;
  const says = (item as Record<string, string>)[property] ?? '';
  const is = (other as Record<string, string>)[property];
  return (property === 'facetKey' ? (keys.facets.get(says) ?? says) : says) === is;
}

function inKeys(blueprint: Blueprint, keys: Keys): Blueprint {
  const of = (kind: Keyed, key: string) => keys[kind].get(key) ?? key;
  const renamed = <T extends { key: string }>(kind: Keyed, list: readonly T[]): T[] =>
    list.map((item) => ({ ...item, key: of(kind, item.key) }));
  const place = { type: 'types', subject: 'subjects' } as const;
  const inTemplate = (template: string) =>
    template.replace(/\{([a-z0-9][a-z0-9_-]*)\}/g, (_, key: string) => `{${of('fields', key)}}`);
  return {
    ...blueprint,
    types: renamed('types', blueprint.types),
    priorities: renamed('priorities', blueprint.priorities).map((item) => ({
      ...item,
      typeKeys: item.typeKeys.map((key) => of('types', key)),
    })),
    subjects: renamed('subjects', blueprint.subjects).map((item) => ({
      ...item,
      ...(item.typeKey ? { typeKey: of('types', item.typeKey) } : {}),
      ...(item.template === undefined ? {} : { template: inTemplate(item.template) }),
    })),
    facets: renamed('facets', blueprint.facets),
    tags: renamed('tags', blueprint.tags).map((item) => ({
      ...item,
      facetKey: of('facets', item.facetKey),
    })),
    statuses: renamed('statuses', blueprint.statuses),
    fields: renamed('fields', blueprint.fields),
    forms: blueprint.forms.map((form) => ({
      ...form,
      of: form.place === 'type' || form.place === 'subject' ? of(place[form.place], form.of) : form.of,
      fields: form.fields.map((field) => ({ ...field, fieldKey: of('fields', field.fieldKey) })),
    })),
    policies: blueprint.policies.map((policy) => ({ ...policy, filter: filterIn(policy.filter, of) })),
    boards: blueprint.boards.map((board) => ({
      ...board,
      columns: board.columns.map((column) =>
        column.source.kind === 'filter'
          ? { ...column, source: { ...column.source, filter: filterIn(column.source.filter, of) } }
          : column,
      ),
    })),
  };
}

function filterIn(filter: Filter, of: (kind: Keyed, key: string) => string): Filter {
  const changed = changeFilter(
    filter,
    ({ field, value }) => {
      const kind = filterKinds[field];
      return kind && (keyed as readonly string[]).includes(kind) ? of(kind as Keyed, value) : value;
    },
    (field) => (field.startsWith('field:') ? `field:${of('fields', field.slice('field:'.length))}` : field),
  );
  return changed ?? filter;
}
