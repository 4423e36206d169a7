import type { Agent, Department, DepartmentRules, Notices, NoticeTo, Role, Team, Who } from '@ventanilla/web';

/** Everybody whom rules can name. */
export interface People {
  agents: readonly Agent[];
  teams: readonly Team[];
}

/** What is chosen in a field of people: `agent:<id>`, `team:<id>`, `owner` or `members`. */
export function chosenOf({ agentIds, teamIds, owner, members }: Partial<Who>): string[] {
  return [
    ...(agentIds ?? []).map((id) => `agent:${id}`),
    ...(teamIds ?? []).map((id) => `team:${id}`),
    ...(members ? ['members'] : []),
    ...(owner ? ['owner'] : []),
  ];
}

export function whoOf(chosen: readonly string[]): Who {
  const ids = (kind: string) =>
    chosen.flatMap((one) => (one.startsWith(`${kind}:`) ? [one.slice(kind.length + 1)] : []));
  return {
    agentIds: ids('agent'),
    teamIds: ids('team'),
    members: chosen.includes('members'),
    owner: chosen.includes('owner'),
  };
}

const nobodyTold: NoticeTo = {
  agentIds: [],
  teamIds: [],
  assigners: false,
  owner: false,
  closers: false,
  customer: false,
};

/** A row of the matrix; what nobody ever set is as the product has it: whoever gets a ticket is told. */
export function noticeFor(notices: Notices, key: string): NoticeTo {
  return notices[key] ?? { ...nobodyTold, owner: key === 'assigned' };
}

/** Names of a rule's people and teams, in its order. */
export function namesOf({ agentIds, teamIds }: Pick<Who, 'agentIds' | 'teamIds'>, people: People): string[] {
  return [
    ...agentIds.flatMap((id) => people.agents.find((agent) => agent.id === id)?.name ?? []),
    ...teamIds.flatMap((id) => people.teams.find((team) => team.id === id)?.name ?? []),
  ];
}

export function isNamed({ agentIds, teamIds, members, owner }: Who): boolean {
  return agentIds.length > 0 || teamIds.length > 0 || members || owner;
}

const permissionOf = {
  assign: 'tickets:assign',
  take: 'tickets:take',
  flag: 'tickets:classify',
  close: 'tickets:close',
} as const;
export type RulePart = keyof typeof permissionOf;

/** Whether somebody may do it by their role and the rule; as the owner of a ticket, where they are asked as one. */
export function mayBy(
  part: RulePart,
  agent: Agent,
  from: { rules: DepartmentRules; department: Department; teams: readonly Team[]; roles: readonly Role[] },
  asOwner: boolean,
): boolean {
  const role = from.roles.find(({ key }) => key === agent.roleKey);
  if (!agent.active || !role?.permissions.includes(permissionOf[part])) return false;
  const who = from.rules[part];
  if (!isNamed(who)) return true;
  const inTeam = from.teams.some(
    ({ id, active, memberIds }) => active && who.teamIds.includes(id) && memberIds.includes(agent.id),
  );
  return (
    who.agentIds.includes(agent.id) ||
    inTeam ||
    (who.members && from.department.memberIds.includes(agent.id)) ||
    (who.owner && asOwner)
  );
}
