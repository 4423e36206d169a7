import { Button, SegmentedControl } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { PackageCheck, RotateCw } from 'lucide-react';
import { useState } from 'react';
import { EmptyState } from '../../../shared/components/empty-state.tsx';
import { LoadMore } from '../../../shared/components/load-more.tsx';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { Loaded, Panel, Rows } from '../shared/panel.tsx';
import { ProblemRow } from './problem-row.tsx';
import { type ProblemFilter, problemCountQuery, problemsQuery } from './problems.queries.ts';
import classes from './problems-panel.module.css';
import { useProblemActions } from './use-problem-actions.ts';

const filters: readonly ProblemFilter[] = ['all', 'unreadable', 'quarantined', 'event', 'alarm', 'looked'];

/** «Bandeja de problemas»: what went wrong and needs somebody's eyes, each with its cause and what can be done. */
export function ProblemsPanel() {
  const { t } = useTranslation(['settings', 'desk']);
  const [filter, setFilter] = useState<ProblemFilter>('all');
  const [working, setWorking] = useState(false);
  const query = useInfiniteQuery(problemsQuery(filter));
  const { data: count } = useQuery(problemCountQuery);
  const { retry, look, unlook } = useProblemActions(filter);
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  const retryable = items.filter(({ kind, cause }) => kind !== 'alarm' && cause !== 'event_parked');
  const labelOf = (value: ProblemFilter) => {
    const label = t(`problems.filter.${value}`);
    const some = value === 'looked' ? 0 : value === 'all' ? count?.all.value : count?.byKind[value];
    return some ? `${label} (${some})` : label;
  };
  return (
    <Panel
      title={t('sections.setAside')}
      lead={t('problems.lead')}
      action={
        retryable.length > 1 && filter !== 'looked' ? (
          <Button
            variant="default"
            leftSection={<RotateCw size={16} aria-hidden />}
            loading={working}
            onClick={() => {
              setWorking(true);
              void retry(retryable).finally(() => setWorking(false));
            }}
          >
            {t('problems.retryAll')}
          </Button>
        ) : undefined
      }
    >
      <div className={classes.filters}>
        <SegmentedControl
          aria-label={t('problems.filterLabel')}
          data={filters.map((value) => ({ value, label: labelOf(value) }))}
          value={filter}
          onChange={(value) => setFilter(value as ProblemFilter)}
        />
      </div>
      <Loaded query={query}>
        {() =>
          items.length === 0 ? (
            <EmptyState
              icon={<PackageCheck />}
              tone="verde"
              title={filter === 'looked' ? t('problems.noneLookedTitle') : t('problems.emptyTitle')}
              text={filter === 'looked' ? t('problems.noneLookedText') : t('problems.emptyText')}
            />
          ) : (
            <Rows label={t('sections.setAside')}>
              {items.map((item) => (
                <ProblemRow
                  key={item.id}
                  item={item}
                  onRetry={() => retry([item])}
                  onLook={() => look(item)}
                  onUnlook={() => unlook(item)}
                />
              ))}
            </Rows>
          )
        }
      </Loaded>
      <LoadMore query={query} />
    </Panel>
  );
}
