import type { SlaPolicy } from '@ventanilla/contracts/sla';
import { type Selectable, sql } from 'kysely';
import type { Database, Db } from '../../platform/db/database.ts';
import { keepPlan } from '../../platform/db/kept-plans.ts';

export type PolicyRow = Selectable<Database['sla_policies']>;

/** Policies in their order; `onlyActive`: those that promise something now. */
export async function readPolicies({ onlyActive }: { onlyActive: boolean }, db: Db): Promise<PolicyRow[]> {
  const { rows } = await sql<PolicyRow>`
    select * from sla_policies where active or not ${onlyActive}::boolean order by position, id ${keepPlan}`.execute(
    db,
  );
  return rows;
}

/** Every policy in its order, those that promise nothing now included. */
export async function listPolicies(db: Db): Promise<SlaPolicy[]> {
  return (await readPolicies({ onlyActive: false }, db)).map(toPolicy);
}

export function toPolicy(row: PolicyRow): SlaPolicy {
  const { id, name, filter, targets, pauses, active, version } = row;
  return { id, name, filter, calendarId: row.calendar_id, targets, pauses, active, version };
}
