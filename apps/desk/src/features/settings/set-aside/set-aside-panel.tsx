import { Button } from '@mantine/core';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { isProblem } from '@ventanilla/web';
import { PackageCheck, RotateCw } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../../shared/components/empty-state.tsx';
import { notifyDone, notifyFailed, notifyProblem } from '../../../shared/notify.tsx';
import classes from '../shared/panel.module.css';
import { Loaded, Panel, Rows } from '../shared/panel.tsx';
import { retrySetAside, type SetAsideEvent, setAsideQuery } from './set-aside.queries.ts';
import { SetAsideRow } from './set-aside-row.tsx';

/** What a part of the system could not process, with another try for each or for all. */
export function SetAsidePanel() {
  const { t } = useTranslation(['settings', 'desk']);
  const queryClient = useQueryClient();
  const query = useInfiniteQuery(setAsideQuery);
  const [working, setWorking] = useState(false);
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];

  const retry = async (wanted: readonly SetAsideEvent[]) => {
    let processed = 0;
    let left = 0;
    try {
      for (const item of wanted) {
        const result = await retrySetAside(item).catch((error: unknown) => {
          // Done already, with one that it waited behind.
          if (isProblem(error, 'set_aside.not_found')) return { processed: 0, left: 0 };
          throw error;
        });
        processed += result.processed;
        left += result.left;
      }
      if (processed > 0) notifyDone(t('setAside.retried', { count: processed }));
      if (left > 0) notifyFailed(t('setAside.stillLeft', { count: left }));
    } catch (error) {
      notifyProblem(error);
    }
    await queryClient.invalidateQueries({ queryKey: setAsideQuery.queryKey });
  };
  const failed = items.filter(({ state }) => state === 'failed');
  return (
    <Panel
      title={t('sections.setAside')}
      lead={t('setAside.lead')}
      action={
        failed.length > 1 ? (
          <Button
            variant="default"
            leftSection={<RotateCw size={16} aria-hidden />}
            loading={working}
            onClick={() => {
              setWorking(true);
              void retry(failed).finally(() => setWorking(false));
            }}
          >
            {t('setAside.retryAll')}
          </Button>
        ) : undefined
      }
    >
      <Loaded query={query}>
        {() =>
          items.length === 0 ? (
            <EmptyState
              icon={<PackageCheck />}
              tone="verde"
              title={t('setAside.emptyTitle')}
              text={t('setAside.emptyText')}
            />
          ) : (
            <Rows label={t('sections.setAside')}>
              {items.map((item) => (
                <SetAsideRow key={item.id} item={item} onRetry={() => retry([item])} />
              ))}
            </Rows>
          )
        }
      </Loaded>
      {query.hasNextPage ? (
        <Button
          className={classes.more}
          variant="default"
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {t('desk:actions.loadMore')}
        </Button>
      ) : null}
    </Panel>
  );
}
