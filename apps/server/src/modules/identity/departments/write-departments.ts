import { type Department, departmentsMax } from '@ventanilla/contracts/departments';
import { sql } from 'kysely';
import type { Actor } from '../../../platform/actor.ts';
import { recordAudit } from '../../../platform/audit.ts';
import { demandFreeName } from '../../../platform/db/free-name.ts';
import { AppError } from '../../../platform/errors.ts';
import { appendEvents, event } from '../../../platform/events/index.ts';
import type { Work } from '../../../platform/work.ts';
import { listDepartments } from './list-departments.ts';

const departmentNames = { table: 'departments', taken: 'departments.name_taken' } as const;

type Written = Pick<Department, 'name' | 'description' | 'kind' | 'memberIds' | 'calendarId'>;
type Changes = Partial<{ [K in keyof (Written & Pick<Department, 'active'>)]: Department[K] | undefined }>;

/** A department, last in order. Throws `departments.name_taken`, `departments.too_many` and `agents.not_found`. */
export async function createDepartment(input: Written, work: Work): Promise<Department> {
  await lockDepartments(work);
  const { rows } = await sql<{ count: number; last: number }>`
    select count(*)::int as count, coalesce(max(position), 0)::int as last from departments`.execute(work.tx);
  const { count, last } = rows[0]!;
  if (count >= departmentsMax)
    throw new AppError('departments.too_many', { params: { max: departmentsMax } });
  await demandFreeName({ name: input.name, ...departmentNames, except: null }, work);
  await demandCalendar(input.calendarId, work);
  const id = work.ids.uuid();
  await work.tx
    .insertInto('departments')
    .values({
      id,
      name: input.name,
      description: input.description,
      kind: input.kind,
      position: last + 1,
      calendar_id: input.calendarId,
      created_at: work.now,
    })
    .execute();
  await setMembers({ departmentId: id, memberIds: input.memberIds }, work);
  await tell({ departmentId: id, action: 'department.created', fields: [] }, work);
  return oneDepartment(id, work);
}

/**
 * Throws `departments.not_found`, `departments.stale_version`, `departments.name_taken` and `agents.not_found`. Whoever
 * joins or leaves sees other tickets from then on, on open screens too; so nobody opens to anybody, themselves least,
 * what they do not see: `auth.forbidden`.
 */
export async function updateDepartment(
  input: { departmentId: string; version: number; changes: Changes },
  work: Work,
): Promise<Department> {
  await lockDepartments(work);
  const [before] = await listDepartments(work.tx, [input.departmentId]);
  if (!before) throw new AppError('departments.not_found');
  if (before.version !== input.version) throw new AppError('departments.stale_version');
  const { memberIds, ...changes } = input.changes;
  if (changes.name !== undefined)
    await demandFreeName({ name: changes.name, ...departmentNames, except: before.id }, work);
  if (changes.calendarId !== undefined) await demandCalendar(changes.calendarId, work);
  const after = { ...before, ...withoutAbsent(changes) };
  await work.tx
    .updateTable('departments')
    .set({
      name: after.name,
      description: after.description,
      kind: after.kind,
      active: after.active,
      calendar_id: after.calendarId,
      version: before.version + 1,
    })
    .where('id', '=', before.id)
    .execute();
  if (memberIds) {
    demandSight(before.id, work.actor);
    await setMembers({ departmentId: before.id, memberIds }, work);
  }
  const fields = Object.keys(withoutAbsent(input.changes));
  await tell({ departmentId: before.id, action: 'department.changed', fields }, work);
  return oneDepartment(before.id, work);
}

/** Those that are not named come last, as they were. */
export async function orderDepartments(
  { departmentIds }: { departmentIds: readonly string[] },
  work: Work,
): Promise<void> {
  await lockDepartments(work);
  await sql`
    update departments d set position = o.position
    from (select id, row_number() over (
        order by array_position(${[...departmentIds]}::uuid[], id) nulls last, position, id) as position
      from departments) o
    where o.id = d.id and d.position <> o.position`.execute(work.tx);
  await recordAudit(
    { action: 'departments.ordered', subjectType: 'setting', subjectId: 'departments' },
    work,
  );
}

/** Throws `auth.forbidden` for who does not see the tickets of a department. */
export function demandSight(departmentId: string, { scope, departmentIds }: Actor): void {
  const sees = scope === 'all' || (scope === 'departments' && departmentIds.includes(departmentId));
  if (!sees) throw new AppError('auth.forbidden');
}

/** Names, order, rules and numbers of departments are decided by one after the other. */
export async function lockDepartments(work: Work): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('departments', 0))`.execute(work.tx);
}

/** Held to the end of the transaction, so that nobody removes it meanwhile. */
async function demandCalendar(calendarId: string | null, work: Work): Promise<void> {
  if (calendarId === null) return;
  const { rows } = await sql`select from calendars where id = ${calendarId} for key share`.execute(work.tx);
  if (rows.length === 0) throw new AppError('calendars.not_found');
}

async function setMembers(
  { departmentId, memberIds }: { departmentId: string; memberIds: readonly string[] },
  work: Work,
): Promise<void> {
  const wanted = [...new Set(memberIds)];
  const { rows } = await sql<{ id: string }>`
    select id from agents where id = any(${wanted}::uuid[])`.execute(work.tx);
  if (rows.length !== wanted.length) throw new AppError('agents.not_found');
  await sql`delete from agent_departments
    where department_id = ${departmentId} and agent_id <> all(${wanted}::uuid[])`.execute(work.tx);
  await sql`insert into agent_departments (department_id, agent_id)
    select ${departmentId}, unnest(${wanted}::uuid[]) on conflict do nothing`.execute(work.tx);
}

async function tell(
  { departmentId, action, fields }: { departmentId: string; action: string; fields: string[] },
  work: Work,
): Promise<void> {
  const subject = { type: 'department', id: departmentId };
  await appendEvents([event('department.changed@1', subject, { departmentId })], work);
  await recordAudit(
    { action, subjectType: 'department', subjectId: departmentId, details: { fields } },
    work,
  );
}

async function oneDepartment(id: string, work: Work): Promise<Department> {
  const [found] = await listDepartments(work.tx, [id]);
  if (!found) throw new AppError('departments.not_found');
  return found;
}

function withoutAbsent<T extends object>(changes: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) as never;
}
