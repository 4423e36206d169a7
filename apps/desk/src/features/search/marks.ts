import type { TextMark } from '@ventanilla/web';

/** Without case or accents, of the same length as the text, so that positions hold. */
export function fold(text: string): string {
  return Array.from(text)
    .map((char) => {
      const bare = char.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
      return bare.length === char.length ? bare : char;
    })
    .join('');
}

/** What was typed as words to look for in names: without quotes and other signs. */
function typedWords(typed: string): string[] {
  return fold(typed)
    .split(/[^\p{L}\p{N}@._-]+/u)
    .filter((word) => word.length > 1);
}

/** Where the words of a text begin as something typed does. */
export function nameMarks(text: string, typed: string): TextMark[] {
  const folded = fold(text);
  const words = typedWords(typed);
  const marks: TextMark[] = [];
  for (const match of folded.matchAll(/[\p{L}\p{N}]+/gu)) {
    const longest = words.filter((word) => match[0].startsWith(word)).sort((a, b) => b.length - a.length)[0];
    if (longest) marks.push({ start: match.index, length: longest.length });
  }
  return marks;
}

/** How well a name answers what was typed: 0 its beginning, 1 beginnings of its words; null not at all. */
export function nameRank(name: string, typed: string): number | null {
  const words = typedWords(typed.trim());
  const folded = fold(name);
  if (words.length === 0) return typed.trim() === '' ? 1 : null;
  if (folded.startsWith(fold(typed.trim()))) return 0;
  const known = folded.split(/[^\p{L}\p{N}]+/u);
  return words.every((word) => known.some((part) => part.startsWith(word))) ? 1 : null;
}
