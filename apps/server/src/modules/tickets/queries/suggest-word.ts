import { sql } from 'kysely';
import type { Actor } from '../../../platform/actor.ts';
import type { Db } from '../../../platform/db/database.ts';
import { visibleTo } from '../tickets.store.ts';
import type { SearchWord } from './search-terms.ts';

/** Subjects of the newest tickets are our dictionary: what people write about now. */
const subjectsMax = 1500;
const lengthMin = 4;
/** Likeness by trigrams below which two words are not the same one misspelt. */
const likenessMin = 0.3;

/** The word of recent subjects that a misspelt one may have meant; only a single word is guessed. */
export async function suggestWord(
  { words, actor }: { words: readonly SearchWord[]; actor: Actor },
  db: Db,
): Promise<string | null> {
  const word = words[0]?.text;
  if (words.length !== 1 || !word || word.length < lengthMin || /[\d@]/.test(word)) return null;
  const { rows } = await sql<{ word: string }>`
    select word from (
      select lower(word) as word, similarity(fold_text(word), fold_text(${word})) as likeness, count(*) as uses
      from (select subject from tickets t where ${visibleTo(actor)}
        order by t.activity_at desc, t.id desc limit ${sql.lit(subjectsMax)}) s,
        regexp_split_to_table(s.subject, '[^[:alpha:]]+') as word
      where length(word) >= ${sql.lit(lengthMin)}
      group by lower(word), fold_text(word)) known
    where likeness >= ${sql.lit(likenessMin)} and likeness < 1
    order by likeness desc, uses desc, word limit 1`.execute(db);
  return rows[0]?.word ?? null;
}
