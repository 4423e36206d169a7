import type { CalendarDefinition } from '@ventanilla/contracts/calendar-definition';
import type { previewCalendar as contract, PreviewDay } from '@ventanilla/contracts/calendars';
import type { BodyOf, ResponseOf } from '@ventanilla/contracts/route';
import { type BusinessCalendar, compileCalendar } from '../time/business-calendar.ts';
import { endOfBusinessDay } from '../time/business-days.ts';
import { addBusinessMs, isOpen, nextClosing, nextOpening } from '../time/business-time.ts';
import { dateOf, dayNumber, hoursByDay, namedDays } from '../time/days.ts';
import { dayMs } from '../time/wall-clock.ts';

const hourMs = 3_600_000;

/** What a calendar would do, whether it is saved or not. `now` holds where the body has no `at`. */
export function previewCalendar(
  body: BodyOf<typeof contract>,
  { now }: { now: Date },
): ResponseOf<typeof contract> {
  const calendar = compileCalendar(body.definition);
  const at = body.at ? Date.parse(body.at) : now.getTime();
  return {
    days: previewMonth(body, calendar),
    at: new Date(at).toISOString(),
    isOpen: isOpen({ at }, calendar),
    nextOpening: toInstant(nextOpening({ at }, calendar)),
    nextClosing: toInstant(nextClosing({ at }, calendar)),
    added: toInstant(addBusinessMs({ at, ms: Math.round(body.addHours * hourMs) }, calendar)),
    endOfDay: toInstant(endOfBusinessDay({ at, cutOffMs: body.cutOffHours * hourMs }, calendar)),
  };
}

export function toInstant(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}

function previewMonth(
  { definition, month }: { definition: CalendarDefinition; month: string },
  { clock }: BusinessCalendar,
): PreviewDay[] {
  const hoursOf = hoursByDay(definition);
  const marksOn = namedDays(definition);
  const [year, monthNumber] = month.split('-').map(Number) as [number, number];
  const length = new Date(Date.UTC(year, monthNumber, 0)).getUTCDate();
  const first = dayNumber(`${month}-01`);
  return Array.from({ length }, (_, index) => {
    const day = first + index;
    const isWhole = clock.reach((day + 1) * dayMs) - clock.reach(day * dayMs) === dayMs;
    return {
      date: dateOf(day),
      hours: hoursOf(day).map(({ from, to }) => ({ from, to })),
      marks: [...marksOn(day), ...(isWhole ? [] : [{ kind: 'clock_change' as const, name: '' }])],
    };
  });
}
