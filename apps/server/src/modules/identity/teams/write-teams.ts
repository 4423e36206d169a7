import { type Team, teamsMax } from '@ventanilla/contracts/department-rules';
import { sql } from 'kysely';
import { recordAudit } from '../../../platform/audit.ts';
import { demandFreeName } from '../../../platform/db/free-name.ts';
import { AppError } from '../../../platform/errors.ts';
import { appendEvents, event } from '../../../platform/events/index.ts';
import type { Work } from '../../../platform/work.ts';
import { demandSight, lockDepartments } from '../departments/write-departments.ts';
import { listTeams } from './list-teams.ts';

const teamNames = { table: 'teams', taken: 'teams.name_taken' } as const;

/** Throws `teams.name_taken`, `teams.too_many` and `agents.not_found`. */
export async function createTeam(
  input: Pick<Team, 'name' | 'note' | 'memberIds'>,
  work: Work,
): Promise<Team> {
  await lockTeams(work);
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from teams`.execute(work.tx);
  if (rows[0]!.count >= teamsMax) throw new AppError('teams.too_many', { params: { max: teamsMax } });
  await demandFreeName({ name: input.name, ...teamNames, except: null }, work);
  const id = work.ids.uuid();
  await work.tx
    .insertInto('teams')
    .values({ id, name: input.name, note: input.note, created_at: work.now })
    .execute();
  await setMembers({ teamId: id, memberIds: input.memberIds }, work);
  await tell({ teamId: id, action: 'team.created', fields: [] }, work);
  return oneTeam(id, work);
}

/**
 * Whoever joins or leaves may do something else from then on, on open screens too; so nobody changes who is in a team
 * that the rules of a department name whose tickets they do not see: `auth.forbidden`. Throws `teams.not_found`,
 * `teams.stale_version`, `teams.name_taken` and `agents.not_found`.
 */
export async function updateTeam(
  input: {
    teamId: string;
    version: number;
    changes: { [K in 'name' | 'note' | 'memberIds' | 'active']?: Team[K] | undefined };
  },
  work: Work,
): Promise<Team> {
  await lockTeams(work);
  const before = await oneTeam(input.teamId, work);
  if (before.version !== input.version) throw new AppError('teams.stale_version');
  const { name = before.name, note = before.note, active = before.active, memberIds } = input.changes;
  if (name !== before.name) await demandFreeName({ name, ...teamNames, except: before.id }, work);
  if (memberIds !== undefined || active !== before.active) await demandSightOfItsDepartments(before.id, work);
  await work.tx
    .updateTable('teams')
    .set({ name, note, active, version: before.version + 1 })
    .where('id', '=', before.id)
    .execute();
  if (memberIds) await setMembers({ teamId: before.id, memberIds }, work);
  const fields = Object.entries(input.changes).flatMap(([field, value]) =>
    value === undefined ? [] : [field],
  );
  await tell({ teamId: before.id, action: 'team.changed', fields }, work);
  return oneTeam(before.id, work);
}

/** Throws `auth.forbidden` for who does not see every department that names it. */
async function demandSightOfItsDepartments(teamId: string, work: Work): Promise<void> {
  // Whoever writes rules waits, so that no department begins to name it meanwhile.
  await lockDepartments(work);
  const { rows } = await sql<{ id: string }>`
    select id from departments where strpos(rules::text || notices::text, ${teamId}) > 0`.execute(work.tx);
  for (const { id } of rows) demandSight(id, work.actor);
}

async function lockTeams(work: Work): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('teams', 0))`.execute(work.tx);
}

async function setMembers(
  { teamId, memberIds }: { teamId: string; memberIds: readonly string[] },
  work: Work,
): Promise<void> {
  const wanted = [...new Set(memberIds)];
  const { rows } = await sql`select from agents where id = any(${wanted}::uuid[])`.execute(work.tx);
  if (rows.length !== wanted.length) throw new AppError('agents.not_found');
  await sql`delete from agent_teams
    where team_id = ${teamId} and agent_id <> all(${wanted}::uuid[])`.execute(work.tx);
  await sql`insert into agent_teams (team_id, agent_id)
    select ${teamId}, unnest(${wanted}::uuid[]) on conflict do nothing`.execute(work.tx);
}

async function tell(
  { teamId, action, fields }: { teamId: string; action: string; fields: string[] },
  work: Work,
): Promise<void> {
  await appendEvents([event('team.changed@1', { type: 'team', id: teamId }, { teamId })], work);
  await recordAudit({ action, subjectType: 'team', subjectId: teamId, details: { fields } }, work);
}

async function oneTeam(id: string, work: Work): Promise<Team> {
  const [found] = await listTeams(work.tx, id);
  if (!found) throw new AppError('teams.not_found');
  return found;
}
