import type { EventPayload } from '@ventanilla/contracts/events';
import type { RoutineEvent } from '@ventanilla/contracts/routines';
import { sql } from 'kysely';
import type { Db } from '../../../platform/db/database.ts';
import type { LoggedEvent, Reaction } from '../../../platform/events/index.ts';
import { addBusinessMs, type CalendarBooks, dateOf } from '../../calendar/index.ts';
import type { OverseenAgent } from '../../identity/index.ts';
import { isHeldBy, listWorkers, readActiveRoutines } from '../routines.store.ts';
import { type NewRun, openRuns } from '../runs.store.ts';
import { dayOfInstant } from '../schedule.rules.ts';

const hourMs = 3_600_000;
const dayMs = 86_400_000;

/** Who owes something by an event, and by which of what happens to tickets. */
interface Owed {
  on: RoutineEvent;
  agentId: string;
  ticketId: string;
  at: Date;
}

/** What comes to somebody with a ticket: once a day for each, however often it comes and goes. */
export function beginRunsOnTicketChanged({ books }: { books: CalendarBooks }): Reaction {
  return {
    name: 'begin-runs.on-ticket-changed',
    types: ['ticket.owner_changed', 'ticket.status_changed', 'ticket.department_changed'],
    async handle(events, work) {
      const routines = (await readActiveRoutines(work.tx)).filter(
        ({ schedule }) => schedule.every === 'event',
      );
      if (routines.length === 0) return;
      const owed = await whoOwes(events, work.tx);
      if (owed.length === 0) return;
      const workers = new Map((await listWorkers(work.tx)).map((worker) => [worker.id, worker]));
      const book = await books.read(work.tx);
      const runs = owed.flatMap((one): NewRun[] => {
        const agent: OverseenAgent | undefined = workers.get(one.agentId);
        if (!agent) return [];
        const { time, timeZone } = book.choose([agent.calendarId]);
        return routines.flatMap((routine): NewRun[] => {
          const { schedule } = routine;
          if (schedule.every !== 'event' || schedule.on !== one.on || !isHeldBy(routine, agent)) return [];
          const due = addBusinessMs({ at: one.at.getTime(), ms: schedule.hours * hourMs }, time);
          if (due === null) return [];
          const lastDay = dayOfInstant(new Date(due), time);
          return [
            {
              routine,
              agentId: agent.id,
              period: `${dateOf(dayOfInstant(one.at, time))}/${one.ticketId}`,
              opensAt: one.at,
              dueAt: new Date(due),
              // A day more, so that whoever is late can still make up for it.
              endsAt: new Date(time.clock.reach((lastDay + 2) * dayMs)),
              timeZone,
              ticketId: one.ticketId,
            },
          ];
        });
      });
      await openRuns(runs, work);
    },
  };
}

async function whoOwes(events: readonly LoggedEvent[], db: Db): Promise<Owed[]> {
  const owners = await readOwners(events, db);
  return events.flatMap(({ type, subject_id: ticketId, payload, actor, at }): Owed[] => {
    const owes = (on: RoutineEvent, agentId: string | null | undefined): Owed[] =>
      agentId ? [{ on, agentId, ticketId, at }] : [];
    switch (type) {
      case 'ticket.owner_changed': {
        const { from, to } = payload as EventPayload<'ticket.owner_changed@1'>;
        return from === to ? [] : owes('ticket_received', to);
      }
      case 'ticket.status_changed': {
        const { from, to } = payload as EventPayload<'ticket.status_changed@1'>;
        const isClosing = to.category === 'closed' && from.category !== 'closed';
        return isClosing ? owes('ticket_closed', owners.get(ticketId)) : [];
      }
      case 'ticket.department_changed': {
        const { from, to } = payload as EventPayload<'ticket.department_changed@1'>;
        return from !== to && to !== null && actor.kind === 'agent' ? owes('ticket_passed_on', actor.id) : [];
      }
      default:
        return [];
    }
  });
}

/** Who has these tickets, spam apart. */
async function readOwners(events: readonly LoggedEvent[], db: Db): Promise<Map<string, string>> {
  const ids = [...new Set(events.map(({ subject_id }) => subject_id))];
  const { rows } = await sql<{ id: string; owner_id: string }>`
    select id, owner_id from tickets where id = any(${ids}::uuid[]) and owner_id is not null and not is_spam`.execute(
    db,
  );
  return new Map(rows.map(({ id, owner_id }) => [id, owner_id]));
}
