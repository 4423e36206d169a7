import type { SearchedText } from './ticket-draft.ts';
import { askedWords } from './vocabulary.ts';

/** Messages and tickets in which a word stands, as a search must find them. */
export type WordCounts = Record<
  'frequent' | 'together' | 'prefixed' | 'rare',
  { messages: number; tickets: number }
>;

type Asked = keyof WordCounts;

/** The words as they are, by what is asked; all of one entry must stand in one message. */
export const asked: Record<Asked, readonly string[]> = {
  frequent: [askedWords.frequent.word],
  together: askedWords.together.map(({ word }) => word),
  prefixed: [askedWords.prefixed.word],
  rare: [askedWords.rare],
};

export function emptyCounts(): WordCounts {
  const none = () => ({ messages: 0, tickets: 0 });
  return { frequent: none(), together: none(), prefixed: none(), rare: none() };
}

/** Adds the messages of one ticket. */
export function countWords(texts: readonly SearchedText[], counts: WordCounts): void {
  const lower = texts.map(({ searchable }) => searchable.toLowerCase());
  for (const [name, words] of Object.entries(asked) as [Asked, readonly string[]][]) {
    const messages = lower.filter((text) => words.every((word) => text.includes(word))).length;
    counts[name].messages += messages;
    counts[name].tickets += messages > 0 ? 1 : 0;
  }
}
