import { Button, Modal } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { type BulkRun, relativeTime } from '@ventanilla/web';
import { FailedState } from '../components/failed-state.tsx';
import { SkeletonLines } from '../components/skeleton.tsx';
import { useFocusBack } from '../hooks/use-focus-back.ts';
import { useFormat } from '../hooks/use-format.ts';
import { useTranslation } from '../i18n/use-translation.ts';
import { bulkRunsQuery, isOver } from './bulk.queries.ts';
import { bulkLayer } from './bulk-layer.ts';
import classes from './bulk-watch.module.css';
import { undoRun } from './undo-run.ts';
import { useRunWords } from './use-action-words.ts';
import { useNumbers } from './use-numbers.ts';

/** What somebody changed many at once of, newest first, each to be taken back while that is possible. */
export function RecentRuns({ onClose }: { onClose(): void }) {
  const { t } = useTranslation(['bulk', 'desk']);
  useFocusBack();
  const query = useInfiniteQuery(bulkRunsQuery);
  const runs = query.data?.pages.flatMap(({ items }) => items) ?? [];
  const undone = new Set(runs.map(({ undoOf }) => undoOf));
  return (
    <Modal
      opened
      onClose={onClose}
      size={560}
      title={t('recent.title')}
      closeButtonProps={{ 'aria-label': t('desk:actions.close') }}
    >
      <p className={classes.lead}>{query.data && runs.length === 0 ? t('recent.none') : t('recent.lead')}</p>
      {query.isError ? <FailedState error={query.error} onRetry={() => void query.refetch()} /> : null}
      {query.isPending ? <SkeletonLines widths={[90, 84, 88]} /> : null}
      <ul className={classes.list}>
        {runs.map((run) => (
          <Run key={run.id} run={run} isUndone={undone.has(run.id)} onClose={onClose} />
        ))}
      </ul>
      {query.hasNextPage ? (
        <div className={classes.more}>
          <Button variant="default" size="xs" onClick={() => void query.fetchNextPage()}>
            {t('recent.more')}
          </Button>
        </div>
      ) : null}
    </Modal>
  );
}

function Run({ run, isUndone, onClose }: { run: BulkRun; isUndone: boolean; onClose(): void }) {
  const { t } = useTranslation('bulk');
  const format = useFormat();
  const { number } = useNumbers();
  const wordsOf = useRunWords();
  const aside = [
    relativeTime(run.createdAt, format),
    ...(isUndone ? [t('recent.undone')] : []),
    ...(isOver(run) && run.state === 'done' ? [] : [t(`recent.state.${run.state}`)]),
    t('recent.counts', { changed: number(run.changed) }),
    ...(run.unchanged > 0 ? [t('recent.unchanged', { count: run.unchanged })] : []),
    ...(run.failed > 0 ? [t('recent.failed', { count: run.failed })] : []),
  ];
  return (
    <li>
      <span>
        <span className={classes.what}>{wordsOf(run)}</span>
        <span className={classes.aside}>{aside.join(' · ')}</span>
      </span>
      {run.failed > 0 ? (
        <Button size="xs" variant="subtle" onClick={() => bulkLayer.show({ runId: run.id })}>
          {t('recent.failures')}
        </Button>
      ) : null}
      {run.canUndo ? (
        <Button
          size="xs"
          variant="default"
          onClick={() => {
            onClose();
            void undoRun(run.id);
          }}
        >
          {t('recent.undo')}
        </Button>
      ) : null}
    </li>
  );
}
