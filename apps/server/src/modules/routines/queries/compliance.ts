import { type ComplianceRow, notKeptShown, type RoutineCompliance } from '@ventanilla/contracts/routine-runs';
import { sql } from 'kysely';
import type { Actor } from '../../../platform/actor.ts';
import { toInstant } from '../../../platform/clock.ts';
import type { Db } from '../../../platform/db/database.ts';
import { listOverseen } from '../../identity/index.ts';
import type { ItemOfRun } from '../run.rules.ts';

const dayMs = 86_400_000;

interface NotKeptRow {
  id: string;
  agent_id: string;
  name: string;
  due_at: Date;
  state: 'missed' | 'skipped';
  items: ItemOfRun[];
}

/** What became of what was due in the last days, by person and routine, of those whom the actor looks after. */
export async function readCompliance(
  { actor, days, now }: { actor: Actor; days: number; now: Date },
  db: Db,
): Promise<RoutineCompliance> {
  const from = new Date(now.getTime() - days * dayMs);
  const agents = new Map((await listOverseen({ actor }, db)).map(({ id, name }) => [id, name]));
  const ofThem = sql`u.agent_id = any(${[...agents.keys()]}::uuid[]) and u.due_at > ${from} and u.due_at <= ${now}`;
  const { rows } = await sql<Omit<ComplianceRow, 'agentName'>>`
    select u.agent_id as "agentId", u.routine_id as "routineId", r.name as "routineName",
      count(*) filter (where u.state = 'done' and u.closed_at <= u.due_at)::int as "inTime",
      count(*) filter (where u.state = 'done' and u.closed_at > u.due_at)::int as late,
      count(*) filter (where u.state = 'skipped')::int as skipped,
      count(*) filter (where u.state = 'missed')::int as missed,
      count(*) filter (where u.state = 'open')::int as overdue
    from routine_runs u join routines r on r.id = u.routine_id
    where ${ofThem} group by 1, 2, 3, r.position order by r.position, 3`.execute(db);
  const { rows: notKept } = await sql<NotKeptRow>`
    select u.id, u.agent_id, u.name, u.due_at, u.state, u.items from routine_runs u
    where ${ofThem} and u.state in ('missed', 'skipped')
    order by u.due_at desc, u.id limit ${sql.lit(notKeptShown)}`.execute(db);
  const nameOf = (agentId: string) => agents.get(agentId) ?? '';
  return {
    from: toInstant(from),
    to: toInstant(now),
    rows: rows.map((row) => ({ ...row, agentName: nameOf(row.agentId) })),
    notKept: notKept.map(({ id, agent_id, name, due_at, state, items }) => ({
      id,
      agentName: nameOf(agent_id),
      name,
      dueAt: toInstant(due_at),
      state,
      items: items.filter((item) => item.state !== 'done').map(({ text, note }) => ({ text, note })),
    })),
  };
}
