export interface VersionLine {
  text: string;
  /** The other reading has no such line. */
  isOwn: boolean;
}

/** The lines of two readings, each marked where the other one lacks it; a line twice must stand twice there too. */
export function compareLines(before: string, after: string): { before: VersionLine[]; after: VersionLine[] } {
  return { before: markOwn(before, after), after: markOwn(after, before) };
}

function markOwn(text: string, other: string): VersionLine[] {
  const left = new Map<string, number>();
  for (const line of other.split('\n')) left.set(line.trim(), (left.get(line.trim()) ?? 0) + 1);
  return text.split('\n').map((line) => {
    const count = left.get(line.trim()) ?? 0;
    if (count > 0) left.set(line.trim(), count - 1);
    return { text: line, isOwn: count === 0 && line.trim() !== '' };
  });
}
