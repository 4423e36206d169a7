import { type RawBuilder, sql } from 'kysely';
import type { SearchTerms } from './search-terms.ts';

/** A beginning of fewer letters begins too much. */
const prefixLengthMin = 3;

/**
 * The words as a query for `message_search.vector`: each of them with its endings, as written or without accents, and
 * all of them at once. With `prefix`, the last one may go on.
 */
export function textQuery(
  { words, phrases }: Pick<SearchTerms, 'words' | 'phrases'>,
  { prefix }: { prefix: boolean },
): RawBuilder<unknown> {
  const told = words.map(({ text }, position) =>
    prefix && position === words.length - 1 && text.length >= prefixLengthMin
      ? begun(text)
      : inBoth(sql`plainto_tsquery`, text),
  );
  const all = [...told, ...phrases.map((phrase) => inBoth(sql`phraseto_tsquery`, phrase))];
  if (all.length === 0) return sql`''::tsquery`;
  return sql`(${sql.join(all, sql` && `)})`;
}

/**
 * As written or without accents. Most words are the same both ways and are asked once: the planner would take either
 * for a word of its own, and four of them for sixteen times as many messages as there are.
 */
function inBoth(parse: RawBuilder<unknown>, text: string): RawBuilder<unknown> {
  const [written, plain] = [sql`${parse}('spanish', ${text})`, sql`${parse}('es_plain', ${text})`];
  return sql`(case when ${written} = ${plain} then ${plain} else ${written} || ${plain} end)`;
}

/** What the language of queries would read as a sign is quoted away. */
function begun(text: string): RawBuilder<unknown> {
  const quoted = `'${text.replace(/[\\']/g, (sign) => sign + sign)}':*`;
  return inBoth(sql`to_tsquery`, quoted);
}
