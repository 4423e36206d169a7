import { useQueryClient } from '@tanstack/react-query';
import type { MailProblem } from '@ventanilla/web';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { notifyDone, notifyFailed, notifyProblem, notifyUndoable } from '../../../shared/notify.tsx';
import {
  type ProblemFilter,
  problemsQuery,
  type RetryResult,
  refreshProblems,
  retryProblem,
  setLooked,
} from './problems.queries.ts';

/** What can be done with the problems on the list; each says what became of it. */
export function useProblemActions(filter: ProblemFilter) {
  const { t } = useTranslation('settings');
  const queryClient = useQueryClient();
  const { queryKey } = problemsQuery(filter);

  const tell = (results: readonly RetryResult[]) => {
    const count = (...wanted: RetryResult[]) => results.filter((result) => wanted.includes(result)).length;
    const done = count('read', 'processed');
    const queued = count('queued');
    const left = count('unreadable', 'left');
    if (done > 0) notifyDone(t('problems.retried', { count: done }));
    if (queued > 0) notifyDone(t('problems.queued', { count: queued }));
    if (left > 0) notifyFailed(t('problems.stillLeft', { count: left }));
  };

  const retry = async (wanted: readonly MailProblem[]) => {
    const results: RetryResult[] = [];
    try {
      for (const item of wanted) results.push(await retryProblem(item));
    } catch (error) {
      notifyProblem(error);
    }
    tell(results);
    await refreshProblems(queryClient);
  };

  /** Off the list at once; back again when the server does not agree. */
  const drop = ({ id }: MailProblem) => {
    const before = queryClient.getQueryData(queryKey);
    queryClient.setQueryData(
      queryKey,
      (data) =>
        data && {
          ...data,
          pages: data.pages.map((page) => ({ ...page, items: page.items.filter((item) => item.id !== id) })),
        },
    );
    return () => queryClient.setQueryData(queryKey, before);
  };

  const setTo = async (item: MailProblem, looked: boolean) => {
    const putBack = drop(item);
    try {
      await setLooked(item, looked);
      return true;
    } catch (error) {
      putBack();
      notifyProblem(error);
      return false;
    } finally {
      void refreshProblems(queryClient);
    }
  };

  const look = async (item: MailProblem) => {
    if (!(await setTo(item, true))) return;
    notifyUndoable(t('problems.looked'), {
      label: t('problems.undo'),
      run: () => void setTo(item, false),
    });
  };

  return { retry, look, unlook: (item: MailProblem) => setTo(item, false) };
}
