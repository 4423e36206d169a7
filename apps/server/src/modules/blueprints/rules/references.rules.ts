import { type Blueprint, type BlueprintKind, blueprintKinds } from '@ventanilla/contracts/blueprint-format';
import type { Filter } from '@ventanilla/contracts/filters';
import { own } from '@ventanilla/contracts/filters';
import { idOf } from './items.rules.ts';

/** What is wrong with a blueprint besides its shape: where in the document, and which word. */
export interface BlueprintFault {
  code: 'blueprints.unknown_reference' | 'blueprints.repeated';
  path: string;
  name: string;
}

interface Reference {
  kind: BlueprintKind;
  name: string;
  path: string;
}

/** The field of a filter whose values name something of a blueprint. */
export const filterKinds: Record<string, BlueprintKind> = {
  department: 'departments',
  line: 'lines',
  type: 'types',
  subject: 'subjects',
  priority: 'priorities',
  flag: 'flags',
  tag: 'tags',
  contactTag: 'tags',
  status: 'statuses',
  ownerTeam: 'teams',
};

/** The first fault: something said twice, or something named that neither it nor the installation has. */
export function findFault({
  wanted,
  present,
}: {
  wanted: Blueprint;
  present: Blueprint;
}): BlueprintFault | null {
  const known = Object.fromEntries(
    blueprintKinds.map((kind) => [
      kind,
      new Set([...present[kind], ...wanted[kind]].map((item) => idOf(kind, item))),
    ]),
  ) as Record<BlueprintKind, Set<string>>;
  for (const kind of blueprintKinds) {
    const repeated = findRepeated(kind, wanted);
    if (repeated) return repeated;
  }
  const isKnown = ({ kind, name }: Reference) => known[kind].has(name) || known[kind].has(name.toLowerCase());
  const unknown = referencesOf(wanted).find((reference) => !isKnown(reference));
  return unknown ? { code: 'blueprints.unknown_reference', path: unknown.path, name: unknown.name } : null;
}

function findRepeated(kind: BlueprintKind, wanted: Blueprint): BlueprintFault | null {
  const seen = new Set<string>();
  for (const [index, item] of wanted[kind].entries()) {
    const id = idOf(kind, item);
    const ids = [id, ...('key' in item && item.active ? [namedWithin(item)] : [])];
    if (ids.some((one) => seen.has(one))) {
      const path = `${kind}.${index}.${'key' in item ? 'key' : kind === 'forms' ? 'of' : 'name'}`;
      return { code: 'blueprints.repeated', path, name: 'name' in item ? item.name : id };
    }
    for (const one of ids) seen.add(one);
  }
  return null;
}

/** Two in use never read the same; of tags, in one facet. */
function namedWithin(item: { name: string; facetKey?: string }): string {
  return `name:${item.facetKey ?? ''}:${item.name.toLowerCase()}`;
}

function referencesOf(wanted: Blueprint): Reference[] {
  const list = (kind: BlueprintKind, names: readonly string[], path: string): Reference[] =>
    names.map((name, index) => ({ kind, name, path: `${path}.${index}` }));
  const one = (kind: BlueprintKind, name: string | null | undefined, path: string): Reference[] =>
    name ? [{ kind, name, path }] : [];
  const people = (says: object | undefined, path: string): Reference[] =>
    Object.entries(says ?? {}).flatMap(([part, who]: [string, unknown]) => {
      if (part === 'flags') return people(who as object, `${path}.flags`);
      const teams = typeof who === 'object' && who !== null && 'teams' in who ? (who.teams as string[]) : [];
      const flag = part.startsWith('flag:') ? part.slice('flag:'.length) : null;
      return [...list('teams', teams, `${path}.${part}.teams`), ...one('flags', flag, `${path}.${part}`)];
    });
  return [
    ...wanted.priorities.flatMap(({ typeKeys }, at) => list('types', typeKeys, `priorities.${at}.typeKeys`)),
    ...wanted.subjects.flatMap(({ typeKey }, at) => one('types', typeKey, `subjects.${at}.typeKey`)),
    ...wanted.tags.flatMap(({ facetKey }, at) => one('facets', facetKey, `tags.${at}.facetKey`)),
    ...wanted.departments.flatMap((department, at) => [
      ...one('calendars', department.calendar, `departments.${at}.calendar`),
      ...people(department.rules, `departments.${at}.rules`),
      ...people(department.notices, `departments.${at}.notices`),
    ]),
    ...wanted.lines.flatMap(({ notices }, at) => people(notices, `lines.${at}.notices`)),
    ...wanted.forms.flatMap(({ place, of, fields }, at) => [
      ...(place === 'always' ? [] : one(`${place}s`, of || '?', `forms.${at}.of`)),
      ...fields.flatMap(({ fieldKey }, index) =>
        one('fields', fieldKey, `forms.${at}.fields.${index}.fieldKey`),
      ),
    ]),
    ...wanted.policies.flatMap(({ calendar, filter }, at) => [
      ...one('calendars', calendar, `policies.${at}.calendar`),
      ...filterReferences(filter, `policies.${at}.filter`),
    ]),
    ...wanted.boards.flatMap(({ team, columns }, at) => [
      ...one('teams', team, `boards.${at}.team`),
      ...columns.flatMap(({ source }, index) =>
        source.kind === 'filter'
          ? filterReferences(source.filter, `boards.${at}.columns.${index}.source.filter`)
          : [],
      ),
    ]),
  ];
}

function filterReferences(tree: Filter, path: string): Reference[] {
  const each = (part: 'and' | 'or', trees: readonly Filter[]) =>
    trees.flatMap((one, index) => filterReferences(one, `${path}.${part}.${index}`));
  if ('and' in tree) return each('and', tree.and);
  if ('or' in tree) return each('or', tree.or);
  if ('not' in tree) return filterReferences(tree.not, `${path}.not`);
  const [, fieldKey] = /^field:(.+)$/.exec(tree.field) ?? [];
  const named: Reference[] = fieldKey ? [{ kind: 'fields', name: fieldKey, path: `${path}.field` }] : [];
  const kind = filterKinds[tree.field];
  if (!kind || !('values' in tree)) return named;
  return tree.values.flatMap((name, index) =>
    name === own ? [] : [{ kind, name, path: `${path}.values.${index}` }],
  );
}
