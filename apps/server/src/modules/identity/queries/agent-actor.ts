import type { Language } from '@ventanilla/contracts/common';
import { sql } from 'kysely';
import type { Actor, Scope } from '../../../platform/actor.ts';
import type { Db } from '../../../platform/db/database.ts';
import { knownPermissions } from '../identity.store.ts';

/**
 * An agent as actor with what they may do now, for what they asked to be done later; null when they are disabled or
 * gone.
 */
export async function findAgentActor(
  who: { agentId: string } | { email: string },
  db: Db,
): Promise<Actor | null> {
  const isThem =
    'agentId' in who ? sql`a.id = ${who.agentId}` : sql`lower(a.email) = ${who.email.toLowerCase()}`;
  const { rows } = await sql<{
    id: string;
    name: string;
    language: Language;
    permissions: string[];
    scope: Scope;
  }>`
    select a.id, a.name, a.language, r.permissions, r.scope from agents a join roles r on r.key = a.role_key
    where ${isThem} and a.active`.execute(db);
  const row = rows[0];
  if (!row) return null;
  return {
    kind: 'agent',
    id: row.id,
    name: row.name,
    permissions: new Set(knownPermissions(row.permissions)),
    scope: row.scope,
    language: row.language,
    sessionId: null,
  };
}
