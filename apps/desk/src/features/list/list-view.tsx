import { Button, VisuallyHidden } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import type { ListLayout, TicketSort } from '@ventanilla/contracts/views';
import type { TicketCard } from '@ventanilla/web';
import { ticketNumber } from '@ventanilla/web';
import { Ban, Inbox } from 'lucide-react';
import { Suspense, useEffect, useMemo, useRef, useState } from 'react';
import { EmptyState } from '../../shared/components/empty-state.tsx';
import { FailedState } from '../../shared/components/failed-state.tsx';
import { lazyPart } from '../../shared/components/lazy-part.ts';
import { SkeletonLines } from '../../shared/components/skeleton.tsx';
import { useDelayed } from '../../shared/hooks/use-delayed.ts';
import { useLatest } from '../../shared/hooks/use-latest.ts';
import { useTranslation } from '../../shared/i18n/use-translation.ts';
import { notifyDone, notifyFailed } from '../../shared/notify.tsx';
import { forgetSource, keepingSource } from '../../shared/tickets/ticket-source.ts';
import type { BulkKind } from './bulk/bulk-kinds.ts';
import type { OpenMenu } from './cells/cell-menu.tsx';
import { type ListDesk, ListDeskProvider } from './list-desk.ts';
import { ListTable, linkOf } from './list-table.tsx';
import classes from './list-view.module.css';
import {
  between,
  nothingSelected,
  type Selection,
  select,
  selectedCount,
  wholeSelected,
} from './selection.rules.ts';
import { SelectionBar } from './selection-bar.tsx';
import { useListKeys } from './use-list-keys.ts';
import { useKeptPlace, usePlaceBefore } from './use-list-place.ts';
import { type ListRows, useListRows } from './use-list-rows.ts';
import { type RowCommand, useRowCommands } from './use-row-commands.ts';

const CellMenu = lazyPart(async () => ({ default: (await import('./cells/cell-menu.tsx')).CellMenu }));
const ReasonDialog = lazyPart(async () => ({
  default: (await import('../../shared/tickets/reason-dialog.tsx')).ReasonDialog,
}));

interface ListViewProps {
  /** The filter as JSON. */
  filter: string;
  sort: TicketSort;
  /** Of the view that is open, or of lists. */
  name: string;
  layout: ListLayout;
  onSort(sort: TicketSort): void;
  onLayout(layout: ListLayout): void;
  /** Takes the filter away; null where there is none. */
  onClearFilter: (() => void) | null;
  onFilterKey(): void;
  onBuilderKey(): void;
}

/** Whether somebody is at a row now: nothing moves under the pointer or the focus. */
const isReading = () => document.querySelector('[data-list]:is(:hover, :focus-within)') !== null;

/** Tickets in rows: the ones that a filter finds, in an order, live. */
export function ListView(props: ListViewProps) {
  const { filter, sort, layout, onClearFilter } = props;
  const { t } = useTranslation(['list', 'desk']);
  const isPhone = useMediaQuery('(max-width: 760px)', undefined, { getInitialValueInEffect: false }) ?? false;
  const rows = useListRows({ filter, sort }, { isReading });
  const { query, cards } = rows;
  const showSkeleton = useDelayed(query.isPending);
  const before = usePlaceBefore(filter);
  const picked = useSelection({ filter, cards, before: before?.selection });
  const [asked, setAsked] = useState<BulkKind | null>(null);
  const [activeId, setActive] = useState<string | null>(before?.activeId ?? null);
  const focusRequest = useRef<string | null>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const layers = useRowLayers(rows);
  useEffect(forgetSource, []);
  useKeptPlace(
    { filter, activeId, selection: picked.selection, scroller },
    { top: before?.top ?? 0, hasRows: cards.length > 0 },
  );

  const latest = useLatest({ openMenu: layers.openMenu, toggle: picked.toggle, setActive });
  const desk = useMemo<ListDesk>(
    () => ({
      openMenu: (...input) => latest.current.openMenu(...input),
      toggle: (...input) => latest.current.toggle(...input),
      setActive: (id) => latest.current.setActive(id),
    }),
    [latest],
  );
  useListKeys({
    cards,
    activeId,
    hasSelection: selectedCount(picked.selection, null) !== 0,
    desk,
    focusRow: (id) => {
      focusRequest.current = id;
      setActive(id);
      // Already the active one, though it has not the focus.
      if (id === activeId) linkOf(id)?.focus();
    },
    onAll: () => picked.all(true),
    onClear: picked.clear,
    onBulk: setAsked,
    onFilter: props.onFilterKey,
    onBuilder: props.onBuilderKey,
  });

  if (query.isError && !query.data)
    return <FailedState error={query.error} title={t('failedTitle')} onRetry={() => void query.refetch()} />;
  if (query.isPending)
    return (
      <div className={classes.loading} role="status" aria-busy="true" aria-label={t('desk:states.loading')}>
        {showSkeleton ? <SkeletonLines widths={[92, 88, 95, 84, 90, 86, 93, 80]} /> : null}
      </div>
    );
  return (
    <ListDeskProvider value={desk}>
      <div
        className={classes.body}
        aria-busy={query.isPlaceholderData || undefined}
        onClickCapture={keepingSource({ kind: 'list', filter, sort, name: props.name })}
      >
        <Arrivals rows={rows} onShow={() => scroller.current?.scrollTo({ top: 0 })} />
        {cards.length === 0 ? (
          <NothingHere onClear={onClearFilter} />
        ) : (
          <ListTable
            rows={rows}
            columns={layout.columns}
            density={layout.density}
            sort={sort}
            isPhone={isPhone}
            selection={picked.selection}
            activeId={activeId}
            focusRequest={focusRequest}
            scroller={scroller}
            onColumns={(columns) => props.onLayout({ ...layout, columns })}
            onSort={props.onSort}
            onAll={picked.all}
          />
        )}
        <SelectionBar
          selection={picked.selection}
          filter={filter}
          count={rows.count}
          onWhole={picked.whole}
          onClear={picked.clear}
          onCopy={picked.copy}
          asked={asked}
          onAsked={() => setAsked(null)}
        />
      </div>
      <VisuallyHidden role="status">{picked.said}</VisuallyHidden>
      {layers.drawn}
    </ListDeskProvider>
  );
}

function NothingHere({ onClear }: { onClear: (() => void) | null }) {
  const { t } = useTranslation('list');
  if (!onClear) return <EmptyState icon={<Inbox />} title={t('empty.allTitle')} text={t('empty.allText')} />;
  return (
    <EmptyState icon={<Ban />} title={t('empty.title')} text={t('empty.text')}>
      <Button size="xs" variant="default" onClick={onClear}>
        {t('empty.clear')}
      </Button>
    </EmptyState>
  );
}

/** What came while somebody was reading, to be shown when they are ready. */
function Arrivals({ rows, onShow }: { rows: ListRows; onShow(): void }) {
  const { t } = useTranslation('list');
  const count = rows.waiting.length;
  return (
    <div role="status" className={classes.arrivals}>
      {count > 0 ? (
        <button
          type="button"
          className={classes.pill}
          onClick={() => {
            rows.showWaiting();
            onShow();
          }}
        >
          {t('live.arrived', { count })}
        </button>
      ) : null}
    </div>
  );
}

/** What is selected; another filter begins with nothing. */
function useSelection({
  filter,
  cards,
  before = nothingSelected,
}: {
  filter: string;
  cards: readonly TicketCard[];
  before?: Selection | undefined;
}) {
  const { t } = useTranslation('list');
  const [state, setState] = useState<{ filter: string; selection: Selection }>({
    filter,
    selection: before,
  });
  const anchor = useRef<string | null>(null);
  const selection = state.filter === filter ? state.selection : nothingSelected;
  const set = (next: Selection) => setState({ filter, selection: next });
  const ids = cards.map(({ id }) => id);
  const count = selectedCount(selection, null);
  return {
    selection,
    said: selection.whole ? t('select.saidAll') : count ? t('select.said', { count }) : '',
    toggle(id: string, isRange: boolean) {
      const on = selection.whole === selection.ids.has(id);
      if (isRange) set(select(selection, between(ids, anchor.current, id), true));
      else set(select(selection, [id], on));
      anchor.current = id;
    },
    all: (on: boolean) => set(on ? select(selection, ids, true) : nothingSelected),
    whole: () => set(wholeSelected),
    clear: () => set(nothingSelected),
    copy: selection.whole
      ? null
      : () => {
          const numbers = cards
            .filter(({ id }) => selection.ids.has(id))
            .map((card) => ticketNumber(card.number));
          navigator.clipboard
            .writeText(numbers.join('\n'))
            .then(() => notifyDone(t('select.copied')))
            .catch(() => notifyFailed(t('copied.failed')));
        },
  };
}

/** The menu of a value and the question for a reason, over the rows. */
function useRowLayers(rows: ListRows) {
  const [menu, setMenu] = useState<OpenMenu | null>(null);
  const [asked, setAsked] = useState<{ card: TicketCard; command: RowCommand & { kind: 'priority' } } | null>(
    null,
  );
  const run = useRowCommands({ rows, onReasonAsked: (card, command) => setAsked({ card, command }) });
  const close = () => {
    const { opener, card } = menu ?? {};
    setMenu(null);
    // The menu is taken away first: its trap would take the focus back.
    requestAnimationFrame(() => {
      if (opener?.isConnected) opener.focus();
      else if (card) linkOf(card.id)?.focus();
    });
  };
  const drawn = (
    <Suspense>
      {menu ? (
        <CellMenu
          menu={menu}
          onClose={close}
          onRun={(command) => {
            close();
            run(menu.card, command);
          }}
        />
      ) : null}
      {asked ? (
        <ReasonDialog
          name={asked.command.said}
          onClose={() => setAsked(null)}
          onSave={(reason) => {
            setAsked(null);
            run(asked.card, { ...asked.command, reason });
          }}
        />
      ) : null}
    </Suspense>
  );
  const openMenu: ListDesk['openMenu'] = (kind, card, opener) => setMenu({ kind, card, opener });
  return { openMenu, drawn };
}
