import './calendar.tables.ts';
import type { Module } from '../../platform/module.ts';
import type { Platform } from '../../platform/platform.ts';
import { createBusinessCalendars } from './business-calendars.ts';
import { calendarRoutes } from './calendar.routes.ts';

export { readCalendars, toCalendar } from './calendar.store.ts';
export {
  type CalendarBook,
  type CalendarBooks,
  createCalendarBooks,
  type ReadyCalendar,
} from './calendar-book.ts';
export { changeCalendar } from './commands/change-calendar.ts';
export { createCalendar } from './commands/create-calendar.ts';
export { type BusinessCalendar, compileCalendar } from './time/business-calendar.ts';
export { addBusinessDays, endOfBusinessDay } from './time/business-days.ts';
export { addBusinessMs, elapsedMs, openStretches } from './time/business-time.ts';
export { dateOf, dayNumber } from './time/days.ts';
export { type WallClock, wallClock } from './time/wall-clock.ts';

/** Business hours, holidays and seasons, and the arithmetic of time in them. */
export function createCalendarModule(platform: Platform): Module {
  return { name: 'calendar', routes: calendarRoutes(platform, { calendars: createBusinessCalendars() }) };
}
