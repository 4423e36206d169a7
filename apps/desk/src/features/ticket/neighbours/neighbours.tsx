import { ActionIcon } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { BoardColumnKey, TicketCard } from '@ventanilla/web';
import clsx from 'clsx';
import { Columns3 } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { SkeletonLines } from '../../../shared/components/skeleton.tsx';
import { TimeAgo } from '../../../shared/components/time-ago.tsx';
import { useDelayed } from '../../../shared/hooks/use-delayed.ts';
import { neighboursQuery } from '../ticket.queries.ts';
import classes from './neighbours.module.css';

interface NeighboursProps {
  column: BoardColumnKey;
  ticketId: string;
  className?: string;
  onBack: () => void;
}

/** The column that one came from, to go through it without returning to the board. */
export function Neighbours({ column, ticketId, className, onBack }: NeighboursProps) {
  const { t } = useTranslation(['ticket', 'board']);
  const { data: cards, isPending, isError } = useQuery(neighboursQuery(column));
  const isSlow = useDelayed(isPending);
  const list = useRef<HTMLElement>(null);
  useEffect(() => {
    list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
  }, [ticketId]);
  return (
    <nav ref={list} className={clsx(classes.list, className)} aria-label={t('neighbours.label')}>
      <div className={classes.top}>
        <h2>{t(`board:columns.${column}`)}</h2>
        {cards ? <span className={classes.count}>{cards.length}</span> : null}
        <span className={classes.grow} />
        <ActionIcon aria-label={t('neighbours.toBoard')} title={t('neighbours.toBoard')} onClick={onBack}>
          <Columns3 size={16} strokeWidth={1.75} aria-hidden />
        </ActionIcon>
      </div>
      {isSlow ? (
        <div className={classes.empty}>
          <SkeletonLines widths={[70, 90, 40, 75, 85, 50]} />
        </div>
      ) : null}
      {isError ? <p className={classes.empty}>{t('neighbours.failed')}</p> : null}
      {cards?.length === 0 ? <p className={classes.empty}>{t('neighbours.empty')}</p> : null}
      <ul className={classes.items} onKeyDown={moveByArrows}>
        {cards?.map((card) => (
          <li key={card.id}>
            <NeighbourLink card={card} column={column} isCurrent={card.id === ticketId} />
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Arrows go through the list while it has the focus; elsewhere they scroll. */
function moveByArrows(event: KeyboardEvent<HTMLElement>) {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0) return;
  const links = [...event.currentTarget.querySelectorAll('a')];
  const index = links.indexOf(document.activeElement as HTMLAnchorElement);
  links[Math.min(Math.max(index + step, 0), links.length - 1)]?.focus();
  event.preventDefault();
}

function NeighbourLink({
  card,
  column,
  isCurrent,
}: {
  card: TicketCard;
  column: BoardColumnKey;
  isCurrent: boolean;
}) {
  const { t } = useTranslation(['ticket', 'board']);
  return (
    <Link
      to="/tickets/$ticketId"
      params={{ ticketId: card.id }}
      search={{ column }}
      className={clsx(classes.item, card.unread && !isCurrent && classes.unread)}
      aria-current={isCurrent ? 'page' : undefined}
      activeProps={{}}
    >
      <span className={classes.row}>
        {card.unread && !isCurrent ? (
          <span className={classes.dot} role="img" aria-label={t('board:card.unread')} />
        ) : null}
        <span className={classes.who}>{card.requester.name}</span>
        <span className={classes.when}>
          <TimeAgo at={card.activityAt} />
        </span>
      </span>
      <div className={classes.subject}>{card.subject || t('header.noSubject')}</div>
      <div className={classes.preview}>
        {card.deliveryFailed ? <span className={classes.failed}>{t('delivery.failed')}</span> : card.preview}
      </div>
    </Link>
  );
}
