import { describe, expect, it } from 'vitest';
import { createHeldEvents } from './held-events.ts';
import type { LoggedEvent, Portion } from './log-portion.ts';

const wanted = { types: ['message.added'], origins: ['live'] } as const;

/** A stretch of the log in which only the positions named concern the consumer. */
function portionOf(after: number, upTo: number, concerning: readonly number[]): Portion {
  const at = (pos: number) =>
    ({
      pos,
      type: concerning.includes(pos) ? 'message.added' : 'ticket.clock_changed',
      origin: 'live',
    }) as LoggedEvent;
  const events = Array.from({ length: upTo - after }, (_, index) => at(after + 1 + index));
  return { after, upTo, events, isFull: false };
}

const positions = (portion: Portion | null) => portion && portion.events.map(({ pos }) => pos);

/** Of a consumer whose cursor is at a position, with nothing left before it. */
function heldAt(cursor: number) {
  const held = createHeldEvents(wanted);
  held.done(cursor);
  return held;
}

describe('what a consumer holds of the log', () => {
  it('is what concerns it after its cursor, a batch at a time', () => {
    const held = heldAt(10);
    expect(held.add(portionOf(10, 14, [12, 13]))).toBe(true);
    held.add(portionOf(14, 20, [19]));
    const first = held.take({ after: 10, limit: 2 });
    expect([positions(first), first!.upTo, first!.isFull]).toEqual([[12, 13], 13, true]);
    held.done(13);
    const rest = held.take({ after: 13, limit: 2 });
    expect([positions(rest), rest!.upTo, rest!.isFull]).toEqual([[19], 20, false]);
  });

  it('asks for nothing where nothing concerns it, and says how far its cursor may follow', () => {
    const held = heldAt(10);
    expect(held.add(portionOf(10, 15, []))).toBe(false);
    expect(held.spare()).toEqual({ from: 10, to: 15 });
    held.moved({ consumer: 'x', from: 10, to: 15 });
    expect(held.spare()).toBeNull();
  });

  it('still answers from memory when the cursor in the database lags behind', () => {
    const held = heldAt(10);
    held.add(portionOf(10, 15, []));
    held.add(portionOf(15, 17, [16]));
    expect(positions(held.take({ after: 10, limit: 5 }))).toEqual([16]);
  });

  it('lets no cursor pass by what waits to be handled, also after a failure', () => {
    const held = heldAt(10);
    held.add(portionOf(10, 12, [11]));
    expect(held.spare()).toBeNull();
    held.forget();
    held.add(portionOf(12, 15, []));
    expect(held.spare()).toBeNull();
    expect(held.take({ after: 10, limit: 5 })).toBeNull();
  });

  it('is not used across a gap, nor where the cursor was set back, nor beyond what another process handled', () => {
    const gap = heldAt(10);
    gap.add(portionOf(12, 15, [13]));
    expect(gap.take({ after: 10, limit: 5 })).toBeNull();

    const back = heldAt(10);
    back.add(portionOf(10, 12, [11]));
    expect(back.take({ after: 0, limit: 5 })).toBeNull();

    const elsewhere = heldAt(10);
    elsewhere.add(portionOf(10, 12, [11, 12]));
    expect(positions(elsewhere.take({ after: 11, limit: 5 }))).toEqual([12]);
    expect(elsewhere.take({ after: 40, limit: 5 })).toBeNull();
  });

  it('does not grow without end: who is far behind reads the log', () => {
    const held = heldAt(0);
    const many = Array.from({ length: 1_001 }, (_, index) => index + 1);
    expect(held.add(portionOf(0, 1_001, many))).toBe(true);
    expect(held.take({ after: 0, limit: 5 })).toBeNull();
  });
});
