import type { StatusRow, TicketAction, TicketCard } from '@ventanilla/web';

type Category = StatusRow['category'];

/** What a prediction is made from. */
export interface Foreseeing {
  statuses: readonly StatusRow[];
  me: { id: string; name: string };
  /** ISO instant. */
  now: string;
}

function statusOf(category: Category, { statuses }: Foreseeing): TicketCard['status'] {
  const row = statuses.find((status) => status.category === category);
  return { key: row?.key ?? category, category };
}

function finish(card: TicketCard, category: 'closed' | 'ignored', context: Foreseeing): TicketCard {
  return {
    ...card,
    status: statusOf(category, context),
    stage: 'done',
    closedAt: context.now,
    can: card.can.filter((action) => ['note', 'classify', 'flag'].includes(action)),
  };
}

const without = (can: readonly TicketAction[], ...gone: TicketAction[]) =>
  can.filter((action) => !gone.includes(action));

/**
 * The card as it will most likely be, shown until the server says how it is. What one may do shrinks and never
 * grows: a button that is not there yet does no harm, one that should not be there does.
 */
export const foresee = {
  take: (card: TicketCard, context: Foreseeing): TicketCard => ({
    ...card,
    owner: { id: context.me.id, name: context.me.name },
    stage: 'new',
    status: card.status.category === 'open' ? statusOf('in_progress', context) : card.status,
    can: without(card.can, 'take'),
  }),
  assign: (card: TicketCard, owner: { id: string; name: string }): TicketCard => ({
    ...card,
    owner,
    // Whoever has it now has not answered yet.
    stage: 'new',
    can: without(card.can, 'take'),
  }),
  release: (card: TicketCard): TicketCard => ({
    ...card,
    owner: null,
    stage: 'new',
    can: without(card.can, 'release'),
  }),
  status: (card: TicketCard, status: Pick<StatusRow, 'key' | 'category'>): TicketCard => ({
    ...card,
    status: { key: status.key, category: status.category },
  }),
  subject: (card: TicketCard, subject: string): TicketCard => ({ ...card, subject }),
  close: (card: TicketCard, context: Foreseeing) => finish(card, 'closed', context),
  ignore: (card: TicketCard, context: Foreseeing) => finish(card, 'ignored', context),
  reopen: (card: TicketCard, context: Foreseeing): TicketCard => ({
    ...card,
    status: statusOf('in_progress', context),
    stage: 'new',
    closedAt: null,
    can: without(card.can, 'reopen'),
  }),
};
