import { sql } from 'kysely';
import type { Db } from '../db/database.ts';
import { keepPlan } from '../db/kept-plans.ts';

/** Makes sure that each consumer has its cursor before its runner starts; a new one is at the beginning of the log. */
export async function registerConsumers(names: readonly string[], db: Db): Promise<void> {
  if (new Set(names).size !== names.length) throw new Error('two reactions have the same name');
  if (names.length === 0) return;
  await sql`insert into event_cursors (consumer, pos) select unnest(${[...names]}::text[]), 0
    on conflict do nothing`.execute(db);
}

/** Where a consumer is, held to the end of the transaction; null while another process holds it. */
export async function lockCursor({ consumer }: { consumer: string }, tx: Db): Promise<number | null> {
  const { rows } = await sql<{ pos: number }>`
    select pos from event_cursors where consumer = ${consumer} for update skip locked ${keepPlan}`.execute(
    tx,
  );
  return rows[0]?.pos ?? null;
}

/** Holds a cursor to the end of the transaction, whoever has it now. */
export async function waitForCursor({ consumer }: { consumer: string }, tx: Db): Promise<void> {
  await sql`select pos from event_cursors where consumer = ${consumer} for update`.execute(tx);
}

export async function moveCursor(
  { consumer, pos }: { consumer: string; pos: number },
  tx: Db,
): Promise<void> {
  await sql`update event_cursors set pos = ${pos} where consumer = ${consumer} ${keepPlan}`.execute(tx);
}

/** Moves a cursor that is held, and answers which of some subjects have something set aside, in one statement. */
export async function moveCursorPast(
  { consumer, pos, subjectIds }: { consumer: string; pos: number; subjectIds: readonly string[] },
  tx: Db,
): Promise<Set<string>> {
  const { rows } = await sql<{ subject_id: string }>`
    with moved as (update event_cursors set pos = ${pos} where consumer = ${consumer})
    select distinct subject_id from event_set_aside
    where consumer = ${consumer} and subject_id = any(${[...subjectIds]}::uuid[]) ${keepPlan}`.execute(tx);
  return new Set(rows.map(({ subject_id }) => subject_id));
}

/** A cursor and how much further it may go, because nothing in between concerns its consumer. */
export interface CursorMove {
  consumer: string;
  from: number;
  to: number;
}

/** Moves cursors that nobody holds and nobody moved meanwhile; answers whose. */
export async function moveCursors(moves: readonly CursorMove[], db: Db): Promise<Set<string>> {
  const { rows } = await sql<{ consumer: string }>`
    with free as (
      select c.consumer, n.later from event_cursors c
      join unnest(${moves.map(({ consumer }) => consumer)}::text[], ${moves.map(({ from }) => from)}::bigint[],
        ${moves.map(({ to }) => to)}::bigint[]) as n (consumer, earlier, later) on n.consumer = c.consumer and n.earlier = c.pos
      order by c.consumer for update of c skip locked)
    update event_cursors c set pos = f.later from free f where c.consumer = f.consumer
    returning c.consumer ${keepPlan}`.execute(db);
  return new Set(rows.map(({ consumer }) => consumer));
}
