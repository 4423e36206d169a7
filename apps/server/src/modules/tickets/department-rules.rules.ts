import type { StoredRules, Who } from '@ventanilla/contracts/department-rules';
import type { Actor } from '../../platform/actor.ts';

/** What a department may keep for some of its people. */
export type RuledAction = 'assign' | 'take' | 'close' | `flag:${string}`;

/** Of a ticket and its department, what a rule asks. */
export interface RuledTicket {
  owner_id: string | null;
  department_id: string | null;
}

/** Whom the rule of an action names; null where it names nobody: everybody whose role lets them. */
export function namedFor(action: RuledAction, rules: StoredRules | null): Who | null {
  if (!rules) return null;
  if (!action.startsWith('flag:')) return filled(rules[action as 'assign' | 'take' | 'close']);
  return filled(rules.flags?.[action.slice('flag:'.length)]) ?? filled(rules.flag);
}

function filled(who: Who | undefined): Who | null {
  if (!who) return null;
  const { agentIds, teamIds, members, owner } = who;
  return agentIds.length > 0 || teamIds.length > 0 || members || owner ? who : null;
}

/**
 * Whether the rules of its department leave an action on a ticket to this actor. The product itself is under no rule;
 * a program is in the departments and teams of whoever made it, and is nobody by name.
 */
export function ruleAllows(
  action: RuledAction,
  { ticket, rules }: { ticket: RuledTicket; rules: StoredRules | null },
  actor: Pick<Actor, 'kind' | 'id' | 'departmentIds' | 'teamIds'>,
): boolean {
  const named = namedFor(action, rules);
  if (!named || actor.kind === 'system') return true;
  return (
    (actor.id !== null && named.agentIds.includes(actor.id)) ||
    named.teamIds.some((teamId) => actor.teamIds.includes(teamId)) ||
    (named.members && ticket.department_id !== null && actor.departmentIds.includes(ticket.department_id)) ||
    (named.owner && ticket.owner_id !== null && ticket.owner_id === actor.id)
  );
}
