import type { updateCalendar as contract } from '@ventanilla/contracts/calendars';
import type { BodyOf } from '@ventanilla/contracts/route';
import { demandFreeName } from '../../../platform/db/free-name.ts';
import { AppError } from '../../../platform/errors.ts';
import { appendEvents, event } from '../../../platform/events/index.ts';
import type { Work } from '../../../platform/work.ts';
import {
  type CalendarRow,
  calendarNames,
  keepVersion,
  lockCalendars,
  partsChanged,
} from '../calendar.store.ts';

/**
 * Changes what is given; the same again changes nothing. Throws `calendars.not_found`, `calendars.stale_version` or
 * `calendars.name_taken`.
 */
export async function changeCalendar(
  input: { calendarId: string; version: number; change: BodyOf<typeof contract> },
  work: Work,
): Promise<CalendarRow> {
  const calendars = await lockCalendars(work);
  const row = calendars.find(({ id }) => id === input.calendarId);
  if (!row) throw new AppError('calendars.not_found');
  if (row.version !== input.version) throw new AppError('calendars.stale_version');
  const name = input.change.name ?? row.name;
  const definition = input.change.definition ?? row.definition;
  await demandFreeName({ name, ...calendarNames, except: row.id }, work);
  const parts = partsChanged(row, { name, definition });
  const becomesDefault = input.change.isDefault === true && !row.is_default;
  if (parts.length === 0 && !becomesDefault) return row;
  if (becomesDefault) {
    await work.tx
      .updateTable('calendars')
      .set({ is_default: false })
      .where('is_default', '=', true)
      .execute();
  }
  const changed = await work.tx
    .updateTable('calendars')
    .set({
      name,
      definition: JSON.stringify(definition),
      is_default: row.is_default || becomesDefault,
      version: row.version + 1,
      changed_at: work.now,
    })
    .where('id', '=', row.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  await keepVersion(changed, work);
  const payload = {
    calendarId: row.id,
    version: changed.version,
    hoursChanged: parts.some((part) => part !== 'name'),
    becameDefault: becomesDefault,
  };
  await appendEvents([event('calendar.changed@1', { type: 'calendar', id: row.id }, payload)], work);
  return changed;
}
