import type { BoardEdit, OfferedColumn } from '../../../shared/boards/board-edit.ts';
import { editBoard } from '../../../shared/boards/board-edit.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { notifyUndoable } from '../../../shared/notify.tsx';
import type { BoardState } from '../board.rules.ts';
import { currentColumn } from '../outline.rules.ts';
import { BoardDialog } from './board-dialog.tsx';
import { ColumnDialog, ownShows } from './column-dialog.tsx';
import { useBoardChanges } from './use-board-changes.ts';
import { useBoards } from './use-boards.ts';

interface BoardEditorProps {
  edit: BoardEdit;
  state: BoardState;
}

/** Making and changing columns and boards, over the board. */
export function BoardEditor({ edit, state }: BoardEditorProps) {
  const changes = useBoardChanges();
  const boards = useBoards();
  const { t } = useTranslation('boards');
  const close = () => editBoard(null);
  const offerBack = (offered: OfferedColumn) =>
    notifyUndoable(t('column.unsaved'), {
      label: t('column.goOn'),
      run: () => editBoard({ kind: 'newColumn', offered }),
    });
  if (edit.kind === 'newColumn') {
    const { filter, ...offered } = edit.offered;
    return (
      <ColumnDialog
        initial={{ ...offered, source: { kind: 'filter', filter }, shows: ownShows }}
        onClose={close}
        onLeave={offerBack}
        onSave={changes.add}
      />
    );
  }
  if (edit.kind === 'column') {
    const column = currentColumn(state, edit.columnId);
    if (!column) return null;
    return (
      <ColumnDialog
        column={column}
        initial={column.about}
        onClose={close}
        onSave={(body) => changes.change(column, body)}
      />
    );
  }
  return <BoardDialog kind={edit.kind} head={state.head} boards={boards} onClose={close} />;
}
