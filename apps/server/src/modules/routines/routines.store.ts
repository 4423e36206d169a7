import type { Routine } from '@ventanilla/contracts/routines';
import { type Selectable, sql } from 'kysely';
import type { Actor } from '../../platform/actor.ts';
import { systemActor } from '../../platform/actor.ts';
import type { Database, Db } from '../../platform/db/database.ts';
import { listOverseen, type OverseenAgent } from '../identity/index.ts';
import { filterTexts } from '../tickets/index.ts';

export type RoutineRow = Selectable<Database['routines']>;

/** In their order, archived ones last. */
export async function readRoutines(db: Db): Promise<RoutineRow[]> {
  const { rows } = await sql<RoutineRow>`
    select * from routines order by archived_at is not null, position, id`.execute(db);
  return rows;
}

export async function readActiveRoutines(db: Db): Promise<RoutineRow[]> {
  return (await readRoutines(db)).filter(({ archived_at }) => archived_at === null);
}

/** Everybody who works: each may have routines. */
export function listWorkers(db: Db): Promise<OverseenAgent[]> {
  return listOverseen({ actor: systemActor }, db);
}

/** Whether a routine is somebody's. */
export function isHeldBy(
  { role_keys, department_ids, agent_ids }: RoutineRow,
  { id, roleKey, departmentIds }: Pick<OverseenAgent, 'id' | 'roleKey' | 'departmentIds'>,
): boolean {
  return (
    role_keys.includes(roleKey) ||
    agent_ids.includes(id) ||
    departmentIds.some((departmentId) => department_ids.includes(departmentId))
  );
}

/** Routines as they are read, filters in the reader's language. */
export async function toRoutines(
  rows: readonly RoutineRow[],
  { actor }: { actor: Actor },
  db: Db,
): Promise<Routine[]> {
  const workers = await listWorkers(db);
  const filters = rows.flatMap(({ items }) => items.flatMap(({ filter }) => (filter ? [filter] : [])));
  const texts = await filterTexts(filters, actor, db);
  let next = 0;
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    note: row.note,
    roleKeys: row.role_keys,
    departmentIds: row.department_ids,
    agentIds: row.agent_ids,
    schedule: row.schedule,
    items: row.items.map((item) => ({ ...item, filterText: item.filter ? texts[next++]! : null })),
    archived: row.archived_at !== null,
    holders: workers.filter((worker) => isHeldBy(row, worker)).length,
    version: row.version,
  }));
}

/** Every routine as it is read, in order. */
export async function listRoutines({ actor }: { actor: Actor }, db: Db): Promise<Routine[]> {
  return toRoutines(await readRoutines(db), { actor }, db);
}
