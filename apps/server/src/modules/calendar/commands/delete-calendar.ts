import { AppError } from '../../../platform/errors.ts';
import { appendEvents, event } from '../../../platform/events/index.ts';
import type { Work } from '../../../platform/work.ts';
import { lockCalendars } from '../calendar.store.ts';

const foreignKeyViolation = '23503';

/**
 * Removes a calendar with its versions. Whatever uses one refers to it by a foreign key, which is what refuses:
 * `calendars.in_use`. Throws `calendars.not_found`, and `calendars.default_stays` for the default.
 */
export async function deleteCalendar({ calendarId }: { calendarId: string }, work: Work): Promise<void> {
  const row = (await lockCalendars(work)).find(({ id }) => id === calendarId);
  if (!row) throw new AppError('calendars.not_found');
  if (row.is_default) throw new AppError('calendars.default_stays');
  try {
    await work.tx.deleteFrom('calendars').where('id', '=', calendarId).execute();
  } catch (error) {
    if ((error as { code?: unknown }).code !== foreignKeyViolation) throw error;
    throw new AppError('calendars.in_use', { cause: error });
  }
  await appendEvents(
    [event('calendar.deleted@1', { type: 'calendar', id: calendarId }, { calendarId })],
    work,
  );
}
