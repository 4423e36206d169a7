import { type RoutineBody, routinesMax } from '@ventanilla/contracts/routines';
import { sql } from 'kysely';
import { recordAudit } from '../../../platform/audit.ts';
import { AppError } from '../../../platform/errors.ts';
import { appendEvents, event } from '../../../platform/events/index.ts';
import type { Work } from '../../../platform/work.ts';
import { type RoutineRow, readRoutines } from '../routines.store.ts';

/** Adds a routine after all others. Throws `routines.name_taken`, `routines.too_many` and `routines.nobody`. */
export async function createRoutine(
  input: RoutineBody & { templateKey?: string },
  work: Work,
): Promise<RoutineRow> {
  const routines = await lockRoutines(work);
  demandPlace(routines, { id: null, name: input.name });
  demandSomebody(input);
  const row = await work.tx
    .insertInto('routines')
    .values({
      id: work.ids.uuid(),
      ...columnsOf(input),
      position: Math.max(0, ...routines.map(({ position }) => position)) + 1,
      template_key: input.templateKey ?? null,
      created_at: work.now,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  await tell({ routineId: row.id, what: 'created' }, work);
  return row;
}

/**
 * Holds from the next period on. Throws `routines.not_found`, `routines.stale_version`, `routines.name_taken` and
 * `routines.nobody`.
 */
export async function updateRoutine(
  { routineId, version, ...body }: RoutineBody & { routineId: string; version: number },
  work: Work,
): Promise<RoutineRow> {
  const routines = await lockRoutines(work);
  const row = find(routines, routineId);
  if (row.version !== version) throw new AppError('routines.stale_version');
  if (row.archived_at === null) demandFreeName(routines, { id: row.id, name: body.name });
  demandSomebody(body);
  const changed = await work.tx
    .updateTable('routines')
    .set({ ...columnsOf(body), version: row.version + 1 })
    .where('id', '=', row.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  await tell({ routineId, what: 'changed' }, work);
  return changed;
}

/** Said twice, nothing changes. Throws `routines.not_found`, and for one brought back what a new one throws. */
export async function archiveRoutine(
  { routineId, archived }: { routineId: string; archived: boolean },
  work: Work,
): Promise<RoutineRow> {
  const routines = await lockRoutines(work);
  const row = find(routines, routineId);
  if ((row.archived_at !== null) === archived) return row;
  if (!archived) demandPlace(routines, row);
  const archived_at = archived ? work.now : null;
  await work.tx.updateTable('routines').set({ archived_at }).where('id', '=', routineId).execute();
  await tell({ routineId, what: archived ? 'archived' : 'restored' }, work);
  return { ...row, archived_at };
}

/** Those that are not named come last, as they were. */
export async function orderRoutines(
  { routineIds }: { routineIds: readonly string[] },
  work: Work,
): Promise<void> {
  await lockRoutines(work);
  await sql`
    update routines r set position = o.position
    from (select id, row_number() over (
        order by array_position(${[...routineIds]}::uuid[], id) nulls last, position, id) as position
      from routines) o
    where o.id = r.id and r.position <> o.position`.execute(work.tx);
  await recordAudit({ action: 'routines.ordered', subjectType: 'routine', subjectId: null }, work);
}

function columnsOf({ name, note, roleKeys, departmentIds, agentIds, schedule, items }: RoutineBody) {
  return {
    name,
    note,
    role_keys: [...new Set(roleKeys)],
    department_ids: [...new Set(departmentIds)],
    agent_ids: [...new Set(agentIds)],
    schedule: JSON.stringify(schedule),
    items: JSON.stringify(items.map(({ id, text, filter }) => ({ id, text, filter }))),
  };
}

/** Names, order and number of routines are decided by one after the other. */
export async function lockRoutines(work: Work): Promise<RoutineRow[]> {
  await sql`select pg_advisory_xact_lock(hashtextextended('routines', 0))`.execute(work.tx);
  return readRoutines(work.tx);
}

function find(routines: readonly RoutineRow[], routineId: string): RoutineRow {
  const row = routines.find(({ id }) => id === routineId);
  if (!row) throw new AppError('routines.not_found');
  return row;
}

/** Room for one more, and nobody's name. */
function demandPlace(routines: readonly RoutineRow[], wanted: { id: string | null; name: string }): void {
  if (routines.filter(({ archived_at }) => archived_at === null).length >= routinesMax)
    throw new AppError('routines.too_many', { params: { max: routinesMax } });
  demandFreeName(routines, wanted);
}

function demandFreeName(routines: readonly RoutineRow[], wanted: { id: string | null; name: string }): void {
  const same = (name: string) => name.toLocaleLowerCase('es') === wanted.name.toLocaleLowerCase('es');
  const isTaken = routines.some(
    ({ id, name, archived_at }) => id !== wanted.id && archived_at === null && same(name),
  );
  if (isTaken) throw new AppError('routines.name_taken');
}

function demandSomebody({ roleKeys, departmentIds, agentIds }: RoutineBody): void {
  if (roleKeys.length + departmentIds.length + agentIds.length === 0) throw new AppError('routines.nobody');
}

type What = 'created' | 'changed' | 'archived' | 'restored';

async function tell({ routineId, what }: { routineId: string; what: What }, work: Work): Promise<void> {
  await appendEvents(
    [event('routine.changed@1', { type: 'routine', id: routineId }, { routineId, what })],
    work,
  );
  await recordAudit({ action: `routine.${what}`, subjectType: 'routine', subjectId: routineId }, work);
}
