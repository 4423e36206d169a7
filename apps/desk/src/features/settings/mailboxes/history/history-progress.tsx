import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { dataOf, type HistoryImportShown } from '@ventanilla/web';
import { api } from '../../../../shared/api/api.ts';
import { useTranslation } from '../../../../shared/i18n/use-translation.ts';
import { notifyProblem } from '../../../../shared/notify.tsx';
import classes from '../health/health.module.css';
import { mailboxHealthQuery } from '../health/mailbox-health.queries.ts';

/** A mailbox's history while it comes in: how far it is, and the buttons to pause, go on and end. */
export function HistoryProgress({ mailboxId, history }: { mailboxId: string; history: HistoryImportShown }) {
  const { t } = useTranslation('arrival');
  const queryClient = useQueryClient();
  if (history.state === 'done') return null;
  const set = async (state: 'running' | 'paused' | 'done') => {
    try {
      await dataOf(
        api.PATCH('/api/v1/mailboxes/{mailboxId}/history', {
          params: { path: { mailboxId } },
          body: { state },
        }),
      );
    } catch (error) {
      notifyProblem(error);
    }
    await queryClient.invalidateQueries({ queryKey: mailboxHealthQuery.queryKey });
  };
  const { done, total } = history;
  const isPaused = history.state === 'paused';
  const text =
    total === null
      ? t('history.counting')
      : t(isPaused ? 'history.paused' : 'history.progress', { done, total });
  return (
    <div className={classes.progress}>
      <span>{text}</span>
      <span className={classes.bar} aria-hidden>
        <i style={{ width: `${total ? (100 * done) / total : 0}%` }} />
      </span>
      <Button variant="subtle" size="xs" onClick={() => void set(isPaused ? 'running' : 'paused')}>
        {isPaused ? t('history.resume') : t('history.pause')}
      </Button>
      <Button variant="subtle" size="xs" onClick={() => void set('done')}>
        {t('history.end')}
      </Button>
      {history.problem ? <small>{history.problem}</small> : null}
    </div>
  );
}
