import { type GoalsOf, type GoalTargets, goalMetrics } from '@ventanilla/contracts/goals';
import { sql } from 'kysely';
import type { Actor } from '../../platform/actor.ts';
import { recordAudit } from '../../platform/audit.ts';
import type { Db } from '../../platform/db/database.ts';
import { AppError } from '../../platform/errors.ts';
import type { Work } from '../../platform/work.ts';
import { listOverseen } from '../identity/index.ts';
import type { GoalRow } from './goals.rules.ts';

export async function readGoals(db: Db): Promise<GoalRow[]> {
  return db.selectFrom('goals').selectAll().execute();
}

/** Goals of the people whom the actor looks after, and of the departments that they see. */
export async function listGoals({ actor }: { actor: Actor }, db: Db): Promise<GoalsOf[]> {
  const overseen = new Set((await listOverseen({ actor }, db)).map(({ id }) => id));
  const found = new Map<string, GoalsOf>();
  for (const { agent_id, department_id, metric, target } of await readGoals(db)) {
    const isSeen = agent_id === null ? seesDepartment(department_id!, actor) : overseen.has(agent_id);
    if (!isSeen) continue;
    const key = `${agent_id}/${department_id}`;
    const goals = found.get(key) ?? { agentId: agent_id, departmentId: department_id, targets: none() };
    goals.targets[metric] = target;
    found.set(key, goals);
  }
  return [...found.values()];
}

/** Throws `agents.not_found` and `departments.not_found`, also of those whom the actor does not look after. */
export async function setGoals(goals: GoalsOf, work: Work): Promise<void> {
  const { agentId, departmentId, targets } = goals;
  await demandHolder(goals, work);
  await sql`delete from goals where agent_id is not distinct from ${agentId}::uuid
    and department_id is not distinct from ${departmentId}::uuid`.execute(work.tx);
  const rows = goalMetrics.flatMap((metric) => {
    const target = targets[metric];
    return target === null ? [] : [{ agent_id: agentId, department_id: departmentId, metric, target }];
  });
  if (rows.length > 0) await work.tx.insertInto('goals').values(rows).execute();
  const subject =
    agentId === null ? { type: 'department', id: departmentId! } : { type: 'agent', id: agentId };
  await recordAudit(
    { action: 'goals.changed', subjectType: subject.type, subjectId: subject.id, details: { targets } },
    work,
  );
}

/** Locks whoever has the goals, so that of two who set them at once one comes after the other. */
async function demandHolder({ agentId, departmentId }: GoalsOf, work: Work): Promise<void> {
  if (agentId !== null) {
    const overseen = await listOverseen({ actor: work.actor }, work.tx);
    if (!overseen.some(({ id }) => id === agentId)) throw new AppError('agents.not_found');
    await sql`select from agents where id = ${agentId} for no key update`.execute(work.tx);
    return;
  }
  const { rows } =
    await sql`select from departments where id = ${departmentId} and active for no key update`.execute(
      work.tx,
    );
  if (rows.length === 0 || !seesDepartment(departmentId!, work.actor))
    throw new AppError('departments.not_found');
}

function seesDepartment(departmentId: string, actor: Actor): boolean {
  return (
    actor.scope === 'all' || (actor.scope === 'departments' && actor.departmentIds.includes(departmentId))
  );
}

const none = (): GoalTargets => ({ attended: null, closed: null, first_in_time: null });
