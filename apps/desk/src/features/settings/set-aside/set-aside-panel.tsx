import { Button } from '@mantine/core';
import { infiniteQueryOptions, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { dataOf, type paths } from '@ventanilla/web';
import { CircleCheck, CirclePause, PackageCheck, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../shared/api/api.ts';
import { Chip } from '../../../shared/components/chip.tsx';
import { EmptyState } from '../../../shared/components/empty-state.tsx';
import { TimeAgo } from '../../../shared/components/time-ago.tsx';
import { notifyDone, notifyFailed, notifyProblem } from '../../../shared/notify.tsx';
import classes from '../shared/panel.module.css';
import { Loaded, Panel, Rows } from '../shared/panel.tsx';

type SetAsidePage = paths['/api/v1/set-aside']['get']['responses'][200]['content']['application/json'];
type SetAsideEvent = SetAsidePage['items'][number];

const setAsideQuery = infiniteQueryOptions({
  queryKey: ['set-aside'],
  queryFn: ({ pageParam }) =>
    dataOf(
      api.GET('/api/v1/set-aside', {
        params: { query: { limit: 50, ...(pageParam ? { cursor: pageParam } : {}) } },
      }),
    ),
  initialPageParam: '',
  getNextPageParam: (page: SetAsidePage) => page.nextCursor,
});

/** What a part of the system could not process, with another try. */
export function SetAsidePanel() {
  const { t } = useTranslation(['settings', 'desk']);
  const query = useInfiniteQuery(setAsideQuery);
  return (
    <Panel title={t('sections.setAside')} lead={t('setAside.lead')}>
      <Loaded query={query}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          if (items.length === 0) {
            return (
              <EmptyState
                icon={<PackageCheck />}
                tone="verde"
                title={t('setAside.emptyTitle')}
                text={t('setAside.emptyText')}
              />
            );
          }
          return (
            <Rows label={t('sections.setAside')}>
              {items.map((item) => (
                <SetAsideRow key={item.id} item={item} />
              ))}
            </Rows>
          );
        }}
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

function SetAsideRow({ item }: { item: SetAsideEvent }) {
  const { t } = useTranslation('settings');
  const queryClient = useQueryClient();
  const [working, setWorking] = useState(false);
  const icon = { size: 12, strokeWidth: 2, 'aria-hidden': true };
  const retry = async () => {
    setWorking(true);
    try {
      const { processed, left } = await dataOf(
        api.POST('/api/v1/set-aside/{setAsideId}/retry', { params: { path: { setAsideId: item.id } } }),
      );
      if (processed > 0) notifyDone(t('setAside.retried', { count: processed }));
      if (left > 0) notifyFailed(t('setAside.stillLeft', { count: left }));
    } catch (error) {
      notifyProblem(error);
    }
    setWorking(false);
    await queryClient.invalidateQueries({ queryKey: setAsideQuery.queryKey });
  };
  return (
    <li>
      <span className={classes.main}>
        <b>{item.eventType}</b>
        <span className={classes.sub}>
          <span className={classes.mono}>{item.consumer}</span> · {item.position}
        </span>
      </span>
      <span className={classes.side}>
        <span>{t('setAside.attempts', { count: item.attempts })}</span>
        <TimeAgo at={item.at} />
        <Chip
          tone={item.state === 'failed' ? 'rojo' : 'gris'}
          icon={item.state === 'failed' ? <TriangleAlert {...icon} /> : <CirclePause {...icon} />}
        >
          {t(`setAside.${item.state}`)}
        </Chip>
        <Button
          variant="default"
          size="xs"
          leftSection={<CircleCheck size={14} aria-hidden />}
          aria-label={t('setAside.retryOf', { type: item.eventType, consumer: item.consumer })}
          loading={working}
          onClick={() => void retry()}
        >
          {t('setAside.retry')}
        </Button>
      </span>
      {item.error ? <span className={classes.said}>{item.error}</span> : null}
    </li>
  );
}
