import { useNavigate } from '@tanstack/react-router';
import { editBoard, type OfferedColumn } from '../../../shared/boards/board-edit.ts';

/** Offers what is asked for here as a column of the board, and goes there to make it. */
export function useAsColumn(): (column: OfferedColumn) => void {
  const navigate = useNavigate();
  return ({ name, colour, filter, sort }) => {
    editBoard({ kind: 'newColumn', offered: { name, colour, filter, sort } });
    void navigate({ to: '/' });
  };
}
