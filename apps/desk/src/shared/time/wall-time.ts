/** A wall clock of some zone: what stands in the fields for date and time. */
export interface WallTime {
  /** `2026-11-23`. */
  date: string;
  /** `08:00`. */
  time: string;
}

/** The wall clock of a zone at an instant. */
export function wallTimeOf(at: Date, timeZone: string): WallTime {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(at);
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? '';
  return {
    date: `${part('year')}-${part('month')}-${part('day')}`,
    time: `${part('hour')}:${part('minute')}`,
  };
}

/**
 * The instant at which a zone's clock shows this. An hour that a change of clocks leaves out is the one after it; of
 * one that comes twice it is the first. Null where it is no date and time.
 */
export function instantOf({ date, time }: WallTime, timeZone: string): Date | null {
  const wanted = Date.parse(`${date}T${time}:00Z`);
  if (Number.isNaN(wanted)) return null;
  const shownAt = (ms: number) => {
    const shown = wallTimeOf(new Date(ms), timeZone);
    return Date.parse(`${shown.date}T${shown.time}:00Z`);
  };
  // Twice, because the first guess may lie on the other side of a change of clocks.
  const guess = wanted - (shownAt(wanted) - wanted);
  const better = guess - (shownAt(guess) - wanted);
  return new Date(better);
}
