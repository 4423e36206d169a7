import { Button } from '@mantine/core';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { cappedCount, type SpamCard, type TicketCard, ticketNumber } from '@ventanilla/web';
import { ShieldCheck } from 'lucide-react';
import { type RefObject, useRef, useState } from 'react';
import { useActions } from '../../shared/actions/use-actions.ts';
import { Avatar } from '../../shared/components/avatar.tsx';
import { EmptyState } from '../../shared/components/empty-state.tsx';
import { FailedState } from '../../shared/components/failed-state.tsx';
import { LoadMore } from '../../shared/components/load-more.tsx';
import { SkeletonCards } from '../../shared/components/skeleton.tsx';
import { TimeAgo } from '../../shared/components/time-ago.tsx';
import { useDelayed } from '../../shared/hooks/use-delayed.ts';
import { useTranslation } from '../../shared/i18n/use-translation.ts';
import { notifyDone, notifyProblem } from '../../shared/notify.tsx';
import { markNotSpam, refreshSpam } from '../../shared/spam/spam-requests.ts';
import { spamQuery } from './spam.queries.ts';
import classes from './spam-view.module.css';

/** Everything taken for spam: nothing is deleted, and each can return to where it belongs. */
export function SpamView() {
  const { t } = useTranslation(['machines', 'desk']);
  const query = useInfiniteQuery(spamQuery);
  const list = useRef<HTMLUListElement>(null);
  const isSlow = useDelayed(query.isPending);
  const bring = useNotSpam();
  useSpamKeys(list, bring.run);
  if (query.isError && !query.data)
    return <FailedState error={query.error} onRetry={() => void query.refetch()} />;
  const first = query.data?.pages[0];
  if (!query.data || !first) return isSlow ? <SkeletonCards count={4} /> : null;
  const cards = query.data.pages.flatMap(({ items }) => items).filter(({ id }) => !bring.gone.has(id));
  return (
    <div className={classes.page} tabIndex={-1} data-spam-page>
      <p className={classes.lead} role="status">
        {cards.length > 0
          ? t('spam.lead', { count: first.count.value, shown: cappedCount(first.count) })
          : null}
      </p>
      {cards.length === 0 ? (
        <EmptyState
          icon={<ShieldCheck />}
          tone="verde"
          title={t('spam.emptyTitle')}
          text={t('spam.emptyText')}
        />
      ) : (
        <ul className={classes.list} ref={list} aria-label={t('spam.title')}>
          {cards.map((card) => (
            <SpamRow key={card.id} card={card} onBring={() => bring.run(card)} />
          ))}
        </ul>
      )}
      <LoadMore query={query} />
    </div>
  );
}

function SpamRow({ card, onBring }: { card: SpamCard; onBring(): void }) {
  const { t } = useTranslation(['machines', 'desk']);
  const { requester } = card;
  return (
    <li className={classes.row} data-spam={card.id}>
      <Avatar name={requester.name} />
      <div className={classes.words}>
        <Link data-result className={classes.subject} to="/tickets/$ticketId" params={{ ticketId: card.id }}>
          {card.subject || t('spam.noSubject')}
        </Link>
        <p className={classes.preview}>{card.preview}</p>
        <p className={classes.about}>
          <span className={classes.number}>{ticketNumber(card.number)}</span>
          <span className={classes.who}>
            {card.from && card.from !== requester.name ? `${requester.name} <${card.from}>` : requester.name}
          </span>
          <TimeAgo at={card.activityAt} />
        </p>
      </div>
      {card.can.includes('not_spam') ? (
        <Button
          className={classes.bring}
          size="xs"
          variant="default"
          aria-label={t('spam.notSpamOf', { number: ticketNumber(card.number) })}
          onClick={onBring}
        >
          {t('spam.notSpam')}
        </Button>
      ) : null}
    </li>
  );
}

/** Takes a row away at once; it comes back when the server refuses. */
function useNotSpam() {
  const { t } = useTranslation('machines');
  const queryClient = useQueryClient();
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set());
  const run = async (card: TicketCard) => {
    focusNeighbour(card.id);
    setGone((before) => new Set([...before, card.id]));
    try {
      await markNotSpam(card.id, true);
      notifyDone(t('spam.brought', { number: ticketNumber(card.number), name: card.requester.name }));
    } catch (error) {
      setGone((before) => new Set([...before].filter((id) => id !== card.id)));
      notifyProblem(error);
    }
    refreshSpam(queryClient, card.id);
  };
  return { gone, run: (card: TicketCard) => void run(card) };
}

/** The focus goes to the row below, or above, before its own is gone; after the last one it stays on the page. */
function focusNeighbour(ticketId: string) {
  const row = document.querySelector(`[data-spam="${CSS.escape(ticketId)}"]`);
  if (!row?.contains(document.activeElement)) return;
  const next = row.nextElementSibling ?? row.previousElementSibling;
  const place =
    next?.querySelector<HTMLElement>('[data-result]') ?? row.closest<HTMLElement>('[data-spam-page]');
  place?.focus();
}

function useSpamKeys(list: RefObject<HTMLUListElement | null>, bring: (card: TicketCard) => void) {
  const { t } = useTranslation(['keys', 'machines']);
  const queryClient = useQueryClient();
  const links = () => [...(list.current?.querySelectorAll<HTMLElement>('[data-result]') ?? [])];
  const focused = () => document.activeElement?.closest<HTMLElement>('[data-spam]') ?? null;
  const move = (step: 1 | -1) => {
    const row = focused();
    const all = links();
    const at = row ? all.findIndex((link) => row.contains(link)) : -1;
    all[at < 0 ? 0 : at + step]?.focus();
  };
  const bringFocused = () => {
    const id = focused()?.dataset.spam;
    const pages = queryClient.getQueryData(spamQuery.queryKey)?.pages ?? [];
    const card = pages.flatMap(({ items }) => items).find((each) => each.id === id);
    if (!card) return false;
    bring(card);
    return true;
  };
  useActions('search', [
    { id: 'next', name: t('results.next'), keys: ['j', 'ArrowDown'], keyOnly: true, run: () => move(1) },
    {
      id: 'previous',
      name: t('results.previous'),
      keys: ['k', 'ArrowUp'],
      keyOnly: true,
      run: () => move(-1),
    },
    { id: 'open', name: t('results.open'), keys: ['Enter'] },
    { id: 'notSpam', name: t('machines:spam.notSpamKey'), keys: ['!'], keyOnly: true, run: bringFocused },
  ]);
}
