import type { NarrowablePermission } from '@ventanilla/contracts/permissions';
import { type TicketAction, ticketActions } from '@ventanilla/contracts/tickets';
import type { Actor } from '../../platform/actor.ts';
import { AppError } from '../../platform/errors.ts';
import { isWithin } from './scopes.rules.ts';

/** What the decision needs to know of a ticket. */
export interface TicketFacts {
  owner_id: string | null;
  department_id: string | null;
  closed_at: Date | null;
  first_answer_at: Date | null;
  is_spam: boolean;
}

const permissionOf: Record<TicketAction, NarrowablePermission> = {
  take: 'tickets:take',
  assign: 'tickets:assign',
  release: 'tickets:take',
  set_department: 'tickets:department',
  reply: 'tickets:reply',
  note: 'tickets:note',
  set_status: 'tickets:status',
  classify: 'tickets:classify',
  close: 'tickets:close',
  ignore: 'tickets:close',
  reopen: 'tickets:close',
  spam: 'tickets:close',
  not_spam: 'tickets:close',
};

/**
 * What this actor may do with this ticket now. Never answered by anyone → it can be ignored; answered → it can
 * be closed (P6).
 */
export function allowedActions(ticket: TicketFacts, actor: Actor): TicketAction[] {
  return ticketActions.filter(
    (action) => holds(permissionOf[action], ticket, actor) && fits(action, ticket, actor),
  );
}

/** They have it, and it reaches this ticket. */
function holds(permission: NarrowablePermission, ticket: TicketFacts, actor: Actor): boolean {
  return (
    actor.permissions.has(permission) && isWithin(actor.narrower[permission] ?? actor.scope, ticket, actor)
  );
}

function fits(action: TicketAction, ticket: TicketFacts, actor: Actor): boolean {
  // What nobody asked for is first said to be none; until then it is only read.
  if (ticket.is_spam) return action === 'not_spam' || action === 'note';
  if (action === 'spam' || action === 'not_spam') return action === 'spam';
  if (ticket.closed_at) return action === 'reopen' || action === 'note' || action === 'classify';
  switch (action) {
    case 'take':
      return ticket.owner_id === null && actor.kind === 'agent';
    case 'release':
      return (
        ticket.owner_id !== null && (ticket.owner_id === actor.id || actor.permissions.has('tickets:assign'))
      );
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

/** The agent that acts: what is one's own belongs to a person. Throws `auth.forbidden` for a program. */
export function agentIdOf(actor: Actor): string {
  if (actor.kind !== 'agent' || actor.id === null) throw new AppError('auth.forbidden');
  return actor.id;
}
