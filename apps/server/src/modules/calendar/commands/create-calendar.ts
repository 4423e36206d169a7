import type { createCalendar as contract } from '@ventanilla/contracts/calendars';
import type { BodyOf } from '@ventanilla/contracts/route';
import { demandFreeName } from '../../../platform/db/free-name.ts';
import { appendEvents, event } from '../../../platform/events/index.ts';
import type { Work } from '../../../platform/work.ts';
import { type CalendarRow, calendarNames, keepVersion, lockCalendars } from '../calendar.store.ts';

/** Adds a calendar; the first of all is the default. Throws `calendars.name_taken`. */
export async function createCalendar(input: BodyOf<typeof contract>, work: Work): Promise<CalendarRow> {
  const calendars = await lockCalendars(work);
  await demandFreeName({ name: input.name, ...calendarNames, except: null }, work);
  const row = await work.tx
    .insertInto('calendars')
    .values({
      id: work.ids.uuid(),
      name: input.name,
      definition: JSON.stringify(input.definition),
      is_default: calendars.length === 0,
      created_at: work.now,
      changed_at: work.now,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  await keepVersion(row, work);
  const subject = { type: 'calendar', id: row.id };
  await appendEvents([event('calendar.created@1', subject, { calendarId: row.id })], work);
  return row;
}
