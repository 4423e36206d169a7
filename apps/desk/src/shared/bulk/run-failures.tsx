import { Button, Modal } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type BulkRun, ticketNumber } from '@ventanilla/web';
import { useState } from 'react';
import { FailedState } from '../components/failed-state.tsx';
import { SkeletonLines } from '../components/skeleton.tsx';
import { useFocusBack } from '../hooks/use-focus-back.ts';
import { useTranslation } from '../i18n/use-translation.ts';
import { notifyProblem } from '../notify.tsx';
import { bulkFailuresQuery, bulkRequests, bulkRunQuery, readOverLimit } from './bulk.queries.ts';
import { bulkLayer } from './bulk-layer.ts';
import classes from './bulk-watch.module.css';
import { useNumbers } from './use-numbers.ts';

/** The tickets that a run could not change, each with its reason and the way to it. */
export function RunFailures({ runId, onClose }: { runId: string; onClose(): void }) {
  const { t } = useTranslation(['bulk', 'desk']);
  useFocusBack();
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
      {run && failures.some(({ code }) => code === 'tickets.over_limit') ? (
        <AssignAnyway run={run} onClose={onClose} />
      ) : null}
    </Modal>
  );
}

/** For whoever supervises: what stayed only because of somebody's limit goes to them all the same, as a run of its own. */
function AssignAnyway({ run, onClose }: { run: BulkRun; onClose(): void }) {
  const { t } = useTranslation('desk');
  const [isStarting, setStarting] = useState(false);
  const { action } = run;
  if (action.kind !== 'assign' || action.anyway) return null;
  const start = async () => {
    setStarting(true);
    try {
      const ids = await readOverLimit(run.id);
      const again = await bulkRequests.start({ ids }, { ...action, anyway: true }, crypto.randomUUID());
      bulkLayer.follow(again.id);
      onClose();
    } catch (error) {
      notifyProblem(error);
      setStarting(false);
    }
  };
  return (
    <div className={classes.more}>
      <Button size="xs" loading={isStarting} onClick={() => void start()}>
        {t('actions.assignAnyway')}
      </Button>
    </div>
  );
}
