import { sql } from 'kysely';
import type { Db } from '../db/database.ts';
import type { WorkDeps } from '../work.ts';
import type { LoggedEvent } from './log-portion.ts';

/** Keeps events of a consumer in a table that people can see and retry. */
export async function park(
  input: {
    consumer: string;
    events: readonly LoggedEvent[];
    state: 'failed' | 'parked';
    error: string | null;
    attempts: number;
  },
  tx: Db,
  deps: Pick<WorkDeps, 'clock' | 'ids'>,
): Promise<void> {
  const { consumer, events, state, error, attempts } = input;
  if (events.length === 0) return;
  await tx
    .insertInto('event_set_aside')
    .values(
      events.map(({ pos, id, subject_id }) => ({
        id: deps.ids.uuid(),
        consumer,
        pos,
        event_id: id,
        subject_id,
        at: deps.clock.now(),
        state,
        error,
        attempts,
      })),
    )
    .execute();
}

/** The first event of a subject that a consumer set aside. */
export async function firstSetAside(
  { consumer, subjectId }: { consumer: string; subjectId: string },
  tx: Db,
): Promise<(LoggedEvent & { set_aside_id: string }) | undefined> {
  const { rows } = await sql<LoggedEvent & { set_aside_id: string }>`
    select s.id as set_aside_id, s.pos, e.id, e.at, e.type, e.version, e.origin, e.subject_type, e.subject_id,
      e.actor, e.correlation_id, e.payload
    from event_set_aside s join events e on e.id = s.event_id
    where s.consumer = ${consumer} and s.subject_id = ${subjectId} order by s.pos limit 1`.execute(tx);
  return rows[0];
}

export async function removeSetAside({ id }: { id: string }, tx: Db): Promise<void> {
  await sql`delete from event_set_aside where id = ${id}`.execute(tx);
}

/** The first event of a subject failed once more. */
export async function countFailure(
  { consumer, subjectId, error }: { consumer: string; subjectId: string; error: string },
  db: Db,
): Promise<void> {
  await sql`update event_set_aside set attempts = attempts + 1, error = ${error}, state = 'failed'
    where id = (select id from event_set_aside where consumer = ${consumer} and subject_id = ${subjectId}
      order by pos limit 1)`.execute(db);
}

export async function countSetAside(
  { consumer, subjectId }: { consumer: string; subjectId: string },
  db: Db,
): Promise<number> {
  const { rows } = await sql<{ left: number }>`select count(*)::int as left from event_set_aside
    where consumer = ${consumer} and subject_id = ${subjectId}`.execute(db);
  return rows[0]!.left;
}
