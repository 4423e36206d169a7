import { sql } from 'kysely';
import type { Db } from '../../../platform/db/database.ts';

/**
 * Who watches over a ticket that nobody has: the members of its department; where it has none, the supervisors of the
 * house, else its administrators.
 */
export async function listWatchers(
  { departmentId }: { departmentId: string | null },
  db: Db,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with watching as (
      select a.id, case when m.agent_id is not null then 1 when a.role_key = 'supervisor' then 2 else 3 end as turn
      from agents a
      left join agent_departments m on m.agent_id = a.id and m.department_id = ${departmentId}
      where a.active and (m.agent_id is not null or a.role_key in ('supervisor', 'admin')))
    select id from watching where turn = (select min(turn) from watching) order by id`.execute(db);
  return rows.map(({ id }) => id);
}
