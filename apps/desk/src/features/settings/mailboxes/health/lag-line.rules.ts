interface Point {
  x: number;
  y: number;
}

/**
 * Where the line of a small chart runs: values from left to right, the largest at the top, never flatter than
 * `leastTop` would be. Missing values are passed over. Answers pieces of at least one point.
 */
export function placePoints(
  values: readonly (number | null)[],
  box: { width: number; height: number; leastTop: number },
): Point[] {
  const known = values.filter((value) => value !== null);
  const top = Math.max(box.leastTop, ...known);
  const step = values.length > 1 ? box.width / (values.length - 1) : 0;
  return values.flatMap((value, index) =>
    value === null ? [] : [{ x: index * step, y: box.height - (value / top) * box.height }],
  );
}

/** A soft line through points, as an SVG path: each piece leaves and arrives level, so that it never overshoots. */
export function softPath(points: readonly Point[]): string {
  const [first, ...rest] = points;
  if (!first) return '';
  const round = (value: number) => Number(value.toFixed(1));
  let last = first;
  const pieces = rest.map((point) => {
    const middle = round((last.x + point.x) / 2);
    const piece = `C${middle},${round(last.y)} ${middle},${round(point.y)} ${round(point.x)},${round(point.y)}`;
    last = point;
    return piece;
  });
  return `M${round(first.x)},${round(first.y)}${pieces.join('')}`;
}
