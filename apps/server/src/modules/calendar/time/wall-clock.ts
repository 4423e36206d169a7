/**
 * Wall clocks of IANA zones. A wall time is what a clock on the wall reads, written as milliseconds as if it were UTC:
 * arithmetic on it is plain. Offsets come from Intl, which is slow, so that each zone keeps its changes of clock.
 */
export const dayMs = 86_400_000;
/** Stretch of time that is looked into at once, and kept. */
export const chunkMs = 400 * dayMs;
/** No two changes of clock of any zone in use are nearer than this. */
const probeMs = 10 * dayMs;

export interface WallClock {
  timeZone: string;
  /** What the clock reads at an instant. */
  read(at: number): number;
  /**
   * The first instant at which the clock has reached a reading: where it jumps over it, the jump; where it shows it
   * twice, the first time. So later readings never come earlier, and hours between readings never overlap.
   */
  reach(reading: number): number;
}

/** Between two changes of clock; `offset` is what the clock reads less the instant. */
interface Stretch {
  start: number;
  end: number;
  offset: number;
}

const clocks = new Map<string, WallClock>();

/** The clock of a zone. Throws a RangeError for a zone that this machine does not know. */
export function wallClock(timeZone: string): WallClock {
  const known = clocks.get(timeZone);
  if (known) return known;
  const made = makeWallClock(timeZone);
  clocks.set(timeZone, made);
  return made;
}

function makeWallClock(timeZone: string): WallClock {
  const offsetAt = offsetReader(timeZone);
  const chunks = new Map<number, readonly Stretch[]>();

  function stretchesOf(chunk: number): readonly Stretch[] {
    const known = chunks.get(chunk);
    if (known) return known;
    const found = findStretches({ start: chunk * chunkMs, end: (chunk + 1) * chunkMs }, offsetAt);
    chunks.set(chunk, found);
    return found;
  }

  return {
    timeZone,
    read(at) {
      for (const stretch of stretchesOf(Math.floor(at / chunkMs))) {
        if (at < stretch.end) return at + stretch.offset;
      }
      throw new RangeError(`${at} is not an instant`);
    },
    reach(reading) {
      // No clock is a whole day off, so a day before its reading in UTC it has not been reached.
      const from = reading - dayMs;
      for (let chunk = Math.floor(from / chunkMs); ; chunk++) {
        for (const { start, end, offset } of stretchesOf(chunk)) {
          if (end <= from) continue;
          const at = Math.max(start, from, reading - offset);
          if (at < end) return at;
        }
      }
    },
  };
}

/** The stretches of one chunk in order, ending where it ends. */
function findStretches(chunk: { start: number; end: number }, offsetAt: (at: number) => number): Stretch[] {
  const stretches: Stretch[] = [];
  let start = chunk.start;
  let offset = offsetAt(start);
  for (let at = start; at < chunk.end; ) {
    const next = Math.min(at + probeMs, chunk.end - 1);
    if (next === at) break;
    const nextOffset = offsetAt(next);
    if (nextOffset !== offset) {
      const change = firstChange({ before: at, after: next, offset }, offsetAt);
      stretches.push({ start, end: change, offset });
      start = change;
      offset = offsetAt(change);
      at = change;
    } else at = next;
  }
  stretches.push({ start, end: chunk.end, offset });
  return stretches;
}

/** The first instant after `before` with another offset; clocks change on whole seconds. */
function firstChange(
  span: { before: number; after: number; offset: number },
  offsetAt: (at: number) => number,
): number {
  let before = Math.floor(span.before / 1000);
  let after = Math.ceil(span.after / 1000);
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (offsetAt(middle * 1000) === span.offset) before = middle;
    else after = middle;
  }
  return after * 1000;
}

/** Reads `12, GMT-03:00`; hours are left out at Greenwich, and seconds are there for clocks of long ago only. */
function offsetReader(timeZone: string): (at: number) => number {
  const format = new Intl.DateTimeFormat('en-US', { timeZone, day: 'numeric', timeZoneName: 'longOffset' });
  return (at) => {
    const [, sign, hours, minutes, seconds] = /([+-])(\d+):(\d+)(?::(\d+))?$/.exec(format.format(at)) ?? [];
    if (!sign) return 0;
    const offset = (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds ?? 0)) * 1000;
    return sign === '-' ? -offset : offset;
  };
}
