import type { Work } from '../../../platform/work.ts';
import type { CalendarBooks, ReadyCalendar } from '../../calendar/index.ts';
import type { OverseenAgent } from '../../identity/index.ts';
import { isHeldBy, type RoutineRow, readActiveRoutines } from '../routines.store.ts';
import { type NewRun, openRuns } from '../runs.store.ts';
import { type Occurrence, owedAt } from '../schedule.rules.ts';
import { readTended } from '../tended.store.ts';

/**
 * Begins the duties of these people that stand open now; begun ones stay as they are, however often and from wherever
 * this is called. What is due already is begun only where it appeared while nobody looked after duties: it is late, or
 * will be found over. Whoever comes to a routine late owes what is still to come.
 */
export async function beginRuns(
  { agents }: { agents: readonly OverseenAgent[] },
  work: Work,
  { books }: { books: CalendarBooks },
): Promise<void> {
  const routines = await readActiveRoutines(work.tx);
  if (routines.length === 0 || agents.length === 0) return;
  const book = await books.read(work.tx);
  const { now } = work;
  const since = await readTended({ now }, work.tx);
  /** The same for all who work by the same calendar. */
  const known = new Map<string, Occurrence[]>();
  const owed = ({ id, schedule, created_at: madeAt }: RoutineRow, calendar: ReadyCalendar) => {
    const key = `${id}/${calendar.id}`;
    const found = known.get(key) ?? owedAt(schedule, { now, since, madeAt }, calendar.time);
    known.set(key, found);
    return found;
  };
  const runs = agents.flatMap((agent): NewRun[] => {
    const calendar = book.choose([agent.calendarId]);
    return routines
      .filter((routine) => isHeldBy(routine, agent))
      .flatMap((routine) =>
        owed(routine, calendar).map(({ moved: _moved, ...occurrence }) => ({
          routine,
          agentId: agent.id,
          timeZone: calendar.timeZone,
          ticketId: null,
          ...occurrence,
        })),
      );
  });
  await openRuns(runs, work);
}
