import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import type { BoardBody, BoardHead, BoardOutline, BoardRef } from '@ventanilla/contracts/boards';
import { dataOf, ifMatch } from '@ventanilla/web';
import { api } from '../../../shared/api/api.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { notifyDone, notifyProblem, notifyUndoable } from '../../../shared/notify.tsx';
import { usePreferences } from '../../../shared/session/save-preferences.ts';
import { boardQuery, changeBoard, useBoardRef } from '../board.queries.ts';

/** Boards that this person sees; the live stream says when they are others. */
const boardsQuery = queryOptions({
  queryKey: ['boards'],
  queryFn: async () => (await dataOf(api.GET('/api/v1/boards'))).items as BoardHead[],
});

/** Boards and what can be done with them as a whole. */
export function useBoards() {
  const { t } = useTranslation('boards');
  const queryClient = useQueryClient();
  const ref = useBoardRef();
  const { save } = usePreferences();
  const { data: boards = [] } = useQuery(boardsQuery);
  const again = () => queryClient.invalidateQueries({ queryKey: boardsQuery.queryKey });
  const open = async (boardId: string | null) => {
    // What was on it when it was last looked at is not kept current meanwhile.
    queryClient.removeQueries({ queryKey: boardQuery(boardId ?? 'default').queryKey, exact: true });
    await save({ boardId });
  };
  return {
    boards,
    ref,
    nameOf: ({ name }: Pick<BoardHead, 'name'>) => name ?? t('mine'),
    open: (boardId: string | null) => void open(boardId).catch(notifyProblem),
    /** Throws what the server says against it. */
    async create(body: BoardBody & { copyOf: BoardRef | null }) {
      const made = (await dataOf(api.POST('/api/v1/boards', { body }))) as BoardOutline;
      void again();
      await open(made.id);
      notifyDone(t('saved', { name: body.name }));
    },
    /** Throws what the server says against it. */
    async change({ id, version }: BoardHead, body: BoardBody) {
      if (id === null) return;
      const { columns: _columns, ...head } = (await dataOf(
        api.PATCH('/api/v1/boards/{boardId}', {
          params: { path: { boardId: id }, header: ifMatch(version) },
          body,
        }),
      )) as BoardOutline;
      changeBoard(queryClient, (state) => (state.head.id === id ? { ...state, head } : state));
      void again();
      notifyDone(t('saved', { name: body.name }));
    },
    async remove({ id, name }: BoardHead) {
      if (id === null) return;
      const params = { path: { boardId: id } };
      try {
        await api.DELETE('/api/v1/boards/{boardId}', { params });
        await open(null);
        void again();
        const restore = async () => {
          await dataOf(api.POST('/api/v1/boards/{boardId}/restore', { params }));
          void again();
          await open(id);
        };
        notifyUndoable(t('removed', { name: name ?? '' }), {
          label: t('undo'),
          run: () => void restore().catch(notifyProblem),
        });
      } catch (error) {
        notifyProblem(error);
      }
    },
  };
}
export type Boards = ReturnType<typeof useBoards>;
