import { useQueryClient } from '@tanstack/react-query';
import { type RefObject, useEffect, useState } from 'react';
import { boardOnScreen } from '../board.queries.ts';
import { useDragModule } from './drag-store.ts';

/** At which side of the column that it is over a dragged one would stand. */
type Side = 'left' | 'right';

interface ColumnDragInput {
  /** What of the column is taken hold of. */
  grip: RefObject<HTMLElement | null>;
  columnId: string;
  canMove: boolean;
}

/** Lets a column be dragged by its name to where another stands, and says where the one over it would stand. */
export function useColumnDrag({ grip, columnId, canMove }: ColumnDragInput) {
  const drag = useDragModule();
  const queryClient = useQueryClient();
  const [side, setSide] = useState<Side | null>(null);
  useEffect(() => {
    if (!drag || !canMove || !grip.current) return undefined;
    return drag.makeColumnDraggable(grip.current, columnId);
  }, [drag, canMove, grip, columnId]);
  const placeOf = (id: string) => boardOnScreen(queryClient)?.order.indexOf(id) ?? -1;
  return {
    side,
    onOver: (moved: string | null) => {
      const by = moved === null ? 0 : placeOf(columnId) - placeOf(moved);
      setSide(by === 0 ? null : by > 0 ? 'right' : 'left');
    },
    onDrop: async (moved: string) => {
      const { placeColumn } = await import('../editing/column-changes.ts');
      placeColumn(queryClient, moved, placeOf(columnId));
    },
  };
}
