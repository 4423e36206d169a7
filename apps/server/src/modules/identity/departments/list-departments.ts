import type { Department } from '@ventanilla/contracts/departments';
import { sql } from 'kysely';
import type { Db } from '../../../platform/db/database.ts';

interface DepartmentRow {
  id: string;
  name: string;
  description: string;
  kind: Department['kind'];
  active: boolean;
  position: number;
  version: number;
  calendar_id: string | null;
  member_ids: string[];
}

/** Every department in its order, or those named. */
export async function listDepartments(db: Db, ids?: readonly string[]): Promise<Department[]> {
  const { rows } = await sql<DepartmentRow>`
    select d.id, d.name, d.description, d.kind, d.active, d.position, d.version, d.calendar_id,
      array(select m.agent_id from agent_departments m where m.department_id = d.id order by 1) as member_ids
    from departments d where ${ids ? sql`d.id = any(${[...ids]}::uuid[])` : sql`true`}
    order by d.position, d.id`.execute(db);
  return rows.map(({ member_ids, calendar_id, ...row }) => ({
    ...row,
    calendarId: calendar_id,
    memberIds: member_ids,
  }));
}
