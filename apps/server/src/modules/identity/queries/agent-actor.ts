import type { Language } from '@ventanilla/contracts/common';
import { sql } from 'kysely';
import type { Actor } from '../../../platform/actor.ts';
import type { Db } from '../../../platform/db/database.ts';
import { type PowersRow, powersColumns, powersOf } from '../powers.ts';

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
  const { rows } = await sql<PowersRow & { id: string; name: string; language: Language }>`
    select a.id, a.name, a.language, ${powersColumns} from agents a join roles r on r.key = a.role_key
    where ${isThem} and a.active`.execute(db);
  const row = rows[0];
  if (!row) return null;
  return {
    kind: 'agent',
    id: row.id,
    name: row.name,
    ...powersOf(row),
    language: row.language,
    sessionId: null,
  };
}
