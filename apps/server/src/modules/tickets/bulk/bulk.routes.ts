import * as contract from '@ventanilla/contracts/bulk';
import { sql } from 'kysely';
import type { Actor } from '../../../platform/actor.ts';
import { decodeCursor, encodeCursor } from '../../../platform/cursor.ts';
import type { Db } from '../../../platform/db/database.ts';
import { withinTime } from '../../../platform/db/within-time.ts';
import { AppError } from '../../../platform/errors.ts';
import { type RouteBinding, route } from '../../../platform/http/index.ts';
import { describeProblem } from '../../../platform/http/problem.ts';
import type { Platform } from '../../../platform/platform.ts';
import type { Work } from '../../../platform/work.ts';
import type { FilterClock } from '../filters/filter-clock.ts';
import { agentIdOf } from '../tickets.policy.ts';
import { visibleTo } from '../tickets.store.ts';
import * as store from './bulk.store.ts';
import type {} from './bulk.tables.ts';
import { planRun } from './bulk.timer.ts';
import { demandTarget } from './demand-target.ts';
import { previewBulk } from './preview.ts';
import { selected } from './selection.ts';

/** For each statement of a preview: whoever waits longer goes without. */
const previewMs = 10_000;
const tooSlow = (cause: unknown) => new AppError('tickets.search_too_slow', { cause });
/** Runs of one person that are not over. */
const unfinishedMax = 10;

/** Changes of many tickets at once: what they would do, and how far they are. They belong to people, not to programs. */
export function bulkRoutes({ db, clock: now }: Platform, { clock }: { clock: FilterClock }): RouteBinding[] {
  return [
    route(contract.previewBulk, ({ body, actor }) => {
      agentIdOf(actor);
      return withinTime({ ms: previewMs, late: tooSlow }, db, (tx) =>
        previewBulk({ ...body, actor, now: now.now(), clock }, tx),
      );
    }),
    route(contract.startBulk, ({ body, actor, transact, reply }) => {
      reply.code(201);
      return transact(async (work) => {
        await demandRoom(work);
        await demandTarget(body.action, work.tx);
        const where = await selected({ ...body, actor, clock }, work.tx);
        return begun(await store.insertRun({ action: body.action, where }, work), work);
      });
    }),
    route(contract.listBulkRuns, ({ query, actor }) =>
      store.listRuns({ ...query, agentId: agentIdOf(actor) }, db),
    ),
    route(contract.getBulkRun, async ({ params, actor }) =>
      store.toRun(await store.getRun({ ...params, agentId: agentIdOf(actor) }, db)),
    ),
    route(contract.listBulkFailures, async ({ params, query, actor }) => {
      await store.getRun({ ...params, agentId: agentIdOf(actor) }, db);
      return listFailures({ ...params, ...query, actor }, db);
    }),
    route(contract.cancelBulk, ({ params, actor, transact }) =>
      transact(async (work) => {
        const run = await store.getRun({ ...params, agentId: agentIdOf(actor), lock: true }, work.tx);
        await sql`update bulk_runs set state = 'cancelled' where id = ${run.id} and state in ('queued', 'running')`.execute(
          work.tx,
        );
        return store.toRun((await store.findRun(params, work.tx))!);
      }),
    ),
    route(contract.undoBulk, ({ params, actor, transact, reply }) => {
      reply.code(201);
      return transact(async (work) => {
        const run = await store.getRun({ ...params, agentId: agentIdOf(actor), lock: true }, work.tx);
        if (!store.toRun(run).canUndo) throw new AppError('bulk.nothing_to_undo');
        await demandRoom(work);
        return begun(await store.insertUndo(run, work), work);
      });
    }),
  ];
}

async function begun(runId: string, work: Work): Promise<contract.BulkRun> {
  await planRun({ runId, dueAt: work.now }, work);
  return store.toRun((await store.findRun({ runId }, work.tx))!);
}

/** Throws `bulk.too_many_runs`. */
async function demandRoom(work: Work): Promise<void> {
  const unfinished = await store.countUnfinished({ agentId: agentIdOf(work.actor) }, work.tx);
  if (unfinished >= unfinishedMax)
    throw new AppError('bulk.too_many_runs', { params: { max: unfinishedMax } });
}

interface FailureRow {
  ticket_id: string;
  number: number | null;
  subject: string | null;
  reason: Parameters<typeof describeProblem>[0];
  reason_params: Record<string, string | number> | null;
}

/** What somebody no longer sees is told without its subject. */
async function listFailures(
  input: { runId: string; actor: Actor; cursor?: string | undefined; limit: number },
  db: Db,
): Promise<{ items: contract.BulkFailure[]; nextCursor: string | null }> {
  const { runId, actor, limit } = input;
  const after = input.cursor ? decodeCursor(input.cursor, 1) : null;
  const { rows } = await sql<FailureRow>`
    select r.ticket_id, r.reason, r.reason_params, t.number, t.subject from bulk_run_rows r
    left join tickets t on t.id = r.ticket_id and ${visibleTo(actor)}
    where r.run_id = ${runId} and r.outcome = 'failed' and ${after ? sql`r.ticket_id > ${after[0]}::uuid` : sql`true`}
    order by r.ticket_id limit ${limit + 1}`.execute(db);
  const items = rows.slice(0, limit).map(({ ticket_id, number, subject, reason, reason_params }) => ({
    ticketId: ticket_id,
    number,
    subject,
    code: reason,
    detail: describeProblem(reason, reason_params ?? {}, actor.language),
  }));
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last ? encodeCursor([last.ticketId]) : null };
}
