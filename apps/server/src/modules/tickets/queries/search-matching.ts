import { type RawBuilder, sql } from 'kysely';
import type { SearchWord } from './search-terms.ts';

/** Shorter words begin too many names and addresses. */
const nameLengthMin = 2;
const addressLengthMin = 3;
const labelLengthMin = 3;

type Column = RawBuilder<unknown>;
type Condition = (column: Column) => RawBuilder<boolean>;

export type Matcher = NonNullable<ReturnType<typeof matcher>>;

/** Over the name of a tag or an option: a word of it begins so. */
export function labelMatcher(words: readonly SearchWord[]) {
  return matcher(words, ({ text }) => (text.length < labelLengthMin ? [] : nameConditions(text)));
}

/** Conditions of all words over one column: whether any holds, and which ones. Null where no word says anything. */
export function matcher(words: readonly SearchWord[], conditionsOf: (word: SearchWord) => Condition[]) {
  const told = words.flatMap((word, position) => {
    const conditions = conditionsOf(word);
    const holds: Condition = (column) =>
      sql<boolean>`(${sql.join(
        conditions.map((condition) => condition(column)),
        sql` or `,
      )})`;
    return conditions.length > 0 ? [{ position, holds }] : [];
  });
  if (told.length === 0) return null;
  return {
    any: (column: Column) =>
      sql`(${sql.join(
        told.map(({ holds }) => holds(column)),
        sql` or `,
      )})`,
    mask: (column: Column) =>
      sql`(${sql.join(
        told.map(({ position, holds }) => sql`(${holds(column)})::int * ${sql.lit(1 << position)}`),
        sql` + `,
      )})`,
  };
}

/** Where a word may begin in a name: at its start, after a space or after a hyphen. */
export function nameConditions(text: string): Condition[] {
  if (text.length < nameLengthMin || text.includes('@')) return [];
  return ['', '% ', '%-'].map(
    (before) => (column) => sql<boolean>`${column} like ${before} || fold_text(${escapeLike(text)}) || '%'`,
  );
}

/** Anywhere for what has an @; else where a part of the address begins. */
export function addressConditions(text: string): Condition[] {
  const wanted = escapeLike(text.toLowerCase());
  if (text.includes('@')) return [(column) => sql<boolean>`${column} like ${`%${wanted}%`}`];
  if (text.length < addressLengthMin) return [];
  return ['', '%.', '%@', '%-', '%\\_'].map(
    (before) => (column) => sql<boolean>`${column} like ${`${before}${wanted}%`}`,
  );
}

/** The column holds the digits backwards: what ends a number begins there. */
export function phoneConditions(phone: string | null): Condition[] {
  if (phone === null) return [];
  const backwards = Array.from(phone).reverse().join('');
  return [(column) => sql<boolean>`${column} like ${`${backwards}%`}`];
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, (char) => `\\${char}`);
}
