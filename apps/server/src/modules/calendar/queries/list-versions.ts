import type { listCalendarVersions as contract } from '@ventanilla/contracts/calendars';
import type { ResponseOf } from '@ventanilla/contracts/route';
import type { Db } from '../../../platform/db/database.ts';
import { getCalendarRow, partsChanged } from '../calendar.store.ts';

/** How many versions are told; older ones stay in the table. */
const versionsMax = 100;

/** What each version of a calendar changed, newest first. Throws `calendars.not_found`. */
export async function listVersions(
  { calendarId }: { calendarId: string },
  db: Db,
): Promise<ResponseOf<typeof contract>> {
  await getCalendarRow({ calendarId }, db);
  const rows = await db
    .selectFrom('calendar_versions')
    .selectAll()
    .where('calendar_id', '=', calendarId)
    .orderBy('version', 'desc')
    .limit(versionsMax + 1)
    .execute();
  return {
    items: rows.slice(0, versionsMax).map((row, index) => {
      const before = rows[index + 1];
      return {
        version: row.version,
        at: row.at.toISOString(),
        actor: row.actor,
        changed: before ? [...partsChanged(before, row)] : [],
      };
    }),
  };
}
