import type { Language } from '@ventanilla/contracts/common';
import type { Permission } from '@ventanilla/contracts/permissions';
import { sql } from 'kysely';
import type { Db } from '../../../platform/db/database.ts';

export interface AgentToTell {
  id: string;
  name: string;
  email: string;
  language: Language;
}

/** The active agents whose role holds a permission, by name. */
export async function listAgentsWhoMay(
  { permission }: { permission: Permission },
  db: Db,
): Promise<AgentToTell[]> {
  const { rows } = await sql<AgentToTell>`
    select a.id, a.name, a.email, a.language from agents a join roles r on r.key = a.role_key
    where a.active and ${permission} = any(r.permissions) order by a.name, a.id`.execute(db);
  return rows;
}
