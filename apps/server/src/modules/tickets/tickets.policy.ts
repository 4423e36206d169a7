import type { Permission } from '@ventanilla/contracts/permissions';
import { type TicketAction, ticketActions } from '@ventanilla/contracts/tickets';
import type { Actor } from '../../platform/actor.ts';
import { AppError } from '../../platform/errors.ts';

/** What the decision needs to know of a ticket. */
export interface TicketFacts {
  owner_id: string | null;
  closed_at: Date | null;
  first_answer_at: Date | null;
  is_spam: boolean;
}

const permissionOf: Record<TicketAction, Permission> = {
  take: 'tickets:take',
  assign: 'tickets:assign',
  release: 'tickets:take',
  reply: 'tickets:reply',
  note: 'tickets:note',
  set_status: 'tickets:status',
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
    (action) => actor.permissions.has(permissionOf[action]) && fits(action, ticket, actor),
  );
}

function fits(action: TicketAction, ticket: TicketFacts, actor: Actor): boolean {
  // What nobody asked for is first said to be none; until then it is only read.
  if (ticket.is_spam) return action === 'not_spam' || action === 'note';
  if (action === 'spam' || action === 'not_spam') return action === 'spam';
  if (ticket.closed_at) return action === 'reopen' || action === 'note';
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
