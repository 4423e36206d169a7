import { type BulkAction, type BulkRun, runTicketsMax } from '@ventanilla/contracts/bulk';
import type { ErrorCode } from '@ventanilla/contracts/errors';
import { type RawBuilder, sql } from 'kysely';
import { toInstant } from '../../../platform/clock.ts';
import { decodeCursor, encodeCursor } from '../../../platform/cursor.ts';
import type { Db } from '../../../platform/db/database.ts';
import { keepPlan } from '../../../platform/db/kept-plans.ts';
import { AppError } from '../../../platform/errors.ts';
import type { Work } from '../../../platform/work.ts';
import type { TicketState } from './ticket-state.ts';

export interface RunRow {
  id: string;
  agent_id: string;
  action: BulkAction;
  undo_of: string | null;
  state: BulkRun['state'];
  total: number;
  changed: number;
  unchanged: number;
  failed: number;
  created_at: Date;
  finished_at: Date | null;
  undone: boolean;
}

const columns = sql`b.id, b.agent_id, b.action, b.undo_of, b.state, b.total, b.changed, b.unchanged, b.failed,
  b.created_at, b.finished_at, exists (select from bulk_runs u where u.undo_of = b.id) as undone`;

export function toRun(row: RunRow): BulkRun {
  const isOver = row.state === 'done' || row.state === 'cancelled';
  return {
    id: row.id,
    action: row.action,
    undoOf: row.undo_of,
    state: row.state,
    total: row.total,
    changed: row.changed,
    unchanged: row.unchanged,
    failed: row.failed,
    createdAt: row.created_at.toISOString(),
    finishedAt: toInstant(row.finished_at),
    canUndo: isOver && row.finished_at !== null && row.changed > 0 && row.undo_of === null && !row.undone,
  };
}

/** Somebody's own run; nobody else learns of it. Throws `bulk.not_found`. */
export async function getRun(
  { runId, agentId, lock = false }: { runId: string; agentId: string; lock?: boolean },
  db: Db,
): Promise<RunRow> {
  const row = await findRun({ runId, lock }, db);
  if (row?.agent_id !== agentId) throw new AppError('bulk.not_found');
  return row;
}

export async function findRun(
  { runId, lock = false }: { runId: string; lock?: boolean },
  db: Db,
): Promise<RunRow | undefined> {
  const { rows } = await sql<RunRow>`
    select ${columns} from bulk_runs b where b.id = ${runId}::uuid ${lock ? sql`for no key update of b` : sql``}
    ${keepPlan}`.execute(db);
  return rows[0];
}

export async function listRuns(
  { agentId, cursor, limit }: { agentId: string; cursor?: string | undefined; limit: number },
  db: Db,
): Promise<{ items: BulkRun[]; nextCursor: string | null }> {
  const after = cursor ? decodeCursor(cursor, 1) : null;
  const { rows } = await sql<RunRow>`
    select ${columns} from bulk_runs b where b.agent_id = ${agentId}
      and ${after ? sql`b.id < ${after[0]}::uuid` : sql`true`}
    order by b.id desc limit ${limit + 1}`.execute(db);
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return {
    items: items.map(toRun),
    nextCursor: rows.length > limit && last ? encodeCursor([last.id]) : null,
  };
}

/** How many runs of somebody are not over. */
export async function countUnfinished({ agentId }: { agentId: string }, db: Db): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from bulk_runs
    where agent_id = ${agentId} and state in ('queued', 'running')`.execute(db);
  return rows[0]!.count;
}

/** Whether an earlier run of the same person is not over: theirs are done one after the other. */
export async function waitsForAnother({ id, agent_id }: RunRow, db: Db): Promise<boolean> {
  const { rows } = await sql`select from bulk_runs
    where agent_id = ${agent_id} and id < ${id} and state in ('queued', 'running') limit 1`.execute(db);
  return rows.length > 0;
}

/**
 * Writes a run down with its tickets, which from then on are these and no others. `where`: a condition of rows `t`
 * (tickets). Throws `bulk.too_many` and `bulk.nothing_selected`.
 */
export async function insertRun(
  { action, where }: { action: BulkAction; where: RawBuilder<boolean> },
  work: Work,
): Promise<string> {
  const id = await insertHead({ action, undoOf: null }, work);
  const { numAffectedRows } = await sql`
    insert into bulk_run_rows (run_id, ticket_id)
    select ${id}::uuid, t.id from tickets t where ${where} limit ${runTicketsMax + 1}`.execute(work.tx);
  const total = Number(numAffectedRows ?? 0);
  if (total > runTicketsMax) throw new AppError('bulk.too_many', { params: { max: runTicketsMax } });
  if (total === 0) throw new AppError('bulk.nothing_selected');
  await setTotal({ id, total }, work);
  return id;
}

/** The run that takes another back: over the tickets that this one changed. */
export async function insertUndo({ id: undoOf, action }: RunRow, work: Work): Promise<string> {
  const id = await insertHead({ action, undoOf }, work);
  const { numAffectedRows } = await sql`
    insert into bulk_run_rows (run_id, ticket_id)
    select ${id}::uuid, r.ticket_id from bulk_run_rows r where r.run_id = ${undoOf} and r.outcome = 'changed'`.execute(
    work.tx,
  );
  await setTotal({ id, total: Number(numAffectedRows ?? 0) }, work);
  return id;
}

async function insertHead(
  { action, undoOf }: { action: BulkAction; undoOf: string | null },
  work: Work,
): Promise<string> {
  const id = work.ids.uuid();
  const row = { id, agent_id: work.actor.id!, action: JSON.stringify(action), undo_of: undoOf };
  await work.tx
    .insertInto('bulk_runs')
    .values({ ...row, state: 'queued', total: 0, created_at: work.now, finished_at: null })
    .execute();
  return id;
}

async function setTotal({ id, total }: { id: string; total: number }, work: Work): Promise<void> {
  await sql`update bulk_runs set total = ${total} where id = ${id}`.execute(work.tx);
}

/** The next tickets of a run that wait for their turn. */
export async function nextTickets(
  { runId, limit }: { runId: string; limit: number },
  db: Db,
): Promise<string[]> {
  const { rows } = await sql<{ ticket_id: string }>`
    select ticket_id from bulk_run_rows where run_id = ${runId} and outcome is null
    order by ticket_id limit ${limit} ${keepPlan}`.execute(db);
  return rows.map(({ ticket_id }) => ticket_id);
}

/** Of one ticket of a run that is still to be done, what an undone run changed of it; nothing else. */
export interface Claimed {
  before: Partial<TicketState> | null;
  after: Partial<TicketState> | null;
}

/** Holds a ticket of a run until the transaction ends; null where it is done already, or the run was stopped. */
export async function claimRow(
  { runId, ticketId }: { runId: string; ticketId: string },
  work: Work,
): Promise<Claimed | null> {
  const { rows } = await sql<Claimed>`
    select o.before, o.after from bulk_run_rows r join bulk_runs b on b.id = r.run_id
    left join bulk_run_rows o on o.run_id = b.undo_of and o.ticket_id = r.ticket_id
    where r.run_id = ${runId} and r.ticket_id = ${ticketId} and r.outcome is null and b.state <> 'cancelled'
    for no key update of r ${keepPlan}`.execute(work.tx);
  return rows[0] ?? null;
}

export type Outcome =
  | { outcome: 'changed'; before: Partial<TicketState>; after: Partial<TicketState> }
  | { outcome: 'unchanged' }
  | { outcome: 'failed'; reason: ErrorCode; params: Record<string, string | number> };

export async function settleRow(
  { runId, ticketId, settled }: { runId: string; ticketId: string; settled: Outcome },
  db: Db,
): Promise<void> {
  const [before, after] = settled.outcome === 'changed' ? [settled.before, settled.after] : [null, null];
  const [reason, params] = settled.outcome === 'failed' ? [settled.reason, settled.params] : [null, null];
  const json = (value: object | null) => value && JSON.stringify(value);
  await sql`update bulk_run_rows set outcome = ${settled.outcome}, before = ${json(before)}::jsonb,
      after = ${json(after)}::jsonb, reason = ${reason}, reason_params = ${json(params)}::jsonb
    where run_id = ${runId} and ticket_id = ${ticketId} and outcome is null ${keepPlan}`.execute(db);
}

/** What became of so many more of its tickets; a run that is over is counted anew, so that nothing is missed. */
export async function addProgress(
  { runId, done }: { runId: string; done: Record<Outcome['outcome'], number> },
  work: Work,
): Promise<void> {
  await sql`update bulk_runs set state = case when state = 'queued' then 'running' else state end,
      changed = changed + ${done.changed}, unchanged = unchanged + ${done.unchanged}, failed = failed + ${done.failed}
    where id = ${runId} ${keepPlan}`.execute(work.tx);
}

export async function finishRun({ runId }: { runId: string }, work: Work): Promise<void> {
  await sql`update bulk_runs b set finished_at = ${work.now},
      state = case when b.state = 'cancelled' then 'cancelled' else 'done' end,
      changed = c.changed, unchanged = c.unchanged, failed = c.failed
    from (select count(*) filter (where outcome = 'changed')::int as changed,
        count(*) filter (where outcome = 'unchanged')::int as unchanged,
        count(*) filter (where outcome = 'failed')::int as failed
      from bulk_run_rows where run_id = ${runId}) c
    where b.id = ${runId}`.execute(work.tx);
}
