import type { Language } from '@ventanilla/contracts/common';
import type { FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import { type Actor, systemActor } from '../../../platform/actor.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { Db } from '../../../platform/db/database.ts';
import { keepPlan } from '../../../platform/db/kept-plans.ts';
import { AppError } from '../../../platform/errors.ts';
import { pickLanguage } from '../../../platform/http/problem.ts';
import { apiKeyUseGrainMs, sessionRenewAfterMs } from '../identity.config.ts';
import { hashSecret } from '../identity.rules.ts';
import { knownPermissions } from '../identity.store.ts';
import { type PowersRow, powersColumns, powersOf } from '../powers.ts';
import type { SessionCookie } from '../session-cookie.ts';

interface Deps {
  db: Db;
  clock: Clock;
  cookie: SessionCookie;
}

/**
 * Who makes a request: the agent of its session cookie, or the program of its `Authorization: Bearer vk_…`; null for
 * nobody. One indexed query of about 0.4 ms and no cache, so that what was revoked anywhere ends at once everywhere.
 * Throws `auth.invalid_api_key` for a bearer that is not, or no longer, a key.
 */
export async function authenticate(request: FastifyRequest, deps: Deps): Promise<Actor | null> {
  const bearer = /^bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (bearer !== undefined) {
    const language = pickLanguage(request.headers['accept-language']);
    return authenticateKey({ secret: bearer, language }, deps);
  }
  const session = deps.cookie.read(request.cookies);
  return session && authenticateSession(session, deps);
}

interface SessionRow extends PowersRow {
  session_id: string;
  renewed_at: Date;
  expires_at: Date;
  agent_id: string;
  name: string;
  language: Language;
}

export async function authenticateSession({ token }: { token: string }, { db, clock }: Omit<Deps, 'cookie'>) {
  const now = clock.now();
  const { rows } = await sql<SessionRow>`
    select s.id as session_id, s."updatedAt" as renewed_at, s."expiresAt" as expires_at,
      a.id as agent_id, a.name, a.language, ${powersColumns}
    from auth.session s join agents a on a.auth_user_id = s."userId" join roles r on r.key = a.role_key
    where s.token = ${token} and s."expiresAt" > ${now} and a.active ${keepPlan}`.execute(db);
  const row = rows[0];
  if (!row) return null;
  if (now.getTime() - row.renewed_at.getTime() >= sessionRenewAfterMs) {
    // Each session goes on for as long as it was opened for.
    const lastsMs = row.expires_at.getTime() - row.renewed_at.getTime();
    const expiresAt = new Date(now.getTime() + lastsMs);
    await sql`update auth.session set "expiresAt" = ${expiresAt}, "updatedAt" = ${now}
      where id = ${row.session_id}`.execute(db);
  }
  return {
    kind: 'agent',
    id: row.agent_id,
    name: row.name,
    ...powersOf(row),
    language: row.language,
    sessionId: row.session_id,
  } satisfies Actor;
}

interface KeyRow extends PowersRow {
  id: string;
  name: string;
  scopes: string[];
  last_used_at: Date | null;
  created_by: string | null;
  active: boolean | null;
}

async function authenticateKey(
  { secret, language }: { secret: string; language: Language },
  { db, clock }: Deps,
): Promise<Actor> {
  const { rows } = secret.startsWith('vk_')
    ? await sql<KeyRow>`
        select k.id, k.name, k.scopes, k.last_used_at, k.created_by, a.active, ${powersColumns}
        from api_keys k left join agents a on a.id = k.created_by left join roles r on r.key = a.role_key
        where k.secret_hash = ${hashSecret(secret)} and k.revoked_at is null`.execute(db)
    : { rows: [] };
  const row = rows[0];
  // It ends with the access of whoever made it, and never does more than they may do now.
  if (!row || (row.created_by !== null && !row.active)) throw new AppError('auth.invalid_api_key');
  const held = knownPermissions(row.scopes).filter(
    (scope) => row.created_by === null || row.permissions.includes(scope),
  );
  const now = clock.now();
  if (!row.last_used_at || now.getTime() - row.last_used_at.getTime() >= apiKeyUseGrainMs) {
    await db.updateTable('api_keys').set({ last_used_at: now }).where('id', '=', row.id).execute();
  }
  return {
    ...(row.created_by === null ? systemActor : powersOf(row)),
    kind: 'api_key',
    id: row.id,
    name: row.name,
    permissions: new Set(held),
    language,
    sessionId: null,
  };
}
