import type { TicketCard } from '@ventanilla/web';
import { createContext, useContext } from 'react';

export type CellMenuKind = 'status' | 'owner' | 'flag' | 'type' | 'priority';

/** What rows can ask of their list; the same object for as long as the list is shown. */
export interface ListDesk {
  openMenu(kind: CellMenuKind, card: TicketCard, opener: HTMLElement): void;
  /** Selects one, or with `isRange` all from the one selected last. */
  toggle(id: string, isRange: boolean): void;
  setActive(id: string): void;
}

const ListDeskContext = createContext<ListDesk | null>(null);
export const ListDeskProvider = ListDeskContext.Provider;

export function useListDesk(): ListDesk {
  const desk = useContext(ListDeskContext);
  if (!desk) throw new Error('useListDesk outside a list');
  return desk;
}
