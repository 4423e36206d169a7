import type { Agent } from '@ventanilla/contracts/identity';
import { sql } from 'kysely';
import type { Db } from '../../../platform/db/database.ts';
import { toAgent } from '../identity.store.ts';

/** Every agent, blocked ones included, as a Spanish speaker sorts names. */
export async function listAgents(db: Db): Promise<Agent[]> {
  const rows = await db
    .selectFrom('agents')
    .selectAll()
    .orderBy(sql`name collate "es-x-icu"`)
    .orderBy('id')
    .execute();
  return rows.map(toAgent);
}
