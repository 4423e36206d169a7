import type { EventActor, EventPayload, EventType } from '@ventanilla/contracts/events';
import type { NotificationKind } from '@ventanilla/contracts/notification.rules';
import type { NotificationGroup } from '@ventanilla/contracts/notifications';

/** One piece of news for one person. */
export interface News {
  agentId: string;
  kind: NotificationKind;
  /** A run, where what it did to many tickets is told in one line. */
  subject: { type: 'ticket' | 'mailbox' | 'bulk_run' | 'routine_run'; id: string };
  /** The message or the clock that it is about. */
  objectId: string | null;
  /** Of a mailbox. */
  state: 'began' | 'ended' | null;
}

/** What of an event decides whom it is told. */
export interface ToldEvent {
  type: EventType;
  subject_id: string;
  /** Of what was done to many at once. */
  run_id: string | null;
  actor: EventActor;
  payload: Record<string, unknown>;
}

/** What is known besides: who has the ticket now, who watches over what nobody has, and who keeps mailboxes. */
interface Around {
  ownerId: string | null;
  watcherIds: readonly string[];
  keeperIds: readonly string[];
}

/** Who is told what by an event; never its own author. */
export function newsOf(item: ToldEvent, around: Around): News[] {
  return allNewsOf(item, around).filter(
    ({ agentId }) => item.actor.kind !== 'agent' || item.actor.id !== agentId,
  );
}

function allNewsOf(item: ToldEvent, { ownerId, watcherIds, keeperIds }: Around): News[] {
  const ofTicket = (
    kind: NotificationKind,
    agentId: string | null,
    objectId: string | null = null,
  ): News[] =>
    agentId === null
      ? []
      : [{ agentId, kind, subject: { type: 'ticket', id: item.subject_id }, objectId, state: null }];
  switch (item.type) {
    case 'ticket.owner_changed': {
      const { from, to } = item.payload as EventPayload<'ticket.owner_changed@1'>;
      return from === to
        ? []
        : [...ofTicket('reassigned', from), ...ofTicket('assigned', to)].map(ofRun(item));
    }
    case 'message.added': {
      const { authorKind, direction, isAuto, messageId } = item.payload as EventPayload<'message.added@1'>;
      // What an agent writes down for a customer is no answer of the customer's.
      const wrote = authorKind === 'customer' && direction === 'in' && !isAuto && item.actor.kind !== 'agent';
      return wrote ? ofTicket('answered', ownerId, messageId) : [];
    }
    case 'sla.warned':
    case 'sla.breached': {
      const { clockId } = item.payload as EventPayload<'sla.warned@1'>;
      if (item.type === 'sla.warned') return ofTicket('warned', ownerId, clockId);
      return (ownerId === null ? watcherIds : [ownerId]).flatMap((id) => ofTicket('breached', id, clockId));
    }
    case 'mailbox.outage_told': {
      const { state } = item.payload as EventPayload<'mailbox.outage_told@1'>;
      return keeperIds.map((agentId) => ({
        agentId,
        kind: 'mailbox',
        subject: { type: 'mailbox', id: item.subject_id },
        objectId: null,
        state,
      }));
    }
    case 'routine.due': {
      const { runId, agentId } = item.payload as EventPayload<'routine.due@1'>;
      return [
        { agentId, kind: 'duty', subject: { type: 'routine_run', id: runId }, objectId: null, state: null },
      ];
    }
    default:
      return [];
  }
}

/** What a run gives and takes is told of the run, however many tickets it was. */
const ofRun =
  ({ run_id }: ToldEvent) =>
  (news: News): News =>
    run_id === null ? news : { ...news, subject: { type: 'bulk_run', id: run_id } };

/** Unread lines of one person on the same ticket that mean nothing any more once this is told them. */
export const superseded: Readonly<Record<NotificationKind, readonly NotificationKind[]>> = {
  assigned: ['reassigned'],
  reassigned: ['assigned', 'answered', 'warned', 'breached'],
  answered: [],
  warned: [],
  breached: ['warned'],
  mentioned: [],
  mailbox: [],
  duty: [],
};

/** Whoever answers a ticket, from wherever, has read what was told of it: their id, else null. */
export function answeredBy(item: ToldEvent): string | null {
  if (item.type !== 'message.added' || item.actor.kind !== 'agent') return null;
  const { direction, visibility } = item.payload as EventPayload<'message.added@1'>;
  return direction === 'out' && visibility !== 'internal' ? item.actor.id : null;
}

/** The kinds of each group of the centre. */
export const groupKinds: Readonly<Record<NotificationGroup, readonly NotificationKind[]>> = {
  mine: ['assigned', 'reassigned'],
  answers: ['answered', 'mentioned'],
  times: ['warned', 'breached', 'duty'],
  house: ['mailbox'],
};

/** Whether somebody has now what nobody had: whoever watched over it is told no more. */
export function isPickedUp(item: ToldEvent): boolean {
  return item.type === 'ticket.owner_changed' && item.payload['from'] === null;
}
