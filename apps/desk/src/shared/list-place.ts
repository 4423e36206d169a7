/** Where somebody was in the list when they went on to one of its tickets. */
export interface ListPlace {
  /** Of the list, with its filter. */
  href: string;
  filter: string;
  top: number;
  activeId: string | null;
  /** What was selected, as the list knows it. */
  selection: unknown;
}

let place: ListPlace | null = null;

/** For as long as one goes from ticket to ticket. */
export const listPlace = {
  read: () => place,
  keep(next: ListPlace | null) {
    place = next;
  },
};

/** Whether one is at a ticket, by the address. */
export const isAtTicket = () => window.location.pathname.startsWith('/tickets/');
