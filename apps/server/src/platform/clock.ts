/** Where every instant of the product comes from. Domain code never reads the machine's clock by itself. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** A clock that stands still until told to move; for tests, demo data and simulations. */
export interface ManualClock extends Clock {
  set(instant: Date | string): void;
  advance(ms: number): void;
}

export function createManualClock(start: Date | string): ManualClock {
  let current = new Date(start).getTime();
  return {
    now: () => new Date(current),
    set: (instant) => {
      current = new Date(instant).getTime();
    },
    advance: (ms) => {
      current += ms;
    },
  };
}

/** ISO 8601 in UTC with milliseconds, as the contracts want it. */
export function toInstant(date: Date): string;
export function toInstant(date: Date | null): string | null;
export function toInstant(date: Date | null): string | null {
  return date === null ? null : date.toISOString();
}
