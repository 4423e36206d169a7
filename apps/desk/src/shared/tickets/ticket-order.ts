import type { TicketOrder, TicketSort } from '@ventanilla/contracts/views';
import type { TicketCard } from '@ventanilla/web';

export const orderOf = (sort: TicketSort): TicketOrder => sort.replace(/^-/, '') as TicketOrder;

const never = Number.POSITIVE_INFINITY;
const instant = (at: string | null | undefined) => (at ? Date.parse(at) : never);

/** The place of a priority among the others, by its key. */
export type RankOf = (key: string) => number;
export type Compare = (one: TicketCard, other: TicketCard) => number;

/** What a ticket stands by, as the server has it; what has no date comes after all that have one. */
function placeOf(card: TicketCard, order: TicketOrder, rankOf: RankOf): number {
  switch (order) {
    case 'activity':
      return instant(card.activityAt);
    case 'created':
      return instant(card.createdAt);
    case 'customer':
      return instant(card.customerLastAt);
    case 'due':
      return instant(card.dueAt);
    case 'clock':
      return instant(card.clock?.dueAt);
    case 'priority':
      return card.priority ? rankOf(card.priority.key) : 0;
    case 'number':
      return card.number;
  }
}

/** How the server puts tickets in order, so that one that arrives finds its place among those on the screen. */
export function compareBy(sort: TicketSort, rankOf: RankOf): Compare {
  const order = orderOf(sort);
  const way = sort.startsWith('-') ? -1 : 1;
  return (one, other) => {
    const [a, b] = [placeOf(one, order, rankOf), placeOf(other, order, rankOf)];
    if (a !== b) return a < b ? -way : way;
    return one.id < other.id ? -way : one.id > other.id ? way : 0;
  };
}
