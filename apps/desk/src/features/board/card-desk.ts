import type { TicketCard } from '@ventanilla/web';
import { createContext, useContext } from 'react';
import type { CardCommand } from './card-actions.rules.ts';

/** What is laid over the board for one card. */
export type CardLayerKind = 'menu' | 'assign' | 'status' | 'move';

/** What cards can ask of their board; the same object for as long as the board is shown. */
export interface CardDesk {
  run(card: TicketCard, command: CardCommand): void;
  /** Opens a menu or a list beside `opener`, which gets the focus back. */
  openLayer(kind: CardLayerKind, card: TicketCard, opener: HTMLElement): void;
}

const CardDeskContext = createContext<CardDesk | null>(null);
export const CardDeskProvider = CardDeskContext.Provider;

/** The board that a card stands on. */
export function useCardDesk(): CardDesk {
  const desk = useContext(CardDeskContext);
  if (!desk) throw new Error('useCardDesk outside a board');
  return desk;
}
