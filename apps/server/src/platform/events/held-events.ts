import type { CursorMove } from './cursors.ts';
import { concerns, type Portion, type Wanted } from './log-portion.ts';

/** So many wait in memory; whoever is further behind reads the log. */
const heldMax = 1_000;

/**
 * What a consumer needs to know of the log without asking for it: the events of concern in a stretch of it, and up to
 * where nothing of concern is left. The cursor in the database decides all the same: what is held only saves reading,
 * and is forgotten whenever it does not fit to the cursor.
 */
export function createHeldEvents(wanted: Wanted) {
  let stretch: Omit<Portion, 'isFull'> | null = null;
  /** The cursor as it was read or written last; null before that. */
  let cursor: number | null = null;
  /** Nothing of concern is left up to here, as long as the cursor is not set back. */
  let clear = 0;

  return {
    /** Answers whether there is something to do. */
    add(portion: Portion): boolean {
      const events = portion.events.filter((event) => concerns(wanted, event));
      const isNext = stretch !== null && stretch.upTo === portion.after;
      const known = isNext ? stretch! : { after: portion.after, upTo: portion.upTo, events: [] };
      known.upTo = portion.upTo;
      known.events.push(...events);
      stretch = known.events.length > heldMax ? null : known;
      // Whoever is further behind is on its way, by reading.
      if (known.events.length === 0 && clear >= known.after) clear = Math.max(clear, known.upTo);
      return events.some(({ pos }) => pos > clear);
    },

    /** What comes after the cursor, which is `after` now; null where that is not known here. */
    take({ after, limit }: { after: number; limit: number }): Portion | null {
      // Somebody set it back, to have the log read anew.
      if (cursor !== null && after < cursor) clear = 0;
      cursor = after;
      clear = Math.max(clear, after);
      if (!stretch || clear < stretch.after || clear > stretch.upTo || stretch.events.length === 0)
        return null;
      const left = stretch.events.filter(({ pos }) => pos > clear);
      const events = left.slice(0, limit);
      const isFull = left.length > events.length;
      return { after, upTo: isFull ? events.at(-1)!.pos : stretch.upTo, events, isFull };
    },

    /** Everything up to a position was handled, and the cursor says so. */
    done(upTo: number): void {
      cursor = upTo;
      clear = Math.max(clear, upTo);
      if (stretch) stretch.events = stretch.events.filter(({ pos }) => pos > clear);
    },

    forget(): void {
      stretch = null;
    },

    /** How much further the cursor may go, because nothing that concerns its consumer comes before. */
    spare(): Omit<CursorMove, 'consumer'> | null {
      return cursor !== null && clear > cursor ? { from: cursor, to: clear } : null;
    },

    moved({ from, to }: CursorMove): void {
      if (cursor === from) cursor = to;
    },
  };
}
