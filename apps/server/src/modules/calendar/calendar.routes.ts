import * as contracts from '@ventanilla/contracts/calendars';
import { type RouteBinding, route } from '../../platform/http/index.ts';
import type { Platform } from '../../platform/platform.ts';
import type { BusinessCalendars } from './business-calendars.ts';
import { getCalendarRow, toCalendar } from './calendar.store.ts';
import { changeCalendar } from './commands/change-calendar.ts';
import { createCalendar } from './commands/create-calendar.ts';
import { deleteCalendar } from './commands/delete-calendar.ts';
import { listCountryHolidays, listHolidayPlaces } from './country-holidays.ts';
import { listVersions } from './queries/list-versions.ts';
import { previewCalendar, toInstant } from './queries/preview-calendar.ts';
import { readIcal } from './read-ical.ts';
import { isOpen, nextClosing, nextOpening } from './time/business-time.ts';

export function calendarRoutes(
  { db, clock }: Platform,
  { calendars }: { calendars: BusinessCalendars },
): RouteBinding[] {
  return [
    route(contracts.listCalendars, async () => {
      const rows = await db.selectFrom('calendars').selectAll().orderBy('name').orderBy('id').execute();
      const at = clock.now().getTime();
      return {
        items: rows.map((row) => {
          const calendar = calendars.of(row);
          return {
            id: row.id,
            name: row.name,
            timeZone: row.definition.timeZone,
            isDefault: row.is_default,
            isOpen: isOpen({ at }, calendar),
            nextOpening: toInstant(nextOpening({ at }, calendar)),
            nextClosing: toInstant(nextClosing({ at }, calendar)),
            version: row.version,
          };
        }),
      };
    }),
    route(contracts.getCalendar, async ({ params }) => toCalendar(await getCalendarRow(params, db))),
    route(contracts.createCalendar, ({ body, transact }) =>
      transact(async (work) => toCalendar(await createCalendar(body, work))),
    ),
    route(contracts.updateCalendar, ({ params, body, ifMatch, transact }) =>
      transact(async (work) =>
        toCalendar(await changeCalendar({ ...params, version: ifMatch, change: body }, work)),
      ),
    ),
    route(contracts.deleteCalendar, async ({ params, transact }) => {
      await transact((work) => deleteCalendar(params, work));
      return undefined;
    }),
    route(contracts.listCalendarVersions, ({ params }) => listVersions(params, db)),
    route(contracts.listHolidayPlaces, async ({ query, language }) => ({
      items: await listHolidayPlaces(query, { language }),
    })),
    route(contracts.listCountryHolidays, async ({ query, language }) => ({
      items: await listCountryHolidays(query, { language }),
    })),
    route(contracts.readIcal, ({ body }) => readIcal(body)),
    route(contracts.previewCalendar, async ({ body }) => previewCalendar(body, { now: clock.now() })),
  ];
}
