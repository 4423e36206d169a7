import type { BulkAction } from '@ventanilla/contracts/bulk';
import type { StatusCategory } from '@ventanilla/contracts/events';
import { sql } from 'kysely';
import type { Db } from '../../../platform/db/database.ts';
import { AppError } from '../../../platform/errors.ts';
import { demandDepartment } from '../../identity/index.ts';

/**
 * Of an action, that there is whom or what it gives its tickets to, before any of them is looked at; answers the
 * category of the status that it sets. Throws `tickets.unknown_agent`, `tickets.unknown_status` and what
 * `demandDepartment` throws.
 */
export async function demandTarget(action: BulkAction, db: Db): Promise<{ category: StatusCategory | null }> {
  if (action.kind === 'assign' && action.agentId !== null) {
    const { rows } = await sql`select from agents where id = ${action.agentId} and active`.execute(db);
    if (rows.length === 0) throw new AppError('tickets.unknown_agent');
  }
  if (action.kind === 'department' && action.departmentId !== null)
    await demandDepartment({ departmentId: action.departmentId }, db);
  if (action.kind !== 'status') return { category: null };
  const { rows } = await sql<{ category: StatusCategory }>`
    select category from statuses where key = ${action.statusKey} and active`.execute(db);
  if (!rows[0]) throw new AppError('tickets.unknown_status');
  return rows[0];
}
