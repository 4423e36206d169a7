import type { RefObject } from 'react';

/** A card that is to have the focus as soon as it is drawn. A ticket may stand in several columns. */
export interface FocusRequest {
  id: string;
  column: string | null;
  /** Where it no longer stands in that column, any other will do. */
  orElsewhere?: boolean;
}

/** The card of a ticket in one column; where it is not drawn there, or no column is named, the first there is. */
export function drawnCard(id: string, column: string | null): HTMLElement | undefined {
  const cards = [...document.querySelectorAll<HTMLElement>(`[data-column] [data-card="${CSS.escape(id)}"]`)];
  return cards.find((card) => columnOf(card) === column) ?? cards[0];
}

/** The column in which an element stands, by its id. */
export const columnOf = (element: Element | null): string | null =>
  element?.closest<HTMLElement>('[data-column]')?.dataset['column'] ?? null;

/** Gives the focus to the card that is asked for, once it is drawn. */
export function focusWanted(request: RefObject<FocusRequest | null>): void {
  const wanted = request.current;
  const card = wanted && drawnCard(wanted.id, wanted.column);
  if (!card || (!wanted.orElsewhere && columnOf(card) !== wanted.column)) return;
  request.current = null;
  card.focus();
}
