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

export interface DropPlace {
  /** The pointer came over it with a card, or left it. */
  onOver(isOver: boolean): void;
  onDrop(): void;
  /** Where columns may be dropped, too: with which one the pointer came over it, or left it (null). */
  columns?: { onOver(columnId: string | null): void; onDrop(columnId: string): void };
}

const columnOf = (data: Record<string | symbol, unknown>): string | null =>
  typeof data['columnId'] === 'string' ? data['columnId'] : null;

/** Lets cards, and columns where it says so, be dropped on an element; answers how to undo that. */
export function makeDropPlace(element: HTMLElement, { onOver, onDrop, columns }: DropPlace): () => void {
  return dropTargetForElements({
    element,
    canDrop: ({ source }) => columns !== undefined || columnOf(source.data) === null,
    onDragEnter: ({ source }) => {
      const column = columnOf(source.data);
      if (column === null) onOver(true);
      else columns?.onOver(column);
    },
    onDragLeave: () => {
      onOver(false);
      columns?.onOver(null);
    },
    onDrop: ({ source, location, self }) => {
      onOver(false);
      columns?.onOver(null);
      const column = columnOf(source.data);
      if (column !== null) columns?.onDrop(column);
      // A place inside another takes the card for itself.
      else if (location.current.dropTargets[0]?.element === self.element) onDrop();
    },
  });
}

/** Makes a column draggable by its name; answers how to undo that. */
export function makeColumnDraggable(grip: HTMLElement, columnId: string): () => void {
  return draggable({ element: grip, getInitialData: () => ({ columnId }) });
}
