import type { ReadyCalendar } from '../calendar/index.ts';

/** A day by a calendar's clock. */
export interface CalendarDay {
  /** Days since 1 January 1970. */
  day: number;
  /** Its midnight. */
  began: Date;
  /** Work is done on it. */
  isOpen: boolean;
}

const dayMs = 86_400_000;

/** The day that it is at an instant where a calendar holds. */
export function dayAt(at: Date, { time }: Pick<ReadyCalendar, 'time'>): CalendarDay {
  const day = Math.floor(time.clock.read(at.getTime()) / dayMs);
  return { day, began: new Date(time.clock.reach(day * dayMs)), isOpen: time.dayOf(day) !== null };
}
