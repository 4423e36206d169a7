import type { NoticeKey, Notices, NoticeTo, StoredRules, Who } from '@ventanilla/contracts/department-rules';
import type { EventPayload, EventType } from '@ventanilla/contracts/events';
import { namedFor } from '../department-rules.rules.ts';

/** What happened, as far as people are told of it; null for everything else. */
export function noticeOf(item: { type: EventType; payload: Record<string, unknown> }): NoticeKey | null {
  switch (item.type) {
    case 'ticket.created':
      return 'created';
    case 'ticket.owner_changed':
      return (item.payload as EventPayload<'ticket.owner_changed@1'>).to === null ? null : 'assigned';
    case 'message.added': {
      const { authorKind, direction, isAuto } = item.payload as EventPayload<'message.added@1'>;
      return authorKind === 'customer' && direction === 'in' && !isAuto ? 'customer_wrote' : null;
    }
    case 'ticket.status_changed': {
      const { from, to } = item.payload as EventPayload<'ticket.status_changed@1'>;
      return to.category === 'closed' && from.category !== 'closed' ? 'closed' : null;
    }
    case 'ticket.classified': {
      const { field, to } = item.payload as EventPayload<'ticket.classified@1'>;
      return field === 'flag' && to !== null ? `flag:${to}` : null;
    }
    default:
      return null;
  }
}

/** What is told where nobody ever said otherwise: whoever is given a ticket gets to know it (W18). */
export const usualNotices: Notices = {
  assigned: { agentIds: [], teamIds: [], assigners: false, owner: true, closers: false, customer: false },
};

/** The columns and rows of the matrices that speak of one event: the department's, and the line's besides. */
export function rowsFor(
  key: NoticeKey,
  { department, line }: { department: Notices | null; line: Notices | null },
): NoticeTo[] {
  const ofDepartment = department?.[key] ?? usualNotices[key];
  const ofLine = line?.[key];
  return [...(ofDepartment ? [ofDepartment] : []), ...(ofLine ? [ofLine] : [])];
}

/** Everybody whom the rows name, before it is asked who of them may see the ticket. */
export interface Asked {
  agentIds: Set<string>;
  teamIds: Set<string>;
  /** Whoever works in the ticket's department. */
  members: boolean;
  customer: boolean;
}

/**
 * Whom some rows name. «Those who assign» and «those who close» are whom the department's rules name; where the rules
 * name nobody, whoever works there.
 */
export function askedBy(
  rows: readonly NoticeTo[],
  { ownerId, rules }: { ownerId: string | null; rules: StoredRules | null },
): Asked {
  const asked: Asked = { agentIds: new Set(), teamIds: new Set(), members: false, customer: false };
  const add = ({ agentIds, teamIds }: Pick<Who, 'agentIds' | 'teamIds'>) => {
    for (const one of agentIds) asked.agentIds.add(one);
    for (const one of teamIds) asked.teamIds.add(one);
  };
  const addOwner = () => ownerId !== null && asked.agentIds.add(ownerId);
  const addRuled = (action: 'assign' | 'close') => {
    const named = namedFor(action, rules);
    if (named) add(named);
    if (named?.owner) addOwner();
    if (!named || named.members) asked.members = true;
  };
  for (const row of rows) {
    add(row);
    if (row.owner) addOwner();
    if (row.assigners) addRuled('assign');
    if (row.closers) addRuled('close');
    if (row.customer) asked.customer = true;
  }
  return asked;
}
