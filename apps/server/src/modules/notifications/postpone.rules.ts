import type { PostponeKey } from '@ventanilla/contracts/notifications';
import { openStretches, type ReadyCalendar, wallClock } from '../calendar/index.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** When a day begins on which nobody works, or everybody all day. */
const morningMs = 8 * hourMs;

/**
 * Until when a notice is put off: in an hour; when tomorrow begins; when next Monday does, where that is another day. The
 * day is the reader's, by their zone; it begins when the house opens on it.
 */
export function postponeMoments(
  { at, timeZone }: { at: Date; timeZone: string },
  { time }: Pick<ReadyCalendar, 'time'>,
): { key: PostponeKey; at: Date }[] {
  const clock = wallClock(timeZone);
  const today = Math.floor(clock.read(at.getTime()) / dayMs);
  const beginOf = (day: number) => {
    const from = clock.reach(day * dayMs);
    const opens = openStretches({ from, to: clock.reach((day + 1) * dayMs) }, time)[0]?.from;
    return new Date(opens === undefined || opens === from ? clock.reach(day * dayMs + morningMs) : opens);
  };
  // The first of January 1970 was a Thursday.
  const untilMonday = 7 - ((today + 3) % 7);
  return [
    { key: 'hour', at: new Date(at.getTime() + hourMs) },
    { key: 'tomorrow', at: beginOf(today + 1) },
    ...(untilMonday > 1 ? [{ key: 'monday' as const, at: beginOf(today + untilMonday) }] : []),
  ];
}
