import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { pointerOutsideOfPreview } from '@atlaskit/pragmatic-drag-and-drop/element/pointer-outside-of-preview';
import { setCustomNativeDragPreview } from '@atlaskit/pragmatic-drag-and-drop/element/set-custom-native-drag-preview';
import { type TicketCard, ticketNumber } from '@ventanilla/web';
import classes from './drag.module.css';

interface Draggable {
  /** The card as it is when the drag begins; null: it stays where it is. */
  read(): TicketCard | null;
  /** It is being dragged, or no longer (null). */
  onDragged(card: TicketCard | null): void;
}

/** Makes a card draggable by mouse; answers how to undo that. */
export function makeDraggable(element: HTMLElement, { read, onDragged }: Draggable): () => void {
  return draggable({
    element,
    canDrag: () => read() !== null,
    onGenerateDragPreview: ({ nativeSetDragImage }) =>
      setCustomNativeDragPreview({
        nativeSetDragImage,
        getOffset: pointerOutsideOfPreview({ x: '14px', y: '10px' }),
        render: ({ container }) => {
          const preview = document.createElement('div');
          preview.className = classes.preview ?? '';
          const number = document.createElement('b');
          const card = read();
          number.textContent = card ? ticketNumber(card.number) : '';
          preview.append(number, ` ${card?.subject ?? ''}`);
          container.append(preview);
        },
      }),
    onDragStart: () => onDragged(read()),
    onDrop: () => onDragged(null),
  });
}

interface DropPlace {
  /** The pointer came over it with a card, or left it. */
  onOver(isOver: boolean): void;
  onDrop(): void;
}

/** Lets cards be dropped on an element; answers how to undo that. */
export function makeDropPlace(element: HTMLElement, { onOver, onDrop }: DropPlace): () => void {
  return dropTargetForElements({
    element,
    onDragEnter: () => onOver(true),
    onDragLeave: () => onOver(false),
    onDrop: ({ location, self }) => {
      onOver(false);
      // A place inside another takes the card for itself.
      if (location.current.dropTargets[0]?.element === self.element) onDrop();
    },
  });
}
