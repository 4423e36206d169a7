import { stemmer } from '@orama/stemmers/spanish';
import type { TextMark } from '@ventanilla/contracts/search';
import { foldSameLength } from '../../../platform/text/fold.ts';
import type { SearchTerms } from './search-terms.ts';

/** What the database looked for: stems of words, and phrases folded. */
export interface Sought {
  exact: ReadonlySet<string>;
  begun: readonly string[];
  phrases: readonly string[];
  /** Finds in folded text whatever may be a word that was looked for. Null when nothing was. */
  candidates: RegExp | null;
}

/** A message up to this length is shown whole; of a longer one, so much around what was found, at most twice. */
const wholeMax = 180;
const fragmentMax = 110;
/** Characters before what was found that are shown for its sense. */
const leadMax = 40;
const fragmentsMax = 2;
/** Places looked at to choose them. */
const lookedMax = 100;
const gap = ' … ';
/** Letters that a word and its stem always share. */
const headLength = 3;
const headPattern = /^[\p{L}\p{N}]{1,3}/u;

/** `tsquery`: the words alone, as PostgreSQL writes a query (`'concili' | 'conciliacion'`, `'bolet':*`). */
export function readSought(tsquery: string, { phrases }: Pick<SearchTerms, 'phrases'>): Sought {
  const exact = new Set<string>();
  const begun: string[] = [];
  for (const [, quoted = '', weight = ''] of tsquery.matchAll(/'((?:[^']|'')*)'(:\*)?/g)) {
    // A number after a hyphen is kept with it, as if it were less than nothing.
    const lexeme = quoted.replaceAll("''", "'").replace(/^-/, '');
    if (weight) begun.push(lexeme);
    else exact.add(lexeme);
  }
  const heads = [...exact, ...begun].map((lexeme) => headPattern.exec(foldSameLength(lexeme))?.[0] ?? '');
  const told = [...new Set(heads)].filter(Boolean);
  const candidates =
    told.length === 0
      ? null
      : new RegExp(`(?<![\\p{L}\\p{N}])(?:${told.join('|')})[\\p{L}\\p{N}]*(?:[.@_-][\\p{L}\\p{N}]+)*`, 'gu');
  return {
    exact,
    begun,
    phrases: phrases.map((phrase) => foldSameLength(squeeze(phrase))).filter(Boolean),
    candidates,
  };
}

/** Where in the text something sought stands, in order and apart from each other. */
export function marksIn(text: string, sought: Sought): TextMark[] {
  const folded = foldSameLength(text);
  const marks: TextMark[] = [];
  for (const phrase of sought.phrases) {
    for (let at = folded.indexOf(phrase); at >= 0; at = folded.indexOf(phrase, at + phrase.length)) {
      marks.push({ start: at, length: phrase.length });
    }
  }
  if (sought.candidates) {
    for (const match of folded.matchAll(sought.candidates)) {
      marks.push(...wordsOf(text, { start: match.index, length: match[0].length }, sought));
    }
  }
  return apart(marks);
}

/** The compound when it was asked as such, else those of its parts that were. */
function wordsOf(text: string, found: TextMark, sought: Sought): TextMark[] {
  const whole = text.slice(found.start, found.start + found.length);
  if (isSought(whole, sought)) return [found];
  const parts: TextMark[] = [];
  for (const { 0: part, index } of whole.matchAll(/[\p{L}\p{N}]+/gu)) {
    if (isSought(part, sought)) parts.push({ start: found.start + index, length: part.length });
  }
  return parts;
}

/** Both ways in which a message keeps its words: bent as written, and without accents. */
function isSought(word: string, { exact, begun }: Sought): boolean {
  const lower = word.toLowerCase();
  const plain = foldSameLength(word);
  const stems = [stemmer(lower), stemmer(plain), lower];
  return stems.some((stem) => exact.has(stem) || begun.some((beginning) => stem.startsWith(beginning)));
}

function apart(marks: TextMark[]): TextMark[] {
  const kept: TextMark[] = [];
  let end = 0;
  for (const mark of marks.sort((a, b) => a.start - b.start || b.length - a.length)) {
    if (mark.start < end) continue;
    kept.push(mark);
    end = mark.start + mark.length;
  }
  return kept;
}

/** The text on one line, whole when it is short, else what stands around the most of what was sought. */
export function makeSnippet(text: string, sought: Sought): { text: string; marks: TextMark[] } {
  const line = squeeze(text);
  const marks = marksIn(line, sought);
  if (line.length <= wholeMax) return { text: line, marks };
  const fragments = chooseFragments(line, marks);
  let shown = '';
  const shownMarks: TextMark[] = [];
  for (const { start, end } of fragments) {
    if (shown !== '') shown += gap;
    const shift = shown.length - start;
    shown += line.slice(start, end);
    for (const mark of marks) {
      if (mark.start >= start && mark.start + mark.length <= end) {
        shownMarks.push({ start: mark.start + shift, length: mark.length });
      }
    }
  }
  return { text: shown, marks: shownMarks };
}

interface Fragment {
  start: number;
  end: number;
}

/** The windows with the most different words found; the earlier of two alike. */
function chooseFragments(line: string, marks: readonly TextMark[]): Fragment[] {
  if (marks.length === 0) return [{ start: 0, end: wordEnd(line, wholeMax) }];
  const looked = marks.slice(0, lookedMax);
  const windows = looked.map(({ start }) => {
    const within = looked.filter(
      (mark) => mark.start >= start && mark.start + mark.length <= start + fragmentMax - leadMax,
    );
    const words = new Set(
      within.map((mark) => foldSameLength(line.slice(mark.start, mark.start + headLength))),
    );
    return { start, words };
  });
  const chosen: Fragment[] = [];
  const told = new Set<string>();
  while (chosen.length < fragmentsMax) {
    const news = ({ words }: (typeof windows)[number]) => [...words].filter((word) => !told.has(word)).length;
    const best = windows.reduce((most, window) => (news(window) > news(most) ? window : most));
    if (news(best) === 0) break;
    for (const word of best.words) told.add(word);
    chosen.push(around(line, best.start));
  }
  return merged(chosen.sort((a, b) => a.start - b.start));
}

function around(line: string, at: number): Fragment {
  const start = at <= leadMax ? 0 : line.indexOf(' ', at - leadMax) + 1;
  return { start: Math.min(start, at), end: wordEnd(line, Math.min(start, at) + fragmentMax) };
}

/** The end of the word that stands at a place. */
function wordEnd(line: string, at: number): number {
  const end = line.indexOf(' ', at);
  return end < 0 || end - at > leadMax ? Math.min(line.length, at + (end < 0 ? leadMax : 0)) : end;
}

function merged(fragments: readonly Fragment[]): Fragment[] {
  const kept: Fragment[] = [];
  for (const fragment of fragments) {
    const last = kept.at(-1);
    if (last && fragment.start <= last.end) last.end = Math.max(last.end, fragment.end);
    else kept.push({ ...fragment });
  }
  return kept;
}

function squeeze(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
