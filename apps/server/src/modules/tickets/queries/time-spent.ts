import { type TimeSpent, timeEntriesMax } from '@ventanilla/contracts/time-entries';
import { type RawBuilder, sql } from 'kysely';
import { toInstant } from '../../../platform/clock.ts';

/** As JSON tells it: instants are text. */
export type TimeJson = Pick<TimeSpent, 'minutes' | 'entries'>;

/** The time that was noted on a ticket, as one column of a statement whose caller came through the ticket's gate. */
export function timeSpentOf({ ticketId }: { ticketId: string }): RawBuilder<TimeJson> {
  return sql<TimeJson>`(select json_build_object('minutes', coalesce(sum(e.minutes), 0)::int, 'entries', coalesce(
      json_agg(json_build_object('id', e.id, 'agent', json_build_object('id', a.id, 'name', a.name),
        'minutes', e.minutes, 'billable', e.billable, 'at', e.at) order by e.at desc, e.id desc), '[]'))
    from time_entries e join agents a on a.id = e.agent_id where e.ticket_id = ${ticketId} and e.removed_at is null)`;
}

/** @param isNeeded whether its department asks for it before closing */
export function toTimeSpent({ minutes, entries }: TimeJson, isNeeded: boolean): TimeSpent {
  const shown = entries.slice(0, timeEntriesMax);
  return {
    minutes,
    entries: shown.map((entry) => ({ ...entry, at: toInstant(new Date(entry.at)) })),
    isAsked: isNeeded && minutes === 0,
  };
}
