import type { StoredRules } from '@ventanilla/contracts/department-rules';
import type { NarrowablePermission } from '@ventanilla/contracts/permissions';
import { type TicketAction, ticketActions } from '@ventanilla/contracts/tickets';
import type { Actor } from '../../platform/actor.ts';
import { AppError } from '../../platform/errors.ts';
import { type RuledAction, ruleAllows } from './department-rules.rules.ts';
import { isWithin, type ScopedTicket } from './scopes.rules.ts';

/** What the decision needs to know of a ticket. */
export interface TicketFacts extends ScopedTicket {
  closed_at: Date | null;
  first_answer_at: Date | null;
  is_spam: boolean;
  /** Of its department; null where it has none. */
  department_rules: StoredRules | null;
  /** The department from which this actor passed it on, where its closing was kept for others. */
  kept_closing: { department_id: string; rules: StoredRules } | null;
}

const permissionsOf: Record<TicketAction, NarrowablePermission[]> = {
  take: ['tickets:take'],
  assign: ['tickets:assign'],
  release: ['tickets:take'],
  set_department: ['tickets:department'],
  reply: ['tickets:reply'],
  reply_and_close: ['tickets:reply', 'tickets:close'],
  note: ['tickets:note'],
  set_status: ['tickets:status'],
  classify: ['tickets:classify'],
  flag: ['tickets:classify'],
  close: ['tickets:close'],
  ignore: ['tickets:close'],
  reopen: ['tickets:close'],
  spam: ['tickets:close'],
  not_spam: ['tickets:close'],
};

/** Which of them a department may keep for some of its people. Ignoring, or calling it spam, ends a ticket as closing does. */
const ruleOf: Partial<Record<TicketAction, RuledAction>> = {
  take: 'take',
  assign: 'assign',
  close: 'close',
  ignore: 'close',
  spam: 'close',
  reply_and_close: 'close',
};

/**
 * What this actor may do with this ticket now. Never answered by anyone → it can be ignored; answered → it can
 * be closed (P6).
 */
export function allowedActions(ticket: TicketFacts, actor: Actor): TicketAction[] {
  return ticketActions.filter(
    (action) =>
      permissionsOf[action].every((permission) => holds(permission, ticket, actor)) &&
      fits(action, ticket, actor) &&
      isLeftTo(action, ticket, actor),
  );
}

/** The rules of its department leave it to them. */
function isLeftTo(action: TicketAction, ticket: TicketFacts, actor: Actor): boolean {
  const rules = ticket.department_rules;
  if (action === 'flag')
    return ['', ...Object.keys(rules?.flags ?? {})].some((key) =>
      ruleAllows(`flag:${key}`, { ticket, rules }, actor),
    );
  const rule = ruleOf[action];
  if (rule === undefined) return true;
  const kept = rule === 'close' ? ticket.kept_closing : null;
  const isKept =
    kept !== null &&
    !ruleAllows(rule, { ticket: { ...ticket, department_id: kept.department_id }, rules: kept.rules }, actor);
  return !isKept && ruleAllows(rule, { ticket, rules }, actor);
}

/** They have it, and it reaches this ticket. */
export function holds(
  permission: NarrowablePermission,
  ticket: ScopedTicket,
  actor: Pick<Actor, 'id' | 'permissions' | 'scope' | 'narrower' | 'departmentIds' | 'portfolioIds'>,
): boolean {
  return (
    actor.permissions.has(permission) && isWithin(actor.narrower[permission] ?? actor.scope, ticket, actor)
  );
}

function fits(action: TicketAction, ticket: TicketFacts, actor: Actor): boolean {
  // What nobody asked for is first said to be none; until then it is only read.
  if (ticket.is_spam) return action === 'not_spam' || action === 'note';
  if (action === 'spam' || action === 'not_spam') return action === 'spam';
  if (ticket.closed_at)
    return action === 'reopen' || action === 'note' || action === 'classify' || action === 'flag';
  switch (action) {
    case 'take':
      return ticket.owner_id === null && actor.kind === 'agent';
    case 'release':
      return ticket.owner_id !== null && (ticket.owner_id === actor.id || mayAssign(ticket, actor));
    case 'close':
      return ticket.first_answer_at !== null;
    case 'ignore':
      return ticket.first_answer_at === null;
    case 'reopen':
      return false;
    default:
      return true;
  }
}

/** Whoever may give a ticket to anybody may also take it from whoever has it. */
function mayAssign(ticket: TicketFacts, actor: Actor): boolean {
  return holds('tickets:assign', ticket, actor) && isLeftTo('assign', ticket, actor);
}

/** The agent that acts: what is one's own belongs to a person. Throws `auth.forbidden` for a program. */
export function agentIdOf(actor: Actor): string {
  if (actor.kind !== 'agent' || actor.id === null) throw new AppError('auth.forbidden');
  return actor.id;
}
