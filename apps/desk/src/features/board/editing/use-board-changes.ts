import { useQueryClient } from '@tanstack/react-query';
import type { ColumnBody } from '@ventanilla/contracts/boards';
import { editBoard } from '../../../shared/boards/board-edit.ts';
import { everything } from '../../../shared/filters/use-filter.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { notifyDone, notifyProblem, notifyUndoable } from '../../../shared/notify.tsx';
import { firstSort } from '../../../shared/tickets/ticket-sorts.ts';
import { boardOnScreen } from '../board.queries.ts';
import { type ColumnState, placeOf } from '../board.rules.ts';
import { useColumnName } from '../column-name.ts';
import {
  addColumn,
  changeColumn,
  placeColumn,
  removeColumn,
  restoreColumn,
  restoreDefaults,
} from './column-changes.ts';

/** A new column that asks for nothing yet. */
export function offerNewColumn(): void {
  editBoard({ kind: 'newColumn', offered: { name: '', colour: null, filter: everything, sort: firstSort } });
}

/** A column as it is written; one whose filter can no longer be read is not duplicated. */
function bodyOf({ about: { name, colour, source, sort, shows } }: ColumnState): ColumnBody {
  return { name, colour, source: source as ColumnBody['source'], sort, shows };
}

/** What can be done with the columns of the board, each told as it is done and undone where it can be. */
export function useBoardChanges() {
  const { t } = useTranslation('boards');
  const queryClient = useQueryClient();
  const columnName = useColumnName();
  const nameOf = (column: ColumnState) => columnName(placeOf(column));
  return {
    /** Throws what the server says against it. */
    async add(body: ColumnBody) {
      await addColumn(queryClient, body);
      notifyDone(t('column.added', { column: body.name ?? '' }));
    },
    /** Throws what the server says against it. */
    async change(column: ColumnState, body: Partial<ColumnBody>) {
      await changeColumn(queryClient, column.about.id, body);
      notifyDone(t('column.saved', { column: body.name ?? nameOf(column) }));
    },
    duplicate(column: ColumnState) {
      const name = t('copyName', { name: nameOf(column) });
      addColumn(queryClient, { ...bodyOf(column), name })
        .then(() => notifyDone(t('column.added', { column: name })))
        .catch(notifyProblem);
    },
    remove(column: ColumnState) {
      const board = boardOnScreen(queryClient);
      const at = board?.order.indexOf(column.about.id) ?? -1;
      // A default board that was never changed has no columns to put back: its built-in one is made anew.
      const isUnwritten = board?.head.id === null;
      const putBack = async (id: string) => {
        if (!isUnwritten) return restoreColumn(queryClient, id);
        await addColumn(queryClient, bodyOf(column));
        const added = boardOnScreen(queryClient)?.order.at(-1);
        if (added) placeColumn(queryClient, added, at);
      };
      removeColumn(queryClient, column.about.id)
        .then((id) =>
          notifyUndoable(t('column.removed', { column: nameOf(column) }), {
            label: t('undo'),
            run: () => void putBack(id).catch(notifyProblem),
          }),
        )
        .catch(notifyProblem);
    },
    /** One place to the left (-1) or the right; answers where it stands then, in words, or null where it stays. */
    move(column: ColumnState, by: -1 | 1): string | null {
      const order = boardOnScreen(queryClient)?.order ?? [];
      const to = order.indexOf(column.about.id) + by;
      if (to < 0 || to >= order.length) return null;
      placeColumn(queryClient, column.about.id, to);
      return t('column.moved', { column: nameOf(column), place: to + 1, count: order.length });
    },
    restoreDefaults() {
      restoreDefaults(queryClient)
        .then(() => notifyDone(t('restored')))
        .catch(notifyProblem);
    },
  };
}
