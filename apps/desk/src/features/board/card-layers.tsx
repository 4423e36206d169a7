import type { TicketCard } from '@ventanilla/web';
import type { CardCommand } from './card-actions.rules.ts';
import type { CardLayerKind } from './card-desk.ts';
import { CardMenu } from './card-menu.tsx';
import { CardPicker } from './card-picker.tsx';
import { columnOf, drawnCard } from './focus-request.ts';

export interface CardLayer {
  kind: CardLayerKind;
  card: TicketCard;
  /** What opened it; the focus goes back there. */
  opener: HTMLElement;
}

interface CardLayersProps {
  layer: CardLayer;
  onLayer(layer: CardLayer | null): void;
  onRun(card: TicketCard, command: CardCommand): void;
}

/** The menu or list that lies over the board for one card. */
export function CardLayers({ layer, onLayer, onRun }: CardLayersProps) {
  const { kind, card, opener } = layer;
  const close = () => {
    onLayer(null);
    giveFocusBack(opener, card.id);
  };
  const run = (command: CardCommand) => {
    close();
    onRun(card, command);
  };
  if (kind !== 'menu') return <CardPicker kind={kind} card={card} onClose={close} onRun={run} />;
  return (
    <CardMenu
      card={card}
      opener={opener}
      onClose={close}
      onRun={run}
      onLayer={(next) => onLayer({ ...layer, kind: next })}
    />
  );
}

/** To what opened the layer, or to its card where that is only there under the pointer. */
function giveFocusBack(opener: HTMLElement, ticketId: string) {
  // The layer is taken away first: its trap would take the focus back.
  requestAnimationFrame(() => {
    if (opener.isConnected && opener.tabIndex >= 0) opener.focus();
    if (document.activeElement === opener) return;
    drawnCard(ticketId, columnOf(opener))?.focus();
  });
}
