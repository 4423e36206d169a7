import type { TicketOrder, TicketSort } from '@ventanilla/contracts/views';
import { orderOf } from './ticket-order.ts';

/** Which way an order goes when it is first asked for: what presses most at the top. */
const firstWay: Record<TicketOrder, TicketSort> = {
  activity: '-activity',
  created: '-created',
  customer: 'customer',
  due: 'due',
  clock: 'clock',
  priority: '-priority',
  number: '-number',
};
export const firstSort: TicketSort = '-activity';
export const sorts = Object.values(firstWay).flatMap((sort): TicketSort[] => [sort, reversed(sort)]);

function reversed(sort: TicketSort): TicketSort {
  return (sort.startsWith('-') ? sort.slice(1) : `-${sort}`) as TicketSort;
}

/** The order after a heading was pressed: its own way first, then the other. */
export function sortAfter(sort: TicketSort, order: TicketOrder): TicketSort {
  return orderOf(sort) === order ? reversed(sort) : firstWay[order];
}

export const readSort = (text: string | undefined): TicketSort | undefined =>
  sorts.find((sort) => sort === text);
