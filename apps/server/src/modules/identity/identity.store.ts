import { isDeepStrictEqual } from 'node:util';
import type { Agent, ApiKey } from '@ventanilla/contracts/identity';
import {
  isScopeWithin,
  type NarrowablePermission,
  narrowable,
  type Permission,
  type Powers,
  permissions,
} from '@ventanilla/contracts/permissions';
import { type Selectable, sql } from 'kysely';
import type { Actor } from '../../platform/actor.ts';
import { recordAudit } from '../../platform/audit.ts';
import { toInstant } from '../../platform/clock.ts';
import type { Database, Db } from '../../platform/db/database.ts';
import { AppError } from '../../platform/errors.ts';
import { appendEvents, event } from '../../platform/events/index.ts';
import { imageVersion } from '../../platform/files/images.ts';
import type { Work } from '../../platform/work.ts';
import { shortSessionMs } from './identity.config.ts';

export type AgentRow = Selectable<Database['agents']>;
export type ApiKeyRow = Selectable<Database['api_keys']>;

/** Orders what may happen to an installation once: its set-up, and the making of its links. */
export const setupLock = 7_265_002;

/** Address of a photo, which changes with it. */
export function photoUrlOf({ id, photo_sha256 }: { id: string; photo_sha256: string | null }): string | null {
  return photo_sha256 && `/api/v1/agents/${id}/photo?v=${imageVersion(photo_sha256)}`;
}

export function toAgent(row: AgentRow): Agent {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    roleKey: row.role_key,
    active: row.active,
    language: row.language,
    photoUrl: photoUrlOf(row),
    twoFactor: row.two_factor_since !== null,
    version: row.version,
    createdAt: toInstant(row.created_at),
  };
}

/** Who made a key, with what they may do now; null: the command line. */
export interface KeyMaker {
  name: string;
  active: boolean;
  permissions: readonly string[];
}

export function toApiKey(row: ApiKeyRow, maker: KeyMaker | null): ApiKey {
  return {
    id: row.id,
    name: row.name,
    prefix: row.prefix,
    scopes: knownPermissions(row.scopes),
    state: row.revoked_at ? 'revoked' : keyState(row.scopes, maker),
    createdBy: maker?.name ?? null,
    createdAt: toInstant(row.created_at),
    lastUsedAt: toInstant(row.last_used_at),
    revokedAt: toInstant(row.revoked_at),
  };
}

function keyState(scopes: readonly string[], maker: KeyMaker | null): 'working' | 'limited' | 'stopped' {
  if (!maker) return 'working';
  if (!maker.active) return 'stopped';
  return knownPermissions(scopes).every((scope) => maker.permissions.includes(scope)) ? 'working' : 'limited';
}

/** Drops what this version of the product no longer knows. */
export function knownPermissions(held: readonly string[]): Permission[] {
  return permissions.filter((permission) => held.includes(permission));
}

export async function hasAgents(db: Db): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`select exists (select from agents) as found`.execute(db);
  return rows[0]?.found ?? false;
}

/**
 * Nobody gives a role that can do more than they can; an API key that manages agents is not an administrator.
 * Throws `roles.not_found` and `auth.forbidden`.
 */
export async function demandRoleWithin(input: { roleKey: string; actor: Actor }, db: Db): Promise<void> {
  const role = await db
    .selectFrom('roles')
    .select(['permissions', 'scope', 'narrower'])
    .where('key', '=', input.roleKey)
    .executeTakeFirst();
  if (!role) throw new AppError('roles.not_found');
  demandPowersWithin({ ...role, permissions: knownPermissions(role.permissions) }, input.actor);
}

/** Throws `auth.forbidden` for powers beyond the actor's own: what they may not do, or not do to as many tickets. */
export function demandPowersWithin(asked: Powers, actor: Actor): void {
  // What reads no further than the actor does so wherever either of its two limits keeps it within theirs.
  const isWithin = (permission: NarrowablePermission) => {
    const limit = actor.narrower[permission] ?? actor.scope;
    return [asked.scope, asked.narrower[permission] ?? asked.scope].some((scope) =>
      isScopeWithin(scope, limit),
    );
  };
  const goesFurther =
    !isScopeWithin(asked.scope, actor.scope) ||
    asked.permissions.some((permission) => !actor.permissions.has(permission)) ||
    narrowable.some((permission) => asked.permissions.includes(permission) && !isWithin(permission));
  if (goesFurther) throw new AppError('auth.forbidden');
}

/**
 * The agent's row, locked, if it is still at the version that the caller saw. The active administrators are locked
 * with it, in one order, so that two of them cannot give up the role at once.
 */
export async function lockAgent(input: { agentId: string; version: number }, work: Work) {
  const rows = await work.tx
    .selectFrom('agents')
    .selectAll()
    .where((eb) =>
      eb.or([eb('id', '=', input.agentId), eb.and([eb('role_key', '=', 'admin'), eb('active', '=', true)])]),
    )
    .orderBy('id')
    .forUpdate()
    .execute();
  const agent = rows.find(({ id }) => id === input.agentId);
  if (!agent) throw new AppError('agents.not_found');
  if (agent.version !== input.version) throw new AppError('agents.stale_version');
  const admins = rows.filter(({ role_key, active }) => role_key === 'admin' && active);
  return { agent, isLastAdmin: admins.length === 1 && admins[0]?.id === agent.id };
}

/** An agent's row, locked. Throws `agents.not_found`. */
export async function lockOneAgent({ agentId }: { agentId: string }, work: Work): Promise<AgentRow> {
  const agent = await work.tx
    .selectFrom('agents')
    .selectAll()
    .where('id', '=', agentId)
    .forUpdate()
    .executeTakeFirst();
  if (!agent) throw new AppError('agents.not_found');
  return agent;
}

/** A session that was just opened ends after `shortSessionMs` without use; using it prolongs it by as much. */
export async function shortenSession({ sessionId }: { sessionId: string }, work: Work): Promise<void> {
  const expiresAt = new Date(work.now.getTime() + shortSessionMs);
  await sql`update auth.session set "expiresAt" = ${expiresAt}, "updatedAt" = ${work.now}
    where id = ${sessionId}`.execute(work.tx);
}

/** Ends one session of an agent, or all of them; whoever holds a stream open learns it from the event. */
export async function endSessions(
  input: { agentId: string; sessionId: string | null },
  work: Work,
): Promise<{ ended: number }> {
  const { rows } = await sql`
    delete from auth.session s using agents a
    where a.id = ${input.agentId} and s."userId" = a.auth_user_id
      and ${input.sessionId === null ? sql`true` : sql`s.id = ${input.sessionId}`}
    returning s.id`.execute(work.tx);
  if (rows.length > 0) {
    const subject = { type: 'agent', id: input.agentId };
    await appendEvents([event('agent.sessions_revoked@1', subject, input)], work);
  }
  return { ended: rows.length };
}

/** Ends every session of an agent but the one from which they ask for it. */
export async function endOtherSessions(
  { agentId, sessionId }: { agentId: string; sessionId: string | null },
  work: Work,
): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select s.id from auth.session s join agents a on s."userId" = a.auth_user_id
    where a.id = ${agentId} and s.id is distinct from ${sessionId} order by s.id`.execute(work.tx);
  for (const { id } of rows) await endSessions({ agentId, sessionId: id }, work);
}

/** The new name of an agent, where better-auth keeps it. */
async function renameUser(input: { agent: AgentRow; name: string }, work: Work) {
  await work.tx
    .updateTable('auth.user')
    .set({ name: input.name, updatedAt: work.now })
    .where('id', '=', input.agent.auth_user_id)
    .execute();
}

/** Old and new of what is personal go where they can be erased. */
async function recordPersonal(
  input: { agent: AgentRow; field: 'name' | 'signature'; value: string; eventId: number },
  work: Work,
) {
  const { agent, field, value } = input;
  await work.tx
    .insertInto('field_versions')
    .values({
      id: work.ids.uuid(),
      event_id: input.eventId,
      subject_type: 'agent',
      subject_id: agent.id,
      field,
      old_value: JSON.stringify(agent[field]),
      new_value: JSON.stringify(value),
    })
    .execute();
}

/** Writes what changed of an agent whose row the caller has locked, with its event and its line in the audit log. */
export async function changeAgent(
  input: { agent: AgentRow; changes: Partial<Omit<AgentRow, 'id' | 'auth_user_id' | 'email' | 'version'>> },
  work: Work,
): Promise<AgentRow> {
  const { agent } = input;
  const changes = Object.fromEntries(
    Object.entries(input.changes).filter(
      ([field, value]) => value !== undefined && !isDeepStrictEqual(value, agent[field as 'name']),
    ),
  ) as typeof input.changes;
  const fields = Object.keys(changes);
  if (fields.length === 0) return agent;
  const { preferences, ...columns } = changes;
  const changed = await work.tx
    .updateTable('agents')
    .set({
      ...columns,
      ...(preferences ? { preferences: JSON.stringify(preferences) } : {}),
      version: agent.version + 1,
    })
    .where('id', '=', agent.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  const payload = { agentId: agent.id, roleKey: changed.role_key, active: changed.active };
  const [eventId = 0] = await appendEvents(
    [event('agent.changed@1', { type: 'agent', id: agent.id }, payload)],
    work,
  );
  if (changes.name !== undefined) await renameUser({ agent, name: changes.name }, work);
  for (const field of ['name', 'signature'] as const) {
    const value = changes[field];
    if (value !== undefined) await recordPersonal({ agent, field, value, eventId }, work);
  }
  const before = { roleKey: agent.role_key, active: agent.active };
  const details = { fields, roleKey: changed.role_key, active: changed.active, before };
  await recordAudit({ action: 'agent.changed', subjectType: 'agent', subjectId: agent.id, details }, work);
  return changed;
}
