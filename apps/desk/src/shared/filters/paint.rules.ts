import type { FilterProblem } from '@ventanilla/contracts/filter-routes';

type Place = Pick<FilterProblem, 'at' | 'length'>;

/** A stretch of a filter's text as it is coloured. */
export interface Painted {
  text: string;
  kind: 'key' | 'without' | 'join' | 'plain';
  isWrong: boolean;
}

const pieces =
  /(?<key>-?[\p{L}][\p{L}\p{N}._-]*:)|(?<plain>"[^"]*"?)|(?<join>(?<![^\s(])(?:o|y|or|and)(?![^\s)]))|[^\s"()]+|[\s()]+|./giu;

/** A text in stretches, words before a colon apart from the rest, and what is wrong marked. */
export function paint(text: string, problems: readonly Place[]): Painted[] {
  return [...text.matchAll(pieces)].flatMap(({ 0: piece, index, groups }) => {
    const kind = groups?.key ? (piece.startsWith('-') ? 'without' : 'key') : groups?.join ? 'join' : 'plain';
    return cut({ piece, at: index }, problems).map((part) => ({ ...part, kind }));
  });
}

/** A piece in parts, each wholly inside or outside of what is wrong. */
function cut({ piece, at }: { piece: string; at: number }, problems: readonly Place[]) {
  const edges = problems
    .flatMap((one) => [one.at, one.at + one.length])
    .filter((edge) => edge > at && edge < at + piece.length);
  const bounds = [at, ...new Set(edges), at + piece.length].sort((one, other) => one - other);
  return bounds.slice(1).map((end, index) => {
    const start = bounds[index]!;
    const isWrong = problems.some((one) => start >= one.at && end <= one.at + one.length);
    return { text: piece.slice(start - at, end - at), isWrong };
  });
}
