import type { TicketSort } from '@ventanilla/contracts/views';

/** What the address of the list tells: the filter as text, the order, and the saved view that is open. */
export interface ListAddress {
  q?: string | undefined;
  sort?: TicketSort | undefined;
  view?: string | undefined;
}
