import { isDeepStrictEqual } from 'node:util';
import {
  type Blueprint,
  type BlueprintItem,
  type BlueprintKind,
  blueprintKinds,
} from '@ventanilla/contracts/blueprint-format';
import type { Named } from '@ventanilla/contracts/named.rules';
import { type FullItem, idOf, nameOf, wantedItem } from './items.rules.ts';

/** What is to be done with one item; `keep`: nothing. */
export interface Step<K extends BlueprintKind = BlueprintKind> {
  kind: K;
  /** Its key or, in small letters, its name. */
  id: string;
  name: string;
  action: 'add' | 'change' | 'retire' | 'keep';
  /** How it is to be, whole. */
  item: FullItem<K>;
  before: FullItem<K> | null;
  /** Properties that would be others; of a new one, those that say something. Parts of rules: `rules.close`. */
  fields: string[];
}

export interface Comparison {
  steps: Step[];
  /** The order in which the items of a kind are to stand, where they do not: ids. */
  orders: { kind: BlueprintKind; ids: string[] }[];
  /** Names of what is there and the blueprint does not say. */
  untouched: { kind: BlueprintKind; names: Named[] }[];
}

/** The others stand by their names, or where somebody put them. */
const ordered: readonly BlueprintKind[] = [
  'departments',
  'types',
  'priorities',
  'subjects',
  'facets',
  'tags',
  'flags',
  'statuses',
  'fields',
  'policies',
];
/** The order of these lists says nothing. */
const sets = ['typeKeys', 'permissions', 'replyCloses', 'closeNeeds', 'teams'];

/** What a blueprint would do to the present configuration, both in the one format. */
export function compareBlueprint({ wanted, present }: { wanted: Blueprint; present: Blueprint }): Comparison {
  const steps = blueprintKinds.flatMap((kind) =>
    wanted[kind].map((item) => stepOf(kind, item, { wanted, present })),
  );
  const orders = ordered.flatMap((kind) => {
    const ids = inPlaces(kind, wanted).map((item) => idOf(kind, item));
    const there = inPlaces(kind, present).map((item) => idOf(kind, item));
    const then = [...there.filter((id) => ids.includes(id)), ...ids.filter((id) => !there.includes(id))];
    return isDeepStrictEqual(then, ids) && !(kind === 'policies' && then.length > there.length)
      ? []
      : [{ kind, ids }];
  });
  const untouched = blueprintKinds.flatMap((kind) => {
    const said = new Set(wanted[kind].map((item) => idOf(kind, item)));
    const names = present[kind]
      .filter((item) => !said.has(idOf(kind, item)) && isInUse(item))
      .map((item) => ({
        name: nameOf(kind, item, present),
        nameEn: ('nameEn' in item && item.nameEn) || null,
      }));
    return names.length === 0 ? [] : [{ kind, names }];
  });
  return { steps, orders, untouched };
}

/** Whether applying it would change anything. */
export function changesNothing({ steps, orders }: Comparison): boolean {
  return orders.length === 0 && steps.every(({ action }) => action === 'keep');
}

function stepOf<K extends BlueprintKind>(
  kind: K,
  item: BlueprintItem<K>,
  { wanted, present }: { wanted: Blueprint; present: Blueprint },
): Step {
  const id = idOf(kind, item);
  const before = (present[kind] as unknown as FullItem<K>[]).find((one) => idOf(kind, one) === id);
  const desired = wantedItem(kind, { wanted: item, present: before, blueprint: wanted });
  const fields = before ? changedFields(before, desired) : fieldsOfNew(desired);
  const action = actionOf(kind, { before, desired, isChanged: fields.length > 0 });
  const name = nameOf(kind, before ?? desired, before ? present : wanted);
  return { kind, id, name, action, item: desired, before: before ?? null, fields } as unknown as Step;
}

function actionOf(
  kind: BlueprintKind,
  { before, desired, isChanged }: { before: object | undefined; desired: object; isChanged: boolean },
): Step['action'] {
  // A form without fields is none, so that there is nothing to add.
  if (!before)
    return kind === 'forms' && 'fields' in desired && isUsual('fields', desired.fields) ? 'keep' : 'add';
  if (isInUse(before) && !isInUse(desired)) return 'retire';
  return isChanged ? 'change' : 'keep';
}

/** The items of a kind as they stand; tags have an order within their facet alone. */
function inPlaces(kind: BlueprintKind, blueprint: Blueprint): readonly object[] {
  if (kind !== 'tags') return blueprint[kind];
  return [...blueprint.tags].sort((a, b) =>
    a.facetKey === b.facetKey ? 0 : a.facetKey < b.facetKey ? -1 : 1,
  );
}

function isInUse(item: object): boolean {
  return !('active' in item) || item.active === true;
}

/** Rules and notices are told apart by their parts. */
export function flattened(item: object): Record<string, unknown> {
  const flat: Record<string, unknown> = {};
  for (const [property, value] of Object.entries(item)) {
    if (property !== 'rules' && property !== 'notices') flat[property] = value;
    else
      for (const [part, says] of Object.entries(value as object)) {
        if (part !== 'flags') flat[`${property}.${part}`] = says;
        else for (const [flag, who] of Object.entries(says as object)) flat[`${property}.flag:${flag}`] = who;
      }
  }
  return flat;
}

function changedFields(before: object, after: object): string[] {
  const was = flattened(before);
  const is = flattened(after);
  return Object.keys(is).filter((property) => !saysTheSame(property, was[property], is[property]));
}

/** Of a new one its key and name are told by themselves. */
function fieldsOfNew(item: object): string[] {
  const quiet = ['key', 'name', 'nameEn', 'of', 'place', 'facetKey', 'publicName', 'publicNameEn'];
  return Object.entries(flattened(item)).flatMap(([property, value]) =>
    quiet.includes(property) || isUsual(property, value) ? [] : [property],
  );
}

function isUsual(property: string, value: unknown): boolean {
  if (property === 'active') return value === true;
  if (property.includes('.')) return false;
  const isEmpty = typeof value === 'object' && value !== null && Object.keys(value).length === 0;
  return value === undefined || value === null || value === '' || value === false || isEmpty;
}

function saysTheSame(property: string, one: unknown, other: unknown): boolean {
  if (property.startsWith('rules.') && namesNobody(one) && namesNobody(other)) return true;
  return isDeepStrictEqual(canonical(property, one), canonical(property, other));
}

/** A rule that names nobody and one that is not there leave the same to everybody. */
function namesNobody(rule: unknown): boolean {
  if (rule === undefined) return true;
  if (typeof rule !== 'object' || rule === null) return false;
  return Object.values(rule).every((part) => part === false || (Array.isArray(part) && part.length === 0));
}

/** Without what is there only in one of two ways of saying the same. */
function canonical(property: string, value: unknown): unknown {
  if (Array.isArray(value)) {
    const isSet = sets.includes(property.split('.').at(-1) ?? '');
    return isSet ? [...value].map((word: string) => word.toLowerCase()).sort() : value;
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value as object).flatMap(([key, part]): [string, unknown][] =>
      part === undefined ? [] : [[key, canonical(key, part)]],
    ),
  );
}
