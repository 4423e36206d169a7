import type { NarrowablePermission, Permission, Scope } from '@ventanilla/contracts/permissions';
import { type Role, rolesMax } from '@ventanilla/contracts/roles';
import { sql } from 'kysely';
import { recordAudit } from '../../../platform/audit.ts';
import { demandFreeName } from '../../../platform/db/free-name.ts';
import { AppError } from '../../../platform/errors.ts';
import { appendEvents, event } from '../../../platform/events/index.ts';
import type { Work } from '../../../platform/work.ts';
import { demandPowersWithin } from '../identity.store.ts';
import { listRoles } from './list-roles.ts';

const roleNames = { table: 'roles', key: 'key', taken: 'roles.name_taken' } as const;

interface Written {
  name: string;
  permissions: Permission[];
  scope: Scope;
  narrower: Partial<Record<NarrowablePermission, Scope>>;
}

/**
 * A role of one's own making. Throws `auth.forbidden` for one that can do more than the actor, `roles.name_taken` and
 * `roles.too_many`.
 */
export async function createRole(input: Written, work: Work): Promise<Role> {
  await lockRoles(work);
  demandPowersWithin(input, work.actor);
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from roles`.execute(work.tx);
  if (rows[0]!.count >= rolesMax) throw new AppError('roles.too_many', { params: { max: rolesMax } });
  await demandFreeName({ name: input.name, ...roleNames, except: null }, work);
  const key = work.ids.uuid();
  await work.tx
    .insertInto('roles')
    .values({ key, ...columnsOf(input) })
    .execute();
  await tell({ key, action: 'role.created', fields: [] }, work);
  return oneRole(key, work);
}

/**
 * Whoever holds it works by it at once. Throws `roles.not_found`, `roles.built_in`, `roles.stale_version`,
 * `roles.name_taken`, and `auth.forbidden` where it can or could do more than the actor.
 */
export async function updateRole(
  input: { roleKey: string; version: number; changes: { [K in keyof Written]?: Written[K] | undefined } },
  work: Work,
): Promise<Role> {
  const before = await lockOwnMade(input.roleKey, work);
  if (before.version !== input.version) throw new AppError('roles.stale_version');
  const changed = Object.entries(input.changes).filter(([, value]) => value !== undefined);
  const after: Written = { ...before, name: before.name ?? '', ...Object.fromEntries(changed) };
  demandPowersWithin(before, work.actor);
  demandPowersWithin(after, work.actor);
  if (after.name !== before.name)
    await demandFreeName({ name: after.name, ...roleNames, except: before.key }, work);
  await work.tx
    .updateTable('roles')
    .set({ ...columnsOf(after), version: before.version + 1 })
    .where('key', '=', before.key)
    .execute();
  const fields = changed.map(([field]) => field);
  await tell({ key: before.key, action: 'role.changed', fields }, work);
  return oneRole(before.key, work);
}

/** Throws `roles.not_found`, `roles.built_in`, and `roles.held` while an agent or an invitation has it. */
export async function removeRole({ roleKey }: { roleKey: string }, work: Work): Promise<void> {
  const role = await lockOwnMade(roleKey, work);
  demandPowersWithin(role, work.actor);
  const { rows } = await sql<{ held: boolean }>`select exists (
      select from agents where role_key = ${roleKey} union all select from invitations where role_key = ${roleKey}
    ) as held`.execute(work.tx);
  if (rows[0]!.held) throw new AppError('roles.held');
  await work.tx.deleteFrom('roles').where('key', '=', roleKey).execute();
  await tell({ key: roleKey, action: 'role.removed', fields: [] }, work);
}

/** Only what the role has can be narrower than what it reads. */
function columnsOf({ name, permissions, scope, narrower }: Written) {
  const held = Object.entries(narrower).filter(([permission]) =>
    permissions.includes(permission as Permission),
  );
  return {
    name,
    permissions: [...new Set(permissions)],
    scope,
    narrower: JSON.stringify(Object.fromEntries(held)),
  };
}

async function lockRoles(work: Work): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('roles', 0))`.execute(work.tx);
}

async function lockOwnMade(key: string, work: Work): Promise<Role> {
  await lockRoles(work);
  const role = await oneRole(key, work);
  if (role.builtIn) throw new AppError('roles.built_in');
  return role;
}

async function oneRole(key: string, work: Work): Promise<Role> {
  const [found] = await listRoles(work.tx, key);
  if (!found) throw new AppError('roles.not_found');
  return found;
}

async function tell(
  { key, action, fields }: { key: string; action: string; fields: string[] },
  work: Work,
): Promise<void> {
  await appendEvents([event('role.changed@1', { type: 'role', id: key }, { roleKey: key })], work);
  await recordAudit({ action, subjectType: 'role', subjectId: key, details: { fields } }, work);
}
