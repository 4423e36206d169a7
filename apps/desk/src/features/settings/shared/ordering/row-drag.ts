import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine';
import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import type { Edge } from './order.rules.ts';

interface RowDrag {
  row: HTMLElement;
  /** By what it is taken. */
  handle: HTMLElement;
  key: string;
  /** Rows are dropped within their own list only. */
  list: string;
  /** Where what is dragged would stand; null: nothing is over it. */
  onOver(edge: Edge | null): void;
  onDrop(key: string, edge: Edge): void;
}

/** Makes a row one that can be dragged beside others of its list by mouse; answers how to undo that. */
export function makeRowDraggable({ row, handle, key, list, onOver, onDrop }: RowDrag): () => void {
  const edgeAt = (clientY: number): Edge => {
    const { top, height } = row.getBoundingClientRect();
    return clientY < top + height / 2 ? 'before' : 'after';
  };
  return combine(
    draggable({ element: row, dragHandle: handle, getInitialData: () => ({ list, key }) }),
    dropTargetForElements({
      element: row,
      canDrop: ({ source }) => source.data['list'] === list,
      onDrag: ({ source, location }) =>
        onOver(source.data['key'] === key ? null : edgeAt(location.current.input.clientY)),
      onDragLeave: () => onOver(null),
      onDrop: ({ source, location }) => {
        onOver(null);
        onDrop(String(source.data['key']), edgeAt(location.current.input.clientY));
      },
    }),
  );
}
