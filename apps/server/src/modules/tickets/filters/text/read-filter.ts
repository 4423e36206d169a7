import { type FilterProblem, filterProblemsMax } from '@ventanilla/contracts/filter-routes';
import { type Filter, filter as filterSchema, filterTextMax } from '@ventanilla/contracts/filters';
import { normalFilter } from './normal-filter.ts';
import { readTerm } from './read-term.ts';
import { type Place, type Token, tokensOf } from './tokens.ts';
import { type Names, says } from './vocabulary.ts';

export interface ReadFilter {
  /** In its normal form; null where anything is wrong. */
  filter: Filter | null;
  problems: FilterProblem[];
}

/** A part of a filter, or nothing where what stands there was wrong and has been told. */
type Part = Filter | null;

/**
 * A filter from its text: conditions and words side by side are all asked; `o` between them asks for either, `-` before
 * one for the contrary, brackets group. Everything that is wrong is told at once, with what may have been meant.
 */
export function readFilter(text: string, names: Names): ReadFilter {
  const reader = createReader(tokensOf(text), text, names);
  const tree = reader.readEither(0);
  reader.expectEnd();
  const problems = reader.problems.slice(0, filterProblemsMax);
  if (problems.length > 0 || tree === null) return { filter: null, problems };
  const filter = normalFilter(tree);
  const checked = filterSchema.safeParse(filter);
  if (checked.success) return { filter, problems: [] };
  return {
    filter: null,
    problems: [{ at: 0, length: text.length, code: 'too_much', word: '', suggestions: [] }],
  };
}

/** Groups within groups that are read; more of them are refused by the filter itself. */
const depthMax = 20;

function createReader(tokens: readonly Token[], text: string, names: Names) {
  const problems: FilterProblem[] = [];
  let next = 0;

  const tell = (place: Place, code: FilterProblem['code'], word = '', suggestions: string[] = []) => {
    problems.push({ at: place.at, length: place.length, code, word, suggestions });
    return null;
  };
  const isWord = (token: Token | undefined, word: 'or' | 'and') =>
    token?.kind === 'words' && !token.quoted && says(token.text, word);

  function readEither(depth: number): Part {
    const parts = [readAll(depth)];
    while (isWord(tokens[next], 'or')) {
      next++;
      parts.push(readAll(depth));
    }
    const sound = parts.filter((part) => part !== null);
    return sound.length === parts.length ? { or: sound } : null;
  }

  function readAll(depth: number): Part {
    const parts: Part[] = [];
    const start = next;
    for (;;) {
      while (isWord(tokens[next], 'and')) next++;
      const token = tokens[next];
      if (!token || token.kind === 'close' || isWord(token, 'or')) break;
      parts.push(readOne(depth));
    }
    const isBesideOr = isWord(tokens[start - 1], 'or') || isWord(tokens[next], 'or');
    if (parts.length === 0 && isBesideOr) {
      const place = tokens[next] ?? tokens[start - 1]!;
      return tell(place, 'nothing_there', text.slice(place.at, place.at + place.length));
    }
    const sound = parts.filter((part) => part !== null);
    return sound.length === parts.length ? { and: sound } : null;
  }

  function readOne(depth: number): Part {
    const token = tokens[next++]!;
    switch (token.kind) {
      case 'minus': {
        const place = tokens[next];
        if (!place || place.kind === 'close') return tell(token, 'nothing_there', '-');
        const part = place.kind === 'words' ? readWords(1) : readOne(depth);
        return part && { not: part };
      }
      case 'open':
        return readGroup(token, depth);
      case 'unclosed':
        return tell(token, 'unclosed_quote', text.slice(token.at, token.at + token.length));
      case 'term': {
        // What is wrong beyond what is told is not looked into.
        if (problems.length >= filterProblemsMax) return null;
        const { part, problem } = readTerm(token, names);
        if (problem) problems.push(problem);
        return part;
      }
      case 'words':
        next--;
        return readWords(Number.POSITIVE_INFINITY);
      case 'close':
        return tell(token, 'unexpected', ')');
    }
  }

  function readGroup(token: Token, depth: number): Part {
    if (depth > depthMax) {
      next = tokens.length;
      return tell(token, 'too_much');
    }
    const inner = readEither(depth + 1);
    if (tokens[next]?.kind !== 'close') return tell(token, 'unclosed_group', '(');
    next++;
    return inner;
  }

  /** Words side by side are one search: all of them in one message. */
  function readWords(most: number): Part {
    const first = tokens[next]!;
    let last = first;
    for (let count = 0; count < most; count++) {
      const token = tokens[next];
      if (token?.kind !== 'words' || isWord(token, 'or') || isWord(token, 'and')) break;
      last = token;
      next++;
    }
    const said = text.slice(first.at, last.at + last.length).trim();
    if (said.length > filterTextMax) return tell(first, 'too_much', said.slice(0, 40));
    return { field: 'text', op: 'contains', text: said };
  }

  return {
    problems,
    readEither,
    expectEnd() {
      const rest = tokens[next];
      if (rest) tell(rest, 'unexpected', text.slice(rest.at, rest.at + rest.length));
    },
  };
}
