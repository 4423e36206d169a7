import type { FieldKind } from '@ventanilla/contracts/classification-kinds';
import type { Language } from '@ventanilla/contracts/common';
import {
  type FieldShape,
  type FilterField,
  filterFields,
  isOwnField,
  shapeOfKind,
} from '@ventanilla/contracts/filter-fields';
import { filterWords as en } from '@ventanilla/phrases/en/filter-words';
import { filterWords as es, type FilterWords } from '@ventanilla/phrases/es/filter-words';
import { slugOf } from './slug.ts';

/** Something that a field may have, by every name that it goes by; the first is how it is written. */
export interface NamedValue {
  value: string;
  names: readonly string[];
}

export interface OwnFieldWords {
  key: string;
  names: readonly string[];
  kind: FieldKind;
}

/** What names mean here: those of the installation, of its people as far as they are asked for. */
export interface Names {
  language: Language;
  ownFields: readonly OwnFieldWords[];
  valuesOf(field: FilterField): readonly NamedValue[];
}

/** The moments that are shown to whoever wrote one that is none. */
export function momentExamples({ language }: Names, { periods }: { periods: boolean }): string[] {
  const { days, ago, units, periods: named } = wordsOf[language];
  return periods
    ? [days.today, named.this_week, named.last_month]
    : [`${ago}-3${units.d}`, `${days.today}-18:00`];
}

/** Every word that may stand before a colon, in the reader's language. */
export function knownKeys(names: Names): string[] {
  const own = names.ownFields.map(({ key }) => keyOf(`field:${key}`, names));
  return [...Object.values(wordsOf[names.language].fields), ...own];
}

export function knownValues(field: FilterField, names: Names): string[] {
  return names.valuesOf(field).map(({ value }) => writtenValue(value, field, names));
}

/** The yes-or-no field of a word after `es:`, in either language. */
export function switchOf(word: string): keyof FilterWords['switches'] | null {
  for (const { switches } of [es, en])
    for (const [field, name] of Object.entries(switches))
      if (slugOf(name) === slugOf(word)) return field as keyof FilterWords['switches'];
  return null;
}

export const switchWords = ({ language }: Names): string[] => Object.values(wordsOf[language].switches);

/** `sin:asignar`: nobody has it. */
export const meansOwner = (word: string): boolean =>
  [es, en].some(({ lacksOwner }) => slugOf(lacksOwner) === slugOf(word));

export const wordsOf: Record<Language, FilterWords> = { es, en };

/** Null: a field of one's own that there is not. */
export function shapeIn(field: FilterField, { ownFields }: Names): FieldShape | null {
  if (!isOwnField(field)) return filterFields[field].shape;
  const found = ownFields.find(({ key }) => `field:${key}` === field);
  return found ? shapeOfKind[found.kind] : null;
}

/** The word of a field before its colon. */
export function keyOf(field: FilterField, names: Names): string {
  const words = wordsOf[names.language];
  if (!isOwnField(field))
    return field in words.fields ? words.fields[field as keyof FilterWords['fields']] : field;
  const mine = names.ownFields.find(({ key }) => `field:${key}` === field);
  const slug = mine ? slugOf(mine.names[0] ?? '') : '';
  const isFree = mine !== undefined && isKey(slug) && fieldOfKey(slug, names) === field;
  return isFree ? slug : `${words.ownField}.${field.slice('field:'.length)}`;
}

const isKey = (slug: string) => /^\p{L}[\p{L}\p{N}._-]*$/u.test(slug);

/** The field that a word before a colon means, in either language; null: none, or more than one. */
export function fieldOfKey(key: string, names: Names): FilterField | null {
  const slug = slugOf(key);
  for (const words of [wordsOf[names.language], es, en]) {
    for (const [field, word] of Object.entries(words.fields)) {
      if (slugOf(word) === slug) return field as FilterField;
    }
    const prefix = `${slugOf(words.ownField)}.`;
    const named = slug.startsWith(prefix) ? key.slice(key.indexOf('.') + 1) : null;
    const exact = names.ownFields.find((field) => field.key === named);
    if (exact) return `field:${exact.key}`;
  }
  if (isSaid(slug)) return null;
  const mine = names.ownFields.filter((field) => field.names.some((name) => slugOf(name) === slug));
  return mine.length === 1 ? `field:${mine[0]!.key}` : null;
}

/** Words before a colon that are no fields: `es:`, `sin:`. */
const isSaid = (slug: string) =>
  [es, en].some((words) => [words.is, words.has, words.lacks, words.from].map(slugOf).includes(slug));

/** Whether a word is one of these, in either language. */
export function says(
  word: string,
  key: 'is' | 'has' | 'lacks' | 'from' | 'or' | 'and' | 'nothing' | 'yes' | 'no',
): boolean {
  return slugOf(word) === slugOf(es[key]) || slugOf(word) === slugOf(en[key]);
}

/** Values of a field by how they are written, so that one among thousands is found at once. */
interface Written {
  byValue: ReadonlyMap<string, NamedValue>;
  /** In their order. */
  bySlug: ReadonlyMap<string, readonly NamedValue[]>;
}

/** Made once for each list of values, and gone with it. */
const writtenOf = new WeakMap<readonly NamedValue[], Written>();

function writtenIn(values: readonly NamedValue[]): Written {
  const known = writtenOf.get(values);
  if (known) return known;
  const bySlug = new Map<string, NamedValue[]>();
  for (const each of values)
    for (const slug of new Set(each.names.map(slugOf))) {
      const alike = bySlug.get(slug);
      if (alike) alike.push(each);
      else bySlug.set(slug, [each]);
    }
  const written = { byValue: new Map(values.map((each) => [each.value, each])), bySlug };
  writtenOf.set(values, written);
  return written;
}

/** What a written value means: ids or keys, several where names are shared. */
export function meaningsOf(written: string, field: FilterField, names: Names): string[] {
  const sign = written.lastIndexOf('#');
  if (sign === 0) return [written.slice(1)];
  const [name, short] = sign > 0 ? [written.slice(0, sign), written.slice(sign + 1)] : [written, ''];
  const { byValue, bySlug } = writtenIn(names.valuesOf(field));
  const itself = byValue.get(name);
  const alike = bySlug.get(slugOf(name)) ?? [];
  const named = itself && !alike.includes(itself) ? [itself, ...alike] : alike;
  // A name that is written as it is comes before others that only begin alike or are a key.
  const exact = named.filter((each) => each.names.includes(name));
  return (exact.length === 1 && !short ? exact : named)
    .map(({ value }) => value)
    .filter((value) => value.startsWith(short));
}

/** How a value is written so that it means nothing else. */
export function writtenValue(value: string, field: FilterField, names: Names): string {
  const found = writtenIn(names.valuesOf(field)).byValue.get(value);
  const slug = slugOf(found?.names[0] ?? '');
  if (slug === '' || isReserved(slug, field)) return `#${value}`;
  const meant = meaningsOf(slug, field, names);
  if (meant.length === 1 && meant[0] === value) return slug;
  const short = `${slug}#${value.slice(0, 8)}`;
  const again = meaningsOf(short, field, names);
  return again.length === 1 && again[0] === value ? short : `#${value}`;
}

/** Words that stand for whoever asks, and not for somebody of that name. */
function isReserved(slug: string, field: FilterField): boolean {
  return [es, en].some(({ own }) => field in own && slugOf(own[field as keyof FilterWords['own']]) === slug);
}

export function isOwnWord(written: string, field: FilterField): boolean {
  return isReserved(slugOf(written), field);
}
