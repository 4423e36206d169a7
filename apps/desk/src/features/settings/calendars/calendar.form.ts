import type { CalendarDefinition, Holiday, Period, Season, Week, Weekday } from '@ventanilla/web';

export const weekdays: readonly Weekday[] = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
];

/** A leap year, so that 29 February has a place too. */
const leapYear = '2028';

const officeHours: readonly Period[] = [{ from: '09:00', to: '18:00' }];

export function weekWith(periodsOf: (day: Weekday) => readonly Period[]): Week {
  return Object.fromEntries(weekdays.map((day) => [day, [...periodsOf(day)]])) as Week;
}

/** What a new calendar begins with: Monday to Friday from nine to six. */
export function newDefinition(timeZone: string): CalendarDefinition {
  const week = weekWith((day) => (day === 'saturday' || day === 'sunday' ? [] : officeHours));
  return { timeZone, week, seasons: [], holidays: [], openings: [] };
}

const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
const endOf = ({ from, to }: Period) => (minutes(to) > minutes(from) ? minutes(to) : minutes(to) + 1440);
const isTime = (text: string) => /^\d\d:\d\d$/.test(text);

export type PeriodProblem = 'notTime' | 'noLength' | 'overlap';

/** What is wrong with one period of a day, as the server would say. */
export function periodProblem(periods: readonly Period[], index: number): PeriodProblem | null {
  const period = periods[index];
  if (!period || !isTime(period.from) || !isTime(period.to)) return 'notTime';
  if (period.from === period.to) return 'noLength';
  const meets = periods.some(
    (other, at) =>
      at !== index &&
      isTime(other.from) &&
      isTime(other.to) &&
      minutes(other.from) < endOf(period) &&
      minutes(period.from) < endOf(other),
  );
  return meets ? 'overlap' : null;
}

export function isSoundWeek(week: Week): boolean {
  return weekdays.every((day) => week[day].every((_, index) => periodProblem(week[day], index) === null));
}

/** A field for times knows no 24:00; midnight at the end of a period is that. */
export function endForField(to: string): string {
  return to === '24:00' ? '00:00' : to;
}

export function endFromField(text: string): string {
  return text === '00:00' ? '24:00' : text;
}

/** Where a day may get one more period: after the last one, for two hours. */
export function nextPeriod(periods: readonly Period[]): Period {
  const last = Math.max(...periods.map(endOf), 0);
  if (periods.length === 0 || last >= 1440) return { from: '09:00', to: '18:00' };
  const from = Math.min(last + 60, 1380);
  return { from: timeText(from), to: timeText(Math.min(from + 120, 1440)) };
}

function timeText(total: number): string {
  return `${String(Math.floor(total / 60)).padStart(2, '0')}:${String(total % 60).padStart(2, '0')}`;
}

/** A yearly date in a field for dates, which wants a year. */
export function dateForField(date: string): string {
  return date.length === 5 ? `${leapYear}-${date}` : date;
}

export function dateFromField(text: string, isYearly: boolean): string {
  return isYearly ? text.slice(5) : text;
}

export function isSoundSeason({ name, from, to, week }: Season): boolean {
  const isDate = (text: string) => /^(\d{4}-)?\d\d-\d\d$/.test(text);
  const inOrder = from.length < 10 || from <= to;
  return (
    name.trim() !== '' &&
    isDate(from) &&
    isDate(to) &&
    from.length === to.length &&
    inOrder &&
    (week === null || isSoundWeek(week))
  );
}

export function isSound({ week, seasons }: CalendarDefinition): boolean {
  return isSoundWeek(week) && seasons.every(isSoundSeason);
}

const keyOf = ({ name, date, closed }: Holiday) => `${date} ${closed?.from ?? ''} ${name}`;

/** Both together, each holiday once, in the order of their dates. */
export function mergeHolidays(present: readonly Holiday[], added: readonly Holiday[]): Holiday[] {
  const all = new Map([...added, ...present].map((one) => [keyOf(one), one]));
  return [...all.values()].sort((a, b) => (a.date < b.date ? -1 : 1));
}

/** Holidays of one name stand together: those that move have many dates. */
export function groupHolidays(holidays: readonly Holiday[]): { name: string; items: Holiday[] }[] {
  const groups = new Map<string, Holiday[]>();
  for (const one of holidays) groups.set(one.name, [...(groups.get(one.name) ?? []), one]);
  return [...groups].map(([name, items]) => ({ name, items }));
}

/** The month before or after `2026-03`. */
export function monthBeside(month: string, step: 1 | -1): string {
  const [year, number] = month.split('-').map(Number) as [number, number];
  return new Date(Date.UTC(year, number - 1 + step, 1)).toISOString().slice(0, 7);
}
