import { type RawBuilder, sql } from 'kysely';
import type { Matcher } from './search-matching.ts';
import type { SearchTerms } from './search-terms.ts';
import { textQuery } from './text-query.ts';

/** Tags and options considered for one search; more would say nothing. */
const labelsMax = 200;

/** A tag or a chosen option by what it stands for in `ticket_search.vector`, and which of the words name it (bits). */
export interface FoundLabel {
  lexeme: string;
  words: number;
}

/** Part of a statement: tags, and options of fields, in use or retired, that are named by one of the words. */
export function labelsNamed(names: Matcher): RawBuilder<unknown> {
  const folded = sql`n.folded`;
  return sql`
    select null::uuid, null::uuid, n.lexeme, bit_or(${names.mask(folded)}) from (
      select 'tag:' || d.key as lexeme, fold_text(v.name) as folded
      from tags d cross join lateral (values (d.name), (d.name_en)) v (name) where v.name is not null
      union all select 'option:' || d.key || ':' || o.key, fold_text(v.name)
      from field_definitions d
      cross join lateral jsonb_to_recordset(d.options) o (key text, name text, "nameEn" text)
      cross join lateral (values (o.name), (o."nameEn")) v (name)
      where d.kind in ('choice', 'multiple') and v.name is not null) n
    where ${names.any(folded)} group by n.lexeme order by n.lexeme limit ${sql.lit(labelsMax)}`;
}

/** Bits of the words that name a tag or an option. */
export function labelledWords(labels: readonly FoundLabel[]): number {
  return labels.reduce((bits, { words }) => bits | words, 0);
}

interface Sought {
  terms: Pick<SearchTerms, 'words'>;
  labels: readonly FoundLabel[];
  /** Bits of the words that are looked for. */
  among: number;
}

/**
 * The words as a query for `ticket_search.vector`: each of them names a tag or an option of the ticket, or was written in
 * a field; all of them at once. With `prefix`, the last one may go on.
 */
export function labelQuery({ terms, labels, among }: Sought, { prefix }: { prefix: boolean }) {
  const each = terms.words.flatMap((word, position) => {
    if ((among & (1 << position)) === 0) return [];
    const named = labels.filter(({ words }) => (words & (1 << position)) !== 0);
    const isLast = prefix && position === terms.words.length - 1;
    const written = textQuery({ words: [word], phrases: [] }, { prefix: isLast });
    if (named.length === 0) return [written];
    // A key has none of the signs that would end a quoted word.
    const keys = named.map(({ lexeme }) => `'${lexeme}'`).join(' | ');
    return [sql`(${written} || ${keys}::tsquery)`];
  });
  return each.length === 0 ? sql`''::tsquery` : sql`(${sql.join(each, sql` && `)})`;
}
