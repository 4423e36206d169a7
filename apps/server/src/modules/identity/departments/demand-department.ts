import type { Db } from '../../../platform/db/database.ts';
import { AppError } from '../../../platform/errors.ts';

/** Makes sure that a department takes tickets. Throws `departments.not_found` and `departments.retired`. */
export async function demandDepartment({ departmentId }: { departmentId: string }, db: Db): Promise<void> {
  const department = await db
    .selectFrom('departments')
    .select('active')
    .where('id', '=', departmentId)
    .executeTakeFirst();
  if (!department) throw new AppError('departments.not_found');
  if (!department.active) throw new AppError('departments.retired');
}
