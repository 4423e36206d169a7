import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { View, ViewBody } from '@ventanilla/contracts/views';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { notifyDone, notifyProblem, notifyUndoable } from '../../../shared/notify.tsx';
import { viewRequests, viewsQuery } from '../list.queries.ts';

/** Saved views and what can be done with them. */
export function useViews() {
  const { t } = useTranslation('list');
  const queryClient = useQueryClient();
  const { data: views, isPending } = useQuery(viewsQuery);
  const again = () => queryClient.invalidateQueries({ queryKey: viewsQuery.queryKey });
  const put = (view: View) => {
    queryClient.setQueryData(viewsQuery.queryKey, (now) => [
      ...(now ?? []).filter(({ id }) => id !== view.id),
      view,
    ]);
    void again();
  };
  return {
    views: views ?? [],
    isPending,
    /** Throws what the server says against it. */
    async create(body: ViewBody): Promise<View> {
      const view = await viewRequests.create(body);
      put(view);
      notifyDone(t('views.saved', { name: view.name }));
      return view;
    },
    /** Throws what the server says against it. */
    async change(view: View, body: Partial<ViewBody>): Promise<View> {
      const changed = await viewRequests.update(view, body);
      put(changed);
      notifyDone(t('views.saved', { name: changed.name }));
      return changed;
    },
    /** `onBack`: it was brought back. */
    remove(view: View, onBack: () => void): void {
      queryClient.setQueryData(viewsQuery.queryKey, (now) => now?.filter(({ id }) => id !== view.id));
      viewRequests
        .remove(view.id)
        .then(() =>
          notifyUndoable(t('views.removed', { name: view.name }), {
            label: t('undo'),
            run: () => void viewRequests.restore(view.id).then(put).then(onBack).catch(notifyProblem),
          }),
        )
        .catch(notifyProblem)
        .finally(() => void again());
    },
  };
}
export type Views = ReturnType<typeof useViews>;
