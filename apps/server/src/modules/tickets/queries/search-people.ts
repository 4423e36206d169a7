import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../../../platform/db/database.ts';
import { keepPlan } from '../../../platform/db/kept-plans.ts';
import { type FoundLabel, labelsNamed } from './search-labels.ts';
import {
  addressConditions,
  labelMatcher,
  matcher,
  nameConditions,
  phoneConditions,
} from './search-matching.ts';
import type { SearchWord } from './search-terms.ts';

/** Candidates read from each table, and people kept; more would say nothing. */
const candidatesMax = 1000;
const peopleMax = 300;
/** Each number and kind of words is a statement of its own; only those of short searches keep their plans. */
const keptWordsMax = 2;

/** Who goes by a word of the search: a person or an organisation, and which of the words (bits by position). */
export interface FoundPerson {
  contactId: string | null;
  organizationId: string | null;
  words: number;
}

/** Whom the words name, and which tags and options. */
export interface FoundNames {
  people: FoundPerson[];
  labels: FoundLabel[];
}

/**
 * People and organisations whose name or address begins a word with one of the words, with or without accents, or
 * whose phone ends so, and people with a tag that is named so, who come after those; who answers to most of the words
 * comes first. Beside them the tags and options that are named so.
 */
export async function findNames(input: { words: readonly SearchWord[] }, db: Db): Promise<FoundNames> {
  const query = namesQuery(input);
  const rows = query ? (await query.execute(db)).rows : [];
  return {
    people: rows.flatMap(({ contact_id, organization_id, lexeme, words }) =>
      lexeme === null ? [{ contactId: contact_id, organizationId: organization_id, words }] : [],
    ),
    labels: rows.flatMap(({ lexeme, words }) => (lexeme === null ? [] : [{ lexeme, words }])),
  };
}

interface NameRow {
  contact_id: string | null;
  organization_id: string | null;
  /** Of a tag or an option; null: of a person or an organisation. */
  lexeme: string | null;
  words: number;
}

/** The statement itself, for those who look at its plan; null where no word can be of a person. */
export function namesQuery({ words }: { words: readonly SearchWord[] }): RawBuilder<NameRow> | null {
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
  return sql<NameRow>`
    (select contact_id, organization_id, null as lexeme, bit_or(words) as words
    from (${sql.join(parts, sql` union all `)}) found (contact_id, organization_id, words, by_tag)
    group by contact_id, organization_id
    order by bit_count(bit_or(words)::bit(16)) desc, bool_and(by_tag), contact_id desc limit ${sql.lit(peopleMax)})
    ${labels ? sql`union all (${labelsNamed(labels)})` : sql``}
    ${words.length <= keptWordsMax ? keepPlan : sql``}`;
}
