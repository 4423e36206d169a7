import type { FilterCompletion } from '@ventanilla/contracts/filter-routes';
import { sql } from 'kysely';
import type { Actor } from '../../../../platform/actor.ts';
import type { Db } from '../../../../platform/db/database.ts';
import { likePattern } from '../../../../platform/db/like.ts';
import { loadNames } from './load-names.ts';
import { slugOf } from './slug.ts';
import {
  fieldOfKey,
  knownKeys,
  momentExamples,
  type NamedValue,
  type Names,
  says,
  shapeIn,
  switchWords,
  wordsOf,
  writtenValue,
} from './vocabulary.ts';

/** The word before the cursor: the key, the sign and what is begun of the last value, or what is begun of a key. */
const atCursor = /(?:([\p{L}][\p{L}\p{N}._-]*):(?:[^\s,()"]*,)*(>=|<=|>|<|=|@)?)?([^\s,()":]*)$/u;
/** Completions offered at once. */
const offeredMax = 8;

interface Completed {
  from: number;
  to: number;
  items: FilterCompletion[];
}

/** What may stand at a place of a filter's text: words of fields, or values of the one before the colon. */
export async function completeFilter(
  { text, at }: { text: string; at: number },
  actor: Actor,
  db: Db,
): Promise<Completed> {
  const before = text.slice(0, at);
  const [, key, sign = '', value = ''] = atCursor.exec(before) ?? [];
  const names = await loadNames({}, actor, db);
  const to = at + (/^[^\s,()":]*/.exec(text.slice(at))?.[0].length ?? 0);
  const from = at - value.length;
  if (key === undefined) return { from, to, items: fieldItems(value, names) };
  const items = await valueItems({ key, sign, value }, names, { actor, db });
  return { from, to, items };
}

function fieldItems(begun: string, names: Names): FilterCompletion[] {
  const { is, has, lacks } = wordsOf[names.language];
  const words = [...knownKeys(names), is, has, lacks];
  return fitting(begun, words)
    .slice(0, offeredMax)
    .map((word) => ({ text: `${word}:`, label: word, kind: 'field' }));
}

async function valueItems(
  { key, sign, value }: { key: string; sign: string; value: string },
  names: Names,
  deps: { actor: Actor; db: Db },
): Promise<FilterCompletion[]> {
  if (says(key, 'is')) return plainItems(fitting(value, switchWords(names)), 'value');
  if (says(key, 'has') || says(key, 'lacks')) return plainItems(fitting(value, knownKeys(names)), 'value');
  if (says(key, 'from'))
    return peopleItems(value, { ...deps, of: sign === '@' ? 'organization' : 'requester' });
  const field = fieldOfKey(key, names);
  if (!field) return [];
  if (field === 'requester' || field === 'organization') return peopleItems(value, { ...deps, of: field });
  const shape = shapeIn(field, names);
  if (shape === 'instant')
    return plainItems(fitting(value, momentExamples(names, { periods: sign === '' })), 'moment');
  if (shape === 'switch')
    return plainItems([wordsOf[names.language].yes, wordsOf[names.language].no], 'value');
  const { own } = wordsOf[names.language];
  const mine = field in own ? fitting(value, [own[field as keyof typeof own]]) : [];
  const begun = slugOf(value);
  const values = names.valuesOf(field).filter((each) => isBegun(begun, each));
  return [
    ...plainItems(mine, 'value'),
    ...values.slice(0, offeredMax).map((each) => ({
      text: writtenValue(each.value, field, names),
      label: each.names[0] ?? each.value,
      kind: 'value' as const,
    })),
  ].slice(0, offeredMax);
}

async function peopleItems(
  begun: string,
  { actor, db, of }: { actor: Actor; db: Db; of: 'requester' | 'organization' },
): Promise<FilterCompletion[]> {
  if (!actor.permissions.has('people:read') || slugOf(begun).length < 2) return [];
  const pattern = likePattern(slugOf(begun)).replaceAll('-', '%');
  const table = of === 'requester' ? sql.table('contacts') : sql.table('organizations');
  const { rows } = await sql<{ id: string; name: string }>`select id, name from ${table}
    where fold_text(name) like fold_text(${pattern}) order by length(name), id limit ${sql.lit(offeredMax)}`.execute(
    db,
  );
  const filter = { field: of, op: 'any_of' as const, values: rows.map(({ id }) => id) };
  if (rows.length === 0) return [];
  const known = await loadNames({ filter }, actor, db);
  return rows.map(({ id, name }) => ({ text: writtenValue(id, of, known), label: name, kind: 'value' }));
}

const plainItems = (words: readonly string[], kind: FilterCompletion['kind']): FilterCompletion[] =>
  words.slice(0, offeredMax).map((word) => ({ text: word, label: word, kind }));

const isBegun = (slug: string, { names }: NamedValue) => names.some((name) => slugOf(name).includes(slug));

/** Those that begin so first, then those that hold it. */
function fitting(begun: string, words: readonly string[]): string[] {
  const slug = slugOf(begun);
  const held = words.filter((word) => slugOf(word).includes(slug));
  return held.sort(
    (one, other) => Number(slugOf(other).startsWith(slug)) - Number(slugOf(one).startsWith(slug)),
  );
}
