import type { EventActor, EventType, Origin } from '@ventanilla/contracts/events';
import { sql } from 'kysely';
import type { Db } from '../db/database.ts';
import { keepPlan } from '../db/kept-plans.ts';

/** An event as consumers read it: with its position in the log. */
export interface LoggedEvent {
  pos: number;
  id: number;
  at: Date;
  type: EventType;
  version: number;
  origin: Origin;
  /** Of what was done to many at once, or brought in. */
  run_id: string | null;
  subject_type: string;
  subject_id: string;
  actor: EventActor;
  correlation_id: string;
  payload: Record<string, unknown>;
}

/** What a consumer asks of the log; what is of other types or origins is passed by. */
export interface Wanted {
  types: readonly EventType[];
  origins: readonly Origin[];
}

/** Events of concern within a stretch of the log: all of them after `after`, up to `upTo`. */
export interface Portion {
  after: number;
  upTo: number;
  events: LoggedEvent[];
  /** The log was read no further; there may be more. */
  isFull: boolean;
}

/** Positions that one reading goes over at most. */
export const scanMax = 2_000;

/**
 * The next stretch of the log after a position, with at most `limit` events of concern. Each event is looked up by its
 * id, so that what concerns nobody costs next to nothing.
 */
export async function readPortion(
  { after, limit, wanted }: { after: number; limit: number; wanted: Wanted },
  db: Db,
): Promise<Portion> {
  const { rows } = await sql<{ up_to: number | null; scanned: number } & (LoggedEvent | { pos: null })>`
    with span as materialized (
      select pos, event_id from events_log where pos > ${after} order by pos limit ${sql.lit(scanMax)})
    select s.up_to, s.scanned, f.*
    from (select max(pos) as up_to, count(*)::int as scanned from span) s
    left join lateral (
      select l.pos, e.* from (select pos, event_id from span order by pos) l
      join lateral (
        select e.id, e.at, e.type, e.version, e.origin, e.run_id, e.subject_type, e.subject_id, e.actor, e.correlation_id, e.payload
        from events e where e.id = l.event_id and e.type = any(${[...wanted.types]}::text[])
          and e.origin = any(${[...wanted.origins]}::text[]) limit 1) e on true
      order by l.pos limit ${limit}) f on true
    order by f.pos ${keepPlan}`.execute(db);
  const { up_to, scanned } = rows[0]!;
  const events = rows.flatMap((row) => (row.pos === null ? [] : [row]));
  const isCut = events.length === limit;
  return {
    after,
    upTo: isCut ? events.at(-1)!.pos : (up_to ?? after),
    events,
    isFull: isCut || scanned === scanMax,
  };
}

export function concerns({ types, origins }: Wanted, event: LoggedEvent): boolean {
  return types.includes(event.type) && origins.includes(event.origin);
}
