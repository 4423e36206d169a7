import { type Filter, own } from '@ventanilla/contracts/filters';
import type { Scope } from '@ventanilla/contracts/permissions';
import type { Actor } from '../../platform/actor.ts';

/**
 * What each scope shows. A ticket without a department is everybody's who works for one, so that none is lost between
 * them; whoever has a ticket sees it wherever it is.
 */
export const scopeFilters: Record<Scope, Filter> = {
  all: { and: [] },
  departments: {
    or: [
      { field: 'owner', op: 'any_of', values: [own] },
      { field: 'department', op: 'any_of', values: [own] },
      { field: 'department', op: 'empty' },
    ],
  },
  portfolio: {
    or: [
      { field: 'owner', op: 'any_of', values: [own] },
      { field: 'organization', op: 'any_of', values: [own] },
    ],
  },
  own: { field: 'owner', op: 'any_of', values: [own] },
  none: { or: [] },
};

/** Of a ticket, what scopes ask. */
export interface ScopedTicket {
  owner_id: string | null;
  department_id: string | null;
  organization_id: string | null;
}

/** The same of one ticket in hand; a test holds both against each other. */
export function isWithin(
  scope: Scope,
  ticket: ScopedTicket,
  actor: Pick<Actor, 'id' | 'departmentIds' | 'portfolioIds'>,
): boolean {
  if (scope === 'all' || scope === 'none') return scope === 'all';
  if (ticket.owner_id !== null && ticket.owner_id === actor.id) return true;
  if (scope === 'own') return false;
  if (scope === 'portfolio')
    return ticket.organization_id !== null && actor.portfolioIds.includes(ticket.organization_id);
  return ticket.department_id === null || actor.departmentIds.includes(ticket.department_id);
}
