import { sql } from 'kysely';
import type { Db } from '../../../platform/db/database.ts';
import { type Powers, type PowersRow, powersColumns, powersOf } from '../powers.ts';

/** What each of these agents may do now, by id; whoever may not sign in is not among them. */
export async function listPowers(
  { agentIds }: { agentIds: readonly string[] },
  db: Db,
): Promise<Map<string, Powers>> {
  const { rows } = await sql<PowersRow & { id: string }>`
    select a.id, ${powersColumns} from agents a join roles r on r.key = a.role_key
    where a.id = any(${[...agentIds]}::uuid[]) and a.active`.execute(db);
  return new Map(rows.map((row) => [row.id, powersOf(row)]));
}
