import type { Calendar } from '@ventanilla/contracts/calendars';
import type { Db } from '../../platform/db/database.ts';
import { type CalendarRow, getCalendarRow } from './calendar.store.ts';
import { type BusinessCalendar, compileCalendar } from './time/business-calendar.ts';

/** Calendars ready for arithmetic, one per calendar: what they have worked out is kept until they change. */
export interface BusinessCalendars {
  of(calendar: Pick<CalendarRow, 'id' | 'version' | 'definition'>): BusinessCalendar;
  /** Throws `calendars.not_found`. */
  load(input: { calendarId: string }, db: Db): Promise<BusinessCalendar>;
}

export function createBusinessCalendars(): BusinessCalendars {
  const ready = new Map<Calendar['id'], { version: number; calendar: BusinessCalendar }>();
  const of: BusinessCalendars['of'] = ({ id, version, definition }) => {
    const known = ready.get(id);
    if (known?.version === version) return known.calendar;
    const calendar = compileCalendar(definition);
    ready.set(id, { version, calendar });
    return calendar;
  };
  return { of, load: async (input, db) => of(await getCalendarRow(input, db)) };
}
