import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../../../platform/db/database.ts';
import { keepPlan } from '../../../platform/db/kept-plans.ts';
import type { SearchWord } from './search-terms.ts';

/** Candidates read from each table, and people kept; more would say nothing. */
const candidatesMax = 1000;
const peopleMax = 300;
/** Each number and kind of words is a statement of its own; only those of short searches keep their plans. */
const keptWordsMax = 2;
/** Shorter words begin too many names and addresses. */
const nameLengthMin = 2;
const addressLengthMin = 3;
const labelLengthMin = 3;

/** Who goes by a word of the search: a person or an organisation, and which of the words (bits by position). */
export interface FoundPerson {
  contactId: string | null;
  organizationId: string | null;
  words: number;
}

/**
 * People and organisations whose name or address begins a word with one of the words, with or without accents, or
 * whose phone ends so, and people with a tag that is named so, who come after those. Who answers to most of the words comes first.
 */
export async function findPeople(input: { words: readonly SearchWord[] }, db: Db): Promise<FoundPerson[]> {
  const query = peopleQuery(input);
  if (!query) return [];
  const { rows } = await query.execute(db);
  return rows.map((row) => ({
    contactId: row.contact_id,
    organizationId: row.organization_id,
    words: row.words,
  }));
}

interface PersonRow {
  contact_id: string | null;
  organization_id: string | null;
  words: number;
}

/** The statement itself, for those who look at its plan; null where no word can be of a person. */
export function peopleQuery({ words }: { words: readonly SearchWord[] }): RawBuilder<PersonRow> | null {
  const names = matcher(words, ({ text }) => nameConditions(text));
  const addresses = matcher(words, ({ text }) => addressConditions(text));
  const phones = matcher(words, ({ phone }) => phoneConditions(phone));
  const labels = labelMatcher(words);
  const parts = [
    ...(names
      ? [
          // Folding a name costs more than finding it: within, each is folded once for all of the words.
          sql`(select c.id as contact_id, null::uuid as organization_id, ${names.mask(sql`c.folded`)} as words, false
            from (select id, fold_text(name) as folded from contacts
              where ${names.any(sql`fold_text(name)`)} limit ${sql.lit(candidatesMax)}) c)`,
          sql`(select null, o.id, ${names.mask(sql`o.folded`)}, false
            from (select id, fold_text(name) as folded from organizations
              where ${names.any(sql`fold_text(name)`)} limit ${sql.lit(candidatesMax)}) o)`,
        ]
      : []),
    ...(addresses
      ? [
          sql`(select i.contact_id, null::uuid, ${addresses.mask(sql`i.match_key`)}, false from contact_identities i
            where i.kind = 'email' and i.superseded_by is null and ${addresses.any(sql`i.match_key`)}
            limit ${sql.lit(candidatesMax)})`,
        ]
      : []),
    ...(phones
      ? [
          sql`(select i.contact_id, null::uuid, ${phones.mask(sql`reverse(i.match_key)`)}, false from contact_identities i
            where i.kind in ('phone', 'whatsapp') and i.superseded_by is null
              and ${phones.any(sql`reverse(i.match_key)`)} limit ${sql.lit(candidatesMax)})`,
        ]
      : []),
  ];
  if (labels)
    parts.push(sql`(select g.contact_id, null::uuid, ${labels.mask(sql`fold_text(d.name)`)}, true
      from tags d join contact_tags g on g.tag_key = d.key where ${labels.any(sql`fold_text(d.name)`)}
      limit ${sql.lit(candidatesMax)})`);
  if (parts.length === 0) return null;
  return sql<PersonRow>`
    select contact_id, organization_id, bit_or(words) as words
    from (${sql.join(parts, sql` union all `)}) found (contact_id, organization_id, words, by_tag)
    group by contact_id, organization_id
    order by bit_count(bit_or(words)::bit(16)) desc, bool_and(by_tag), contact_id desc limit ${sql.lit(peopleMax)}
    ${words.length <= keptWordsMax ? keepPlan : sql``}`;
}

type Column = RawBuilder<unknown>;
type Condition = (column: Column) => RawBuilder<boolean>;

/** Over the name of a tag or an option: a word of it begins so. */
export function labelMatcher(words: readonly SearchWord[]) {
  return matcher(words, ({ text }) => (text.length < labelLengthMin ? [] : nameConditions(text)));
}

/** Conditions of all words over one column: whether any holds, and which ones. Null where no word says anything. */
function matcher(words: readonly SearchWord[], conditionsOf: (word: SearchWord) => Condition[]) {
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
function nameConditions(text: string): Condition[] {
  if (text.length < nameLengthMin || text.includes('@')) return [];
  return ['', '% ', '%-'].map(
    (before) => (column) => sql<boolean>`${column} like ${before} || fold_text(${escapeLike(text)}) || '%'`,
  );
}

/** Anywhere for what has an @; else where a part of the address begins. */
function addressConditions(text: string): Condition[] {
  const wanted = escapeLike(text.toLowerCase());
  if (text.includes('@')) return [(column) => sql<boolean>`${column} like ${`%${wanted}%`}`];
  if (text.length < addressLengthMin) return [];
  return ['', '%.', '%@', '%-', '%\\_'].map(
    (before) => (column) => sql<boolean>`${column} like ${`${before}${wanted}%`}`,
  );
}

/** The column holds the digits backwards: what ends a number begins there. */
function phoneConditions(phone: string | null): Condition[] {
  if (phone === null) return [];
  const backwards = Array.from(phone).reverse().join('');
  return [(column) => sql<boolean>`${column} like ${`${backwards}%`}`];
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, (char) => `\\${char}`);
}
