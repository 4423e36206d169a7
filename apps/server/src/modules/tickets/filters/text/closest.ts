import { slugOf } from './slug.ts';

/** Suggestions that a reader takes in at a glance. */
const suggestionsMax = 3;
/** So few words are all told where none of them looks like what was written. */
const fewMax = 6;
const distanceShare = 0.5;

/**
 * The words that look most like what was written: those that begin so, then those that hold it or have the fewest other
 * letters.
 */
export function closestTo(written: string, words: Iterable<string>): string[] {
  const wanted = plain(written);
  const found = [...new Set(words)].flatMap((word) => {
    const own = plain(word);
    if (wanted.length >= 2 && own.startsWith(wanted)) return [{ word, distance: 0.5 }];
    if (wanted.length >= 3 && own.includes(`-${wanted}`)) return [{ word, distance: 1 }];
    const distance = editDistance(wanted, own);
    return distance <= Math.max(1, Math.floor(wanted.length * distanceShare)) ? [{ word, distance }] : [];
  });
  return found
    .sort((one, other) => one.distance - other.distance || one.word.localeCompare(other.word))
    .slice(0, suggestionsMax)
    .map(({ word }) => word);
}

/** The closest words or, where nothing looks alike and there are but a few, all of them. */
export function closestOrAll(written: string, words: readonly string[]): string[] {
  const closest = closestTo(written, words);
  return closest.length === 0 && words.length <= fewMax ? [...words] : closest;
}

const plain = (text: string) => slugOf(text.slice(0, 60));

/** Letters that are added, left out, changed or swapped with their neighbour. */
function editDistance(one: string, other: string): number {
  let before: number[] = [];
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      const change = row[j - 1]! + (one[i - 1] === other[j - 1] ? 0 : 1);
      let best = Math.min(change, row[j]! + 1, next[j - 1]! + 1);
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1])
        best = Math.min(best, before[j - 2]! + 1);
      next.push(best);
    }
    before = row;
    row = next;
  }
  return row[other.length]!;
}
