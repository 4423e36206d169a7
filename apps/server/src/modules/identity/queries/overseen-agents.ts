import { sql } from 'kysely';
import type { Actor } from '../../../platform/actor.ts';
import type { Db } from '../../../platform/db/database.ts';
import { photoUrlOf } from '../identity.store.ts';

export interface OverseenAgent {
  id: string;
  name: string;
  photoUrl: string | null;
  roleKey: string;
  departmentIds: string[];
  teamIds: string[];
  /** Calendar of the first of their departments that has one. */
  calendarId: string | null;
  openMax: number | null;
}

interface Row extends Omit<OverseenAgent, 'photoUrl'> {
  photo_sha256: string | null;
}

/**
 * The agents whom an actor looks after, by name: everybody for whoever sees every ticket, the people of their
 * departments for whoever sees those, and themselves alone for anybody else. Nobody who only reads is among them.
 */
export async function listOverseen({ actor }: { actor: Actor }, db: Db): Promise<OverseenAgent[]> {
  const reach =
    actor.scope === 'all'
      ? sql`true`
      : actor.scope === 'departments'
        ? sql`(a.id = ${actor.id}::uuid or exists (select 1 from agent_departments m
            where m.agent_id = a.id and m.department_id = any(${[...actor.departmentIds]}::uuid[])))`
        : sql`a.id = ${actor.id}::uuid`;
  const { rows } = await sql<Row>`
    select a.id, a.name, a.photo_sha256, a.role_key as "roleKey", a.open_max as "openMax",
      array(select m.department_id from agent_departments m join departments d on d.id = m.department_id
        where m.agent_id = a.id order by d.position) as "departmentIds",
      array(select m.team_id from agent_teams m where m.agent_id = a.id order by 1) as "teamIds",
      (select d.calendar_id from agent_departments m join departments d on d.id = m.department_id
        where m.agent_id = a.id and d.calendar_id is not null order by d.position limit 1) as "calendarId"
    from agents a join roles r on r.key = a.role_key
    where a.active and r.permissions && '{tickets:take,tickets:reply}'::text[] and ${reach}
    order by a.name collate "es-x-icu", a.id`.execute(db);
  return rows.map(({ photo_sha256, ...agent }) => ({
    ...agent,
    photoUrl: photoUrlOf({ id: agent.id, photo_sha256 }),
  }));
}
