import { previewDates, type RoutineSchedule } from '@ventanilla/contracts/routines';
import { toInstant } from '../../../platform/clock.ts';
import type { Db } from '../../../platform/db/database.ts';
import type { CalendarBooks } from '../../calendar/index.ts';
import { nextDue } from '../schedule.rules.ts';

/** When something would next be due, by the calendar that holds where none is chosen. */
export async function previewSchedule(
  { schedule, now }: { schedule: RoutineSchedule; now: Date },
  db: Db,
  { books }: { books: CalendarBooks },
) {
  const { time, timeZone } = (await books.read(db)).choose([]);
  const found = nextDue(schedule, { after: now, count: previewDates }, time);
  return { timeZone, dates: found.map(({ dueAt, moved }) => ({ dueAt: toInstant(dueAt), moved })) };
}
