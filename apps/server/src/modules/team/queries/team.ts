import type { GoalProgress } from '@ventanilla/contracts/goals';
import type { TeamMember } from '@ventanilla/contracts/team';
import type { Actor } from '../../../platform/actor.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { Db } from '../../../platform/db/database.ts';
import type { CalendarBooks } from '../../calendar/index.ts';
import { listOverseen, type OverseenAgent } from '../../identity/index.ts';
import { type AgentDay, countUnassigned, readAgentDays } from '../../tickets/index.ts';
import { dayAt } from '../day.ts';
import { goalsToday } from '../goals.rules.ts';
import { readGoals } from '../goals.store.ts';

export interface TeamDeps {
  clock: Clock;
  books: CalendarBooks;
  agentsHere(): ReadonlySet<string>;
}

/** By name. */
export async function getTeam(
  { actor }: { actor: Actor },
  db: Db,
  deps: TeamDeps,
): Promise<{ items: TeamMember[]; unassigned: number }> {
  const here = deps.agentsHere();
  const agents = await listOverseen({ actor }, db);
  const days = await readDays({ agents, actor }, db, deps);
  const items = days.map(({ agent, day, goals }): TeamMember => {
    const { id, name, photoUrl, departmentIds, openMax } = agent;
    const { open, waiting, overdue, attended, lastAt } = day;
    const load = { openMax, open, waiting, overdue, attendedToday: attended, goals, lastAt };
    return { id, name, photoUrl, departmentIds, here: here.has(id) || id === actor.id, ...load };
  });
  return { items, unassigned: await countUnassigned({ actor }, db) };
}

/** The actor's own goals of today; of a program, none. */
export async function getMyGoals(
  { actor }: { actor: Actor },
  db: Db,
  deps: TeamDeps,
): Promise<GoalProgress[]> {
  if (actor.kind !== 'agent' || (await readGoals(db)).length === 0) return [];
  const agents = await listOverseen({ actor: { ...actor, scope: 'own' } }, db);
  const days = await readDays({ agents, actor }, db, deps);
  return days[0]?.goals ?? [];
}

/** How the day of each goes, which begins at midnight where they work. */
async function readDays(
  { agents, actor }: { agents: readonly OverseenAgent[]; actor: Actor },
  db: Db,
  { clock, books }: TeamDeps,
): Promise<{ agent: OverseenAgent; day: AgentDay; goals: GoalProgress[] }[]> {
  const book = await books.read(db);
  const now = clock.now();
  const todays = agents.map((agent) => ({ agent, today: dayAt(now, book.choose([agent.calendarId])) }));
  const began = todays.map(({ agent: { id }, today }) => ({ id, dayBegan: today.began }));
  const days = await readAgentDays({ agents: began, actor }, db);
  const rows = await readGoals(db);
  return todays.map(({ agent, today }) => {
    const day = days.get(agent.id)!;
    return { agent, day, goals: goalsToday(rows, { ...agent, isWorkday: today.isOpen }, day) };
  });
}
