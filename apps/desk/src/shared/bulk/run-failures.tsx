import { Button, Modal } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ticketNumber } from '@ventanilla/web';
import { useTranslation } from 'react-i18next';
import { FailedState } from '../components/failed-state.tsx';
import { SkeletonLines } from '../components/skeleton.tsx';
import { bulkFailuresQuery, bulkRunQuery } from './bulk.queries.ts';
import classes from './bulk-watch.module.css';
import { useNumbers } from './use-numbers.ts';

/** The tickets that a run could not change, each with its reason and the way to it. */
export function RunFailures({ runId, onClose }: { runId: string; onClose(): void }) {
  const { t } = useTranslation(['bulk', 'desk']);
  const { number } = useNumbers();
  const { data: run } = useQuery(bulkRunQuery(runId));
  const query = useInfiniteQuery(bulkFailuresQuery(runId));
  const failures = query.data?.pages.flatMap(({ items }) => items) ?? [];
  const count = run?.failed ?? failures.length;
  return (
    <Modal
      opened
      onClose={onClose}
      size={560}
      title={t('failures.title', { count, total: number(count) })}
      closeButtonProps={{ 'aria-label': t('desk:actions.close') }}
    >
      <p className={classes.lead}>{t('failures.lead')}</p>
      {query.isError ? <FailedState error={query.error} onRetry={() => void query.refetch()} /> : null}
      {query.isPending ? <SkeletonLines widths={[90, 84, 88]} /> : null}
      <ul className={classes.list}>
        {failures.map(({ ticketId, number: of, subject, detail }) => (
          <li key={ticketId}>
            <span>
              {of === null ? (
                t('failures.hidden')
              ) : (
                <Link to="/tickets/$ticketId" params={{ ticketId }} onClick={onClose}>
                  <span className={classes.number}>{ticketNumber(of)}</span>{' '}
                  {subject?.trim() || t('failures.noSubject')}
                </Link>
              )}
              <span className={classes.aside}>{detail}</span>
            </span>
          </li>
        ))}
      </ul>
      {query.hasNextPage ? (
        <div className={classes.more}>
          <Button variant="default" size="xs" onClick={() => void query.fetchNextPage()}>
            {t('failures.more')}
          </Button>
        </div>
      ) : null}
    </Modal>
  );
}
