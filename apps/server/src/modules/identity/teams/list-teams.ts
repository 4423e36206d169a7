import type { Team } from '@ventanilla/contracts/department-rules';
import { sql } from 'kysely';
import type { Db } from '../../../platform/db/database.ts';

/** Every team by name, or the one named. */
export async function listTeams(db: Db, id?: string): Promise<Team[]> {
  const { rows } = await sql<Team>`
    select t.id, t.name, t.note, t.active, t.version,
      array(select m.agent_id from agent_teams m where m.team_id = t.id order by 1) as "memberIds"
    from teams t where ${id === undefined ? sql`true` : sql`t.id = ${id}`}
    order by t.name collate "es-x-icu", t.id`.execute(db);
  return rows;
}
