import type { TicketSort } from '@ventanilla/contracts/views';
import type { BoardColumnKey } from '@ventanilla/web';

/** Where one came from to a ticket, and through which one goes on from it to the ones beside it. */
export type TicketSource =
  | { kind: 'builtIn'; column: BoardColumnKey }
  | { kind: 'column'; boardId: string; columnId: string; name: string }
  | { kind: 'list'; filter: string; sort: TicketSort; name: string };

const storageKey = 'ventanilla.ticket-source';

/** Of this tab, also when its page is loaded anew; for as long as one goes from ticket to ticket. */
export const ticketSource = {
  read(): TicketSource | null {
    try {
      return JSON.parse(sessionStorage.getItem(storageKey) ?? 'null') as TicketSource | null;
    } catch {
      // Storage may be closed, or hold what an earlier version wrote.
      return null;
    }
  },
  keep(source: TicketSource | null): void {
    try {
      if (source) sessionStorage.setItem(storageKey, JSON.stringify(source));
      else sessionStorage.removeItem(storageKey);
    } catch {
      // Without storage one goes on through the column in which the ticket stands.
    }
  },
};

/** Where boards and lists begin: nobody came from anywhere yet. */
export const forgetSource = (): void => ticketSource.keep(null);

/** Keeps the source where the link of a ticket was followed, by pointer or key. */
export const keepingSource =
  (source: TicketSource | null) =>
  ({ target }: { target: EventTarget }): void => {
    if (target instanceof Element && target.closest('[data-card]')) ticketSource.keep(source);
  };
