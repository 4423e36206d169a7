import type { Blueprint, BlueprintItem, BlueprintKind } from '@ventanilla/contracts/blueprint-format';

/** What an item has where a blueprint leaves it out and there was nothing before. */
const defaults = {
  calendars: {},
  teams: { note: '' },
  types: { nameEn: null, description: '' },
  priorities: { nameEn: null },
  subjects: { nameEn: null, template: '', typeKey: null },
  facets: { nameEn: null, exclusive: false, free: false, colour: 'grey' },
  tags: { nameEn: null, colour: null, mark: null },
  flags: { nameEn: null, meaning: '' },
  statuses: {},
  fields: { nameEn: null, help: '', options: [], visibility: 'internal', required: 'no' },
  departments: { description: '', calendar: null, rules: {}, notices: {} },
  lines: { notices: {} },
  forms: {},
  roles: {},
  policies: { calendar: null, pauses: {} },
  boards: { team: null },
} as const satisfies { [K in BlueprintKind]: Partial<BlueprintItem<K>> };

/** An item that leaves nothing out. */
export type FullItem<K extends BlueprintKind> = BlueprintItem<K> &
  Required<Pick<BlueprintItem<K>, keyof BlueprintItem<K> & keyof (typeof defaults)[K]>>;

/** Of two items of a kind, whether they are the same one: by key, else by name whatever its capitals. */
export function idOf(kind: BlueprintKind, item: object): string {
  if (kind === 'forms') {
    const { place, of } = item as BlueprintItem<'forms'>;
    return `${place}:${place === 'department' ? of.toLowerCase() : of}`;
  }
  return 'key' in item ? String(item.key) : (item as { name: string }).name.toLowerCase();
}

/** What people call it. */
export function nameOf(kind: BlueprintKind, item: object, blueprint: Blueprint): string {
  if (kind !== 'forms') return (item as { name: string }).name;
  const { place, of } = item as BlueprintItem<'forms'>;
  const list = place === 'type' ? blueprint.types : place === 'subject' ? blueprint.subjects : [];
  return list.find(({ key }) => key === of)?.name ?? of;
}

interface Keyed {
  key?: string;
  fieldKey?: string;
  /** Of a column, which goes by its name or by what is built in. */
  name?: string | null;
  source?: { key?: string };
}

/** Those that are wanted, then those that are there besides: nothing is taken away. */
function joined<T extends Keyed>(wanted: readonly T[], present: readonly T[]): T[] {
  const idIn = (item: T) =>
    item.key ?? item.fieldKey ?? (item.source?.key ? `@${item.source.key}` : item.name?.toLowerCase());
  const rest = present.filter((item) => !wanted.some((one) => idIn(one) === idIn(item)));
  return [...wanted, ...rest];
}

/**
 * How an item is to be: what the blueprint says of it, and what was there or is usual in what it leaves out. Lists
 * that people fill (options, fields of a form, types of a priority, columns) keep what is in them besides.
 */
export function wantedItem<K extends BlueprintKind>(
  kind: K,
  {
    wanted,
    present,
    blueprint,
  }: { wanted: BlueprintItem<K>; present: FullItem<K> | undefined; blueprint: Blueprint },
): FullItem<K> {
  if (!present) return tidied(kind, { ...defaults[kind], ...wanted }) as unknown as FullItem<K>;
  const was = present as Record<string, unknown>;
  const says = wanted as Record<string, unknown>;
  const merged: Record<string, unknown> = { ...was, ...says };
  for (const property of ['rules', 'notices'] as const) {
    if (property in was) merged[property] = { ...(was[property] as object), ...(says[property] as object) };
  }
  if (kind === 'departments') keepFlagRules({ merged, was });
  for (const property of ['options', 'fields', 'columns'] as const) {
    if (Array.isArray(says[property]))
      merged[property] = joined(says[property] as Keyed[], was[property] as Keyed[]);
  }
  if (kind === 'priorities') {
    const ofBlueprint = blueprint.types.map(({ key }) => key);
    const others = (was['typeKeys'] as string[]).filter((key) => !ofBlueprint.includes(key));
    merged['typeKeys'] = [...new Set([...(says['typeKeys'] as string[]), ...others])];
  }
  // Of those that go by their name the capitals stay as people wrote them.
  if (!('key' in says) && 'name' in was) merged['name'] = was['name'];
  return tidied(kind, merged) as unknown as FullItem<K>;
}

/** Only what a role has can be narrower than what it reads. */
function tidied(kind: BlueprintKind, item: object): object {
  if (kind !== 'roles') return item;
  const role = item as FullItem<'roles'>;
  const held: readonly string[] = role.permissions;
  const narrower = Object.fromEntries(Object.entries(role.narrower).filter(([key]) => held.includes(key)));
  return { ...role, narrower };
}

function keepFlagRules({ merged, was }: Record<'merged' | 'was', Record<string, unknown>>): void {
  const rules = merged['rules'] as FullItem<'departments'>['rules'];
  const flags = { ...(was['rules'] as typeof rules).flags, ...rules.flags };
  if (Object.keys(flags).length > 0) merged['rules'] = { ...rules, flags };
}
