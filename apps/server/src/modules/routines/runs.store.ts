import { type Selectable, sql } from 'kysely';
import type { Database } from '../../platform/db/database.ts';
import { AppError } from '../../platform/errors.ts';
import type { Work } from '../../platform/work.ts';
import type { RoutineRow } from './routines.store.ts';
import { type ItemOfRun, itemOfRun, stateOf } from './run.rules.ts';

export type RunRow = Selectable<Database['routine_runs']>;

/** A duty that begins. */
export interface NewRun {
  routine: RoutineRow;
  agentId: string;
  period: string;
  opensAt: Date;
  dueAt: Date;
  endsAt: Date;
  timeZone: string;
  ticketId: string | null;
}

/** Begins those that have not begun yet, each once; what its routine says now is what they stay with. */
export async function openRuns(runs: readonly NewRun[], work: Work): Promise<void> {
  if (runs.length === 0) return;
  const rows = runs.map(({ routine, ...run }) => ({
    id: work.ids.uuid(),
    routine_id: routine.id,
    agent_id: run.agentId,
    period: run.period,
    name: routine.name,
    note: routine.note,
    every: routine.schedule.every,
    items: routine.items.map(itemOfRun),
    opens_at: run.opensAt,
    due_at: run.dueAt,
    ends_at: run.endsAt,
    time_zone: run.timeZone,
    ticket_id: run.ticketId,
  }));
  await sql`
    insert into routine_runs (id, routine_id, agent_id, period, name, note, every, items, opens_at, due_at, ends_at,
      time_zone, ticket_id)
    select n.* from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as n (id uuid, routine_id uuid, agent_id uuid,
      period text, name text, note text, every text, items jsonb, opens_at timestamptz, due_at timestamptz,
      ends_at timestamptz, time_zone text, ticket_id uuid)
    order by n.routine_id, n.agent_id, n.period
    on conflict (routine_id, agent_id, period) do nothing`.execute(work.tx);
}

/** Those of somebody whose period is not over, held; what another changes meanwhile comes after. */
export async function lockOwnRuns(
  { agentId, runId }: { agentId: string; runId?: string },
  work: Work,
): Promise<RunRow[]> {
  const { rows } = await sql<RunRow>`
    select * from routine_runs where agent_id = ${agentId} and ends_at > ${work.now}
      and ${runId ? sql`id = ${runId}::uuid` : sql`true`}
    order by due_at, id for no key update`.execute(work.tx);
  return rows;
}

/** Throws `routines.run_not_found` for what is another's, and `routines.run_over`. */
export async function lockOwnRun(input: { agentId: string; runId: string }, work: Work): Promise<RunRow> {
  const [run] = await lockOwnRuns(input, work);
  if (run) return run;
  const { rows } = await sql`
    select from routine_runs where id = ${input.runId} and agent_id = ${input.agentId}`.execute(work.tx);
  throw new AppError(rows.length === 0 ? 'routines.run_not_found' : 'routines.run_over');
}

/** Keeps what became of a duty; `isOver`: what is not finished stays unfinished. */
export async function saveItems(
  { run, items, isOver = false }: { run: RunRow; items: readonly ItemOfRun[]; isOver?: boolean },
  work: Work,
): Promise<RunRow> {
  const settled = stateOf(items);
  const state = settled === 'open' && isOver ? 'missed' : settled;
  const closedAt = state === 'open' ? null : (run.closed_at ?? (state === 'missed' ? run.ends_at : work.now));
  await work.tx
    .updateTable('routine_runs')
    .set({ items: JSON.stringify(items), state, closed_at: closedAt })
    .where('id', '=', run.id)
    .execute();
  return { ...run, items: [...items], state, closed_at: closedAt };
}

/** Open duties of everybody that are past an instant, held; other workers pass over them. */
export async function lockRunsPast(
  { past, limit }: { past: 'due' | 'ended'; limit: number },
  work: Work,
): Promise<RunRow[]> {
  const { rows } = await sql<RunRow>`
    select * from routine_runs where state = 'open'
      and ${past === 'ended' ? sql`ends_at <= ${work.now}` : sql`due_at <= ${work.now} and ends_at > ${work.now}`}
    order by due_at, id limit ${limit} for no key update skip locked`.execute(work.tx);
  return rows;
}
