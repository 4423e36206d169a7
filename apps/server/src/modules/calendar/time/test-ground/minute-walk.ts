import type { CalendarDefinition, Period, Week } from '@ventanilla/contracts/calendar-definition';

const minuteMs = 60_000;
const dayMinutes = 1440;
const names = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;

/** What holds on a day of the calendar. */
interface Day {
  usual: readonly Period[];
  closed: readonly ({ from: string; to: string } | null)[];
  extra: readonly Period[];
}

/**
 * What business time means, said as plainly as can be: walk minute by minute, look at the clock on the wall, which
 * never counts back (in an hour that comes twice it stays where it was), and ask the calendar about that minute.
 * Answers for each minute from `from` on whether it is open.
 */
export function walkMinutes(
  input: { from: number; minutes: number },
  definition: CalendarDefinition,
): boolean[] {
  const wall = new Intl.DateTimeFormat('sv-SE', {
    timeZone: definition.timeZone,
    dateStyle: 'short',
    timeStyle: 'short',
  });
  const days = new Map<number, Day>();
  const dayOf = (day: number) => {
    const known = days.get(day) ?? readDay(day, definition);
    days.set(day, known);
    return known;
  };
  let highest = Number.NEGATIVE_INFINITY;
  let reading = 0;
  const open: boolean[] = [];
  // A clock that is set back is behind for some hours: begin early enough to have seen it.
  for (let minute = -dayMinutes; minute < input.minutes; minute++) {
    const at = input.from + minute * minuteMs;
    // Asking costs most of the time, and in these years no clock was changed but on a quarter of an hour.
    if (minute === -dayMinutes || at % (15 * minuteMs) === 0) {
      reading = Date.parse(`${wall.format(at).replace(' ', 'T')}:00Z`) / minuteMs;
    } else reading++;
    highest = Math.max(highest, reading);
    if (minute >= 0) open.push(isOpenAt(highest, dayOf));
  }
  return open;
}

/** At a minute of the wall clock: by the hours of that day, or by those of the night before that go on. */
function isOpenAt(minute: number, dayOf: (day: number) => Day): boolean {
  const day = Math.floor(minute / dayMinutes);
  const sinceMidnight = minute - day * dayMinutes;
  return isOpenOn(dayOf(day), sinceMidnight) || isOpenOn(dayOf(day - 1), sinceMidnight + dayMinutes);
}

function isOpenOn({ usual, closed, extra }: Day, minute: number): boolean {
  if (extra.some((period) => holds(period, minute))) return true;
  const isClosed = closed.some(
    (hours) =>
      hours === null ||
      (minute >= minutes(hours.from) && (hours.to === '24:00' || minute < minutes(hours.to))),
  );
  return !isClosed && usual.some((period) => holds(period, minute));
}

function readDay(day: number, definition: CalendarDefinition): Day {
  const instant = new Date(day * dayMinutes * minuteMs);
  const full = instant.toISOString().slice(0, 10);
  const isToday = ({ date }: { date: string }) => date === full || date === full.slice(5);
  let week: Week = definition.week;
  for (const { from, to, week: other } of [...definition.seasons].reverse()) {
    const year = full.slice(0, 4);
    const isIn =
      from.length === 10
        ? from <= full && full <= to
        : from <= to
          ? `${year}-${from}` <= full && full <= `${year}-${to}`
          : `${year}-${from}` <= full || full <= `${year}-${to}`;
    if (isIn && other !== null) week = other;
  }
  return {
    usual: week[names[instant.getUTCDay()]!],
    closed: definition.holidays.filter(isToday).map(({ closed }) => closed),
    extra: definition.openings.filter(isToday).map(({ hours }) => hours),
  };
}

function holds(period: Period, minute: number): boolean {
  const from = minutes(period.from);
  const to = minutes(period.to) > from ? minutes(period.to) : minutes(period.to) + dayMinutes;
  return minute >= from && minute < to;
}

function minutes(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}
