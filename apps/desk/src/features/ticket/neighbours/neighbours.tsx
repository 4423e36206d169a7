import { ActionIcon } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useVirtualizer } from '@tanstack/react-virtual';
import type { TicketCard } from '@ventanilla/web';
import clsx from 'clsx';
import { Columns3, Flag, List } from 'lucide-react';
import { type KeyboardEvent, useEffect, useEffectEvent, useRef } from 'react';
import { SkeletonLines } from '../../../shared/components/skeleton.tsx';
import { TimeAgo } from '../../../shared/components/time-ago.tsx';
import { useDelayed } from '../../../shared/hooks/use-delayed.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { ClockMark } from '../../../shared/tickets/clock-mark.tsx';
import type { TicketSource } from '../../../shared/tickets/ticket-source.ts';
import { neighboursQuery } from '../ticket.queries.ts';
import classes from './neighbours.module.css';

interface NeighboursProps {
  source: TicketSource;
  ticketId: string;
  className?: string | undefined;
  onBack: () => void;
}

/** Height of one line of the list, in px; the sheet says the same. */
const rowPx = 75;
/** With so many lines left below, the next page is fetched. */
const aheadRows = 10;
/** Pages fetched to find the present ticket; one further down than that is not looked for. */
const pagesToFindMax = 4;

/** The column or list that one came from, to go through it without returning there; as long as it is. */
export function Neighbours({ source, ticketId, className, onBack }: NeighboursProps) {
  const { t } = useTranslation(['ticket', 'board']);
  const query = useInfiniteQuery(neighboursQuery(source));
  const { data, isPending, isError, hasNextPage, isFetching, fetchNextPage } = query;
  const back = t(source.kind === 'list' ? 'neighbours.toList' : 'neighbours.toBoard');
  const BackIcon = source.kind === 'list' ? List : Columns3;
  const cards = data?.pages.flatMap(({ items }) => items) ?? [];
  const isSlow = useDelayed(isPending);
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: cards.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    getItemKey: (index) => cards[index]?.id ?? index,
    overscan: 6,
  });
  const items = rows.getVirtualItems();
  const currentIndex = cards.findIndex(({ id }) => id === ticketId);
  const lastShown = items.at(-1)?.index ?? 0;

  const mayFetch = hasNextPage && !isFetching;
  const pages = data?.pages.length ?? 0;
  const isSearching = pages > 0 && currentIndex < 0 && pages < pagesToFindMax;
  useEffect(() => {
    if (mayFetch && (isSearching || lastShown >= cards.length - aheadRows)) void fetchNextPage();
  }, [mayFetch, isSearching, lastShown, cards.length, fetchNextPage]);
  const reveal = useEffectEvent(() => {
    if (currentIndex >= 0) rows.scrollToIndex(currentIndex, { align: 'auto' });
  });
  const isFound = currentIndex >= 0;
  useEffect(() => {
    if (ticketId && isFound) reveal();
  }, [ticketId, isFound]);

  /** Arrows go through the list while it has the focus; elsewhere they scroll. */
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const focused = (document.activeElement as HTMLElement | null)?.closest<HTMLElement>('[data-index]');
    if (step === 0 || !focused) return;
    event.preventDefault();
    const next = Math.min(Math.max(Number(focused.dataset.index) + step, 0), cards.length - 1);
    rows.scrollToIndex(next, { align: 'auto' });
    requestAnimationFrame(() =>
      scroller.current?.querySelector<HTMLElement>(`[data-index="${next}"] a`)?.focus(),
    );
  };
  return (
    <nav className={clsx(classes.list, className)} aria-label={t('neighbours.label')}>
      <div className={classes.top}>
        <h2>{source.kind === 'builtIn' ? t(`board:columns.${source.column}`) : source.name}</h2>
        {data ? (
          <span className={classes.count}>
            {cards.length}
            {hasNextPage ? '+' : ''}
          </span>
        ) : null}
        <span className={classes.grow} />
        <ActionIcon aria-label={back} title={back} onClick={onBack}>
          <BackIcon size={16} strokeWidth={1.75} aria-hidden />
        </ActionIcon>
      </div>
      {isSlow ? (
        <div className={classes.empty}>
          <SkeletonLines widths={[70, 90, 40, 75, 85, 50]} />
        </div>
      ) : null}
      {isError && !data ? <p className={classes.empty}>{t('neighbours.failed')}</p> : null}
      {data && cards.length === 0 ? <p className={classes.empty}>{t('neighbours.empty')}</p> : null}
      <div ref={scroller} className={classes.items}>
        <ul
          className={classes.rows}
          style={{ height: rows.getTotalSize() }}
          onKeyDown={onKeyDown}
          aria-label={t('neighbours.label')}
        >
          {items.map(({ index, key, start }) => {
            const card = cards[index];
            if (!card) return null;
            return (
              <li
                key={key}
                className={classes.row}
                data-index={index}
                style={{ transform: `translateY(${start}px)` }}
                aria-setsize={hasNextPage ? -1 : cards.length}
                aria-posinset={index + 1}
              >
                <NeighbourLink card={card} source={source} isCurrent={card.id === ticketId} />
              </li>
            );
          })}
        </ul>
      </div>
    </nav>
  );
}

interface NeighbourLinkProps {
  card: TicketCard;
  source: TicketSource;
  isCurrent: boolean;
}

function NeighbourLink({ card, source, isCurrent }: NeighbourLinkProps) {
  const { t } = useTranslation(['ticket', 'board']);
  return (
    <Link
      to="/tickets/$ticketId"
      params={{ ticketId: card.id }}
      search={source.kind === 'builtIn' ? { column: source.column } : {}}
      className={clsx(classes.item, card.unread && !isCurrent && classes.unread)}
      aria-current={isCurrent ? 'page' : undefined}
      activeProps={{}}
    >
      <span className={classes.line}>
        {card.unread && !isCurrent ? (
          <span className={classes.dot} role="img" aria-label={t('board:card.unread')} />
        ) : null}
        <span className={classes.who}>{card.requester.name}</span>
        <span className={classes.when}>
          <TimeAgo at={card.activityAt} />
        </span>
      </span>
      <div className={classes.subject}>{card.subject || t('header.noSubject')}</div>
      <div className={classes.foot}>
        <span className={classes.preview}>
          {card.deliveryFailed ? (
            <span className={classes.failed}>{t('delivery.failed')}</span>
          ) : (
            card.preview || ' '
          )}
        </span>
        {card.flag ? (
          <span className={classes.flag} data-flag={card.flag.key} title={card.flag.name}>
            <Flag size={12} role="img" aria-label={card.flag.name} />
          </span>
        ) : null}
        {card.clock ? <ClockMark clock={card.clock} /> : null}
      </div>
    </Link>
  );
}
