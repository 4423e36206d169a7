import { policiesMax, type SlaPolicyBody } from '@ventanilla/contracts/sla';
import { sql } from 'kysely';
import { recordAudit } from '../../../platform/audit.ts';
import { demandFreeName } from '../../../platform/db/free-name.ts';
import { AppError } from '../../../platform/errors.ts';
import { appendEvents, event } from '../../../platform/events/index.ts';
import type { Work } from '../../../platform/work.ts';
import { type PolicyRow, readPolicies } from '../sla.store.ts';

const policyNames = { table: 'sla_policies', taken: 'sla.name_taken' } as const;

/** Adds a policy before all others. Throws `sla.name_taken`, `sla.too_many` and `calendars.not_found`. */
export async function createPolicy(input: SlaPolicyBody, work: Work): Promise<PolicyRow> {
  const policies = await lockPolicies(work);
  if (policies.length >= policiesMax) throw new AppError('sla.too_many', { params: { max: policiesMax } });
  await demandFreeName({ name: input.name, ...policyNames, except: null }, work);
  await demandCalendar(input.calendarId, work);
  const first = Math.min(1, ...policies.map(({ position }) => position)) - 1;
  const row = await work.tx
    .insertInto('sla_policies')
    .values({ id: work.ids.uuid(), position: first, ...columnsOf(input) })
    .returningAll()
    .executeTakeFirstOrThrow();
  await tell({ policyId: row.id, action: 'sla_policy.created' }, work);
  return row;
}

/** Throws `sla.not_found`, `sla.stale_version`, `sla.name_taken` and `calendars.not_found`. */
export async function updatePolicy(
  input: { policyId: string; version: number; policy: SlaPolicyBody },
  work: Work,
): Promise<PolicyRow> {
  const policies = await lockPolicies(work);
  const row = policies.find(({ id }) => id === input.policyId);
  if (!row) throw new AppError('sla.not_found');
  if (row.version !== input.version) throw new AppError('sla.stale_version');
  await demandFreeName({ name: input.policy.name, ...policyNames, except: row.id }, work);
  await demandCalendar(input.policy.calendarId, work);
  const changed = await work.tx
    .updateTable('sla_policies')
    .set({ ...columnsOf(input.policy), version: row.version + 1 })
    .where('id', '=', row.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  await tell({ policyId: row.id, action: 'sla_policy.changed' }, work);
  return changed;
}

/** Clocks that ended under it stay on record. Throws `sla.not_found` and `sla.stale_version`. */
export async function deletePolicy(
  { policyId, version }: { policyId: string; version: number },
  work: Work,
): Promise<void> {
  const row = (await lockPolicies(work)).find(({ id }) => id === policyId);
  if (!row) throw new AppError('sla.not_found');
  if (row.version !== version) throw new AppError('sla.stale_version');
  await work.tx.deleteFrom('sla_policies').where('id', '=', policyId).execute();
  await tell({ policyId, action: 'sla_policy.removed' }, work);
}

/** Those that are not named come last, as they were. */
export async function orderPolicies(
  { policyIds }: { policyIds: readonly string[] },
  work: Work,
): Promise<void> {
  await lockPolicies(work);
  await sql`
    update sla_policies p set position = o.position
    from (select id, row_number() over (
        order by array_position(${[...policyIds]}::uuid[], id) nulls last, position, id) as position
      from sla_policies) o
    where o.id = p.id and p.position <> o.position`.execute(work.tx);
  await tell({ policyId: null, action: 'sla_policies.ordered' }, work);
}

function columnsOf({ name, filter, calendarId, targets, pauses, active }: SlaPolicyBody) {
  return {
    name,
    filter: JSON.stringify(filter),
    calendar_id: calendarId,
    targets: JSON.stringify(targets),
    pauses: JSON.stringify(pauses),
    active,
  };
}

/** Names, order and numbers of policies are decided by one after the other. */
async function lockPolicies(work: Work): Promise<PolicyRow[]> {
  await sql`select pg_advisory_xact_lock(hashtextextended('sla_policies', 0))`.execute(work.tx);
  return readPolicies({ onlyActive: false }, work.tx);
}

/** Held to the end of the transaction, so that nobody removes it meanwhile. */
async function demandCalendar(calendarId: string | null, work: Work): Promise<void> {
  if (calendarId === null) return;
  const { rows } = await sql`select from calendars where id = ${calendarId} for key share`.execute(work.tx);
  if (rows.length === 0) throw new AppError('calendars.not_found');
}

const everyPolicy = '00000000-0000-0000-0000-000000000000';

async function tell({ policyId, action }: { policyId: string | null; action: string }, work: Work) {
  const subject = { type: 'sla_policy', id: policyId ?? everyPolicy };
  await appendEvents([event('sla.policies_changed@1', subject, { policyId })], work);
  await recordAudit({ action, subjectType: 'sla_policy', subjectId: subject.id }, work);
}
