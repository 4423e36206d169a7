import { systemActor } from '../../platform/actor.ts';
import { setTimer, type Timer, type TimerKind } from '../../platform/timers/timers.ts';
import type { Work } from '../../platform/work.ts';
import type { CalendarBooks } from '../calendar/index.ts';
import { listOpenTicketIds } from '../tickets/index.ts';
import { clockTimerKind, runClocks, runOutdatedClocks } from './commands/run-clocks.ts';

/** Tickets that are looked at in one transaction, and those that are counted anew. */
const lookMax = 5_000;
export const recountBatch = 500;
/** Tickets whose alarms ring in one transaction. */
const ringMax = 200;
const recountKind = 'sla.recount';
/** The recount has no subject of its own. */
const everything = '00000000-0000-0000-0000-000000000000';

/** A ticket has something to tell: counting it anew tells it, and sets the next alarm. */
export function clockTimer(deps: { books: CalendarBooks }): TimerKind {
  const fire = (timers: readonly Timer[], work: Work) =>
    runClocks(
      { ticketIds: timers.map(({ subject_id }) => subject_id), isQuiet: false, hasRung: true },
      work,
      deps,
    );
  return {
    kind: clockTimerKind,
    fire: (timer, work) => fire([timer], work),
    // After a night without a server, or before a weekend, very many may be due.
    together: { most: ringMax, fire },
  };
}

/** Counts every open ticket anew that other rules hold for, some at a time; one that is under way begins again. */
export function recountClocks(work: Work): Promise<void> {
  return setRecount({ after: null, dueAt: work.now }, work);
}

function setRecount({ after, dueAt }: { after: string | null; dueAt: Date }, work: Work): Promise<void> {
  const subject = { type: 'sla', id: everything };
  return setTimer({ key: recountKind, kind: recountKind, dueAt, subject, payload: { after } }, work);
}

export function recountTimer(deps: { books: CalendarBooks }): TimerKind {
  return {
    kind: recountKind,
    async fire({ payload, due_at }, work) {
      const after = typeof payload['after'] === 'string' ? payload['after'] : null;
      const ticketIds = await listOpenTicketIds({ after, limit: lookMax, actor: systemActor }, work.tx);
      const reached = await runOutdatedClocks({ ticketIds, countMax: recountBatch }, work, deps);
      if (ticketIds.length === lookMax || reached !== (ticketIds.at(-1) ?? null))
        await setRecount({ after: reached, dueAt: due_at }, work);
    },
  };
}
