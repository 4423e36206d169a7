import type { SlaPolicy } from '@ventanilla/contracts/sla';
import type { Selectable } from 'kysely';
import type { Database, Db } from '../../platform/db/database.ts';

export type PolicyRow = Selectable<Database['sla_policies']>;

/** Policies in their order; `onlyActive`: those that promise something now. */
export function readPolicies(options: { onlyActive: boolean }, db: Db): Promise<PolicyRow[]> {
  const query = db.selectFrom('sla_policies').selectAll().orderBy('position').orderBy('id');
  return (options.onlyActive ? query.where('active', '=', true) : query).execute();
}

/** Every policy in its order, those that promise nothing now included. */
export async function listPolicies(db: Db): Promise<SlaPolicy[]> {
  return (await readPolicies({ onlyActive: false }, db)).map(toPolicy);
}

export function toPolicy(row: PolicyRow): SlaPolicy {
  const { id, name, filter, targets, pauses, active, version } = row;
  return { id, name, filter, calendarId: row.calendar_id, targets, pauses, active, version };
}
