import { ActionIcon, Button } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import type { TicketSort } from '@ventanilla/contracts/views';
import { cappedCount } from '@ventanilla/web';
import { History, SlidersHorizontal } from 'lucide-react';
import { type ReactNode, Suspense, useId, useRef, useState } from 'react';
import { bulkLayer } from '../../shared/bulk/bulk-layer.ts';
import { lazyPart } from '../../shared/components/lazy-part.ts';
import { PageTop } from '../../shared/components/page-top.tsx';
import { FilterBox } from '../../shared/filters/filter-box.tsx';
import { FilterProblems } from '../../shared/filters/filter-problems.tsx';
import { writeText } from '../../shared/filters/filters.queries.ts';
import { everything, useFilter } from '../../shared/filters/use-filter.ts';
import { useTranslation } from '../../shared/i18n/use-translation.ts';
import { notifyDone, notifyFailed, notifyProblem } from '../../shared/notify.tsx';
import { firstSort } from '../../shared/tickets/ticket-sorts.ts';
import { ColumnsMenu } from './columns-menu.tsx';
import { ExportButton } from './export/export-button.tsx';
import { listQuery } from './list.queries.ts';
import type { ListAddress } from './list-address.ts';
import classes from './list-view.module.css';
import { ListView } from './list-view.tsx';
import { SortMenu } from './sort-menu.tsx';
import { useAsColumn } from './views/use-as-column.ts';
import { useOpenView } from './views/use-open-view.ts';
import { useViews } from './views/use-views.ts';
import { presetFilter, ViewsMenu } from './views/views-menu.tsx';

const FilterBuilder = lazyPart(async () => ({
  default: (await import('../../shared/filters/builder/filter-builder.tsx')).FilterBuilder,
}));
const ViewDialog = lazyPart(async () => ({ default: (await import('./views/view-dialog.tsx')).ViewDialog }));

interface ListPageViewProps {
  address: ListAddress;
  /** `isStep`: going back returns to where one was. */
  onAddress(address: ListAddress, isStep?: boolean): void;
  /** Beside the title: the other ways to look. */
  places: ReactNode;
  /** At the end of the bar. */
  newTicket: ReactNode;
}

function copy(text: string, done: string, failed: string) {
  navigator.clipboard
    .writeText(text)
    .then(() => notifyDone(done))
    .catch(() => notifyFailed(failed));
}

/** The list with its filter, its order, its columns and its views. */
export function ListPageView({ address, onAddress, places, newTicket }: ListPageViewProps) {
  const { t } = useTranslation(['list', 'filters']);
  const queryClient = useQueryClient();
  const isPhone = useMediaQuery('(max-width: 760px)', undefined, { getInitialValueInEffect: false }) ?? false;
  const views = useViews();
  const open = useOpenView({ address, views, onAddress });
  const { q = '' } = address;
  const sort = address.sort ?? open.present?.sort ?? firstSort;
  const filter = useFilter({
    applied: q,
    onApply: (text) => text !== q && onAddress({ ...address, q: text || undefined }),
  });
  const [hasBuilder, setBuilder] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const toggle = useRef<HTMLButtonElement>(null);
  const problemsId = useId();
  const json = filter.filter ? JSON.stringify(filter.filter) : null;
  const setSort = (next: TicketSort) => onAddress({ ...address, sort: next });
  const closeBuilder = () => {
    setBuilder(false);
    toggle.current?.focus();
  };
  const asColumn = useAsColumn();
  const asked = { q, sort, filter: filter.filter ?? everything };
  return (
    <>
      <PageTop
        title={t('title')}
        beside={
          <span style={{ display: 'flex', alignItems: 'center', gap: 8 }}>
            {places}
            <ViewsMenu
              views={views.views}
              present={open.present}
              isChanged={open.isChanged(asked)}
              onPreset={(key) =>
                void writeText(presetFilter(key), queryClient)
                  .then((text) => onAddress({ q: text || undefined, sort: undefined, view: undefined }, true))
                  .catch(notifyProblem)
              }
              onView={open.show}
              onSaveNew={() => open.save(asked)}
              onSaveChanges={(view) => open.saveChanges(view, asked)}
              onRename={open.rename}
              onDuplicate={(view) => open.duplicate(view, asked)}
              onRemove={open.remove}
              onColumn={asColumn}
            />
          </span>
        }
      >
        <ActionIcon
          visibleFrom="sm"
          aria-label={t('keys.recent')}
          title={t('keys.recent')}
          onClick={() => bulkLayer.show('recent')}
        >
          <History size={16} strokeWidth={1.75} aria-hidden />
        </ActionIcon>
        {isPhone ? null : <ColumnsMenu layout={open.layout} onLayout={open.setLayout} />}
        <SortMenu sort={sort} isPhone={isPhone} onSort={setSort} />
        <ExportButton filter={json} sort={sort} />
        {newTicket}
      </PageTop>
      <div className={classes.ask}>
        <FilterBox
          filter={filter}
          input={input}
          problemsId={problemsId}
          onEnter={() => document.querySelector<HTMLElement>('[data-list] [data-card]')?.focus()}
        >
          {json && !isPhone ? <Count filter={json} sort={sort} /> : null}
          {isPhone ? (
            <ActionIcon
              ref={toggle}
              size={40}
              aria-label={t('filters:box.builder')}
              aria-expanded={hasBuilder}
              onClick={() => setBuilder(!hasBuilder)}
            >
              <SlidersHorizontal size={16} strokeWidth={1.75} aria-hidden />
            </ActionIcon>
          ) : (
            <Button
              ref={toggle}
              size="xs"
              variant={hasBuilder ? 'light' : 'subtle'}
              leftSection={<SlidersHorizontal size={14} strokeWidth={1.75} aria-hidden />}
              aria-expanded={hasBuilder}
              onClick={() => setBuilder(!hasBuilder)}
            >
              {t('filters:box.builder')}
            </Button>
          )}
        </FilterBox>
        <FilterProblems id={problemsId} filter={filter} />
        <Suspense>
          {hasBuilder && filter.filter ? (
            <div className={classes.builder}>
              <FilterBuilder
                filter={filter}
                onCopyText={() => copy(filter.text, t('copied.text'), t('copied.failed'))}
                onCopyLink={() => copy(window.location.href, t('copied.link'), t('copied.failed'))}
                onApply={closeBuilder}
                onClose={closeBuilder}
              >
                <Button
                  size="xs"
                  variant="default"
                  onClick={() =>
                    asColumn({
                      name: open.present?.name ?? '',
                      colour: open.present?.colour ?? null,
                      ...asked,
                    })
                  }
                >
                  {t('asColumn')}
                </Button>
                <Button size="xs" variant="default" onClick={() => open.save(asked)}>
                  {t('views.save')}
                </Button>
              </FilterBuilder>
            </div>
          ) : null}
        </Suspense>
      </div>
      {json ? (
        <ListView
          filter={json}
          sort={sort}
          name={open.present?.name ?? t('title')}
          layout={open.layout}
          onSort={setSort}
          onLayout={open.setLayout}
          onClearFilter={q === '' ? null : () => filter.setText('')}
          onFilterKey={() => input.current?.focus()}
          onBuilderKey={() => setBuilder(true)}
        />
      ) : null}
      <Suspense>{open.dialog ? <ViewDialog {...open.dialog} /> : null}</Suspense>
    </>
  );
}

/** How many tickets there are, from the first page of the list itself. */
function Count({ filter, sort }: { filter: string; sort: TicketSort }) {
  const { t } = useTranslation('filters');
  const { data } = useInfiniteQuery({ ...listQuery({ filter, sort }), refetchOnMount: false });
  const count = data?.pages[0]?.count;
  return (
    <span className={classes.askCount} role="status">
      {count ? (
        <>
          <b>{cappedCount(count)}</b> {t('box.count', { count: count.value })}
        </>
      ) : null}
    </span>
  );
}
