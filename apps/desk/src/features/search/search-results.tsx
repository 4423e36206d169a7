import { Button, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type TicketCard, ticketNumber } from '@ventanilla/web';
import { Search, SearchX } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Avatar } from '../../shared/components/avatar.tsx';
import { ChannelIcon } from '../../shared/components/channel-icon.tsx';
import { EmptyState } from '../../shared/components/empty-state.tsx';
import { FailedState } from '../../shared/components/failed-state.tsx';
import { SkeletonCards } from '../../shared/components/skeleton.tsx';
import { TimeAgo } from '../../shared/components/time-ago.tsx';
import { useDelayed } from '../../shared/hooks/use-delayed.ts';
import { searchQuery } from './search.queries.ts';
import classes from './search-results.module.css';

interface SearchResultsProps {
  /** What is searched for, from the address of the page. */
  text: string;
  onText(text: string): void;
}

/** The page of results, with its own box; on phones it is the only one. */
export function SearchResults({ text, onText }: SearchResultsProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(text);
  const [settled] = useDebouncedValue(typed.trim(), 250);
  useEffect(() => {
    if (settled !== text) onText(settled);
    // Only what was typed changes the address; the address changing by itself is taken over below.
    // oxlint-disable-next-line react/exhaustive-deps -- text and onText would undo going back
  }, [settled]);
  useEffect(() => setTyped(text), [text]);
  return (
    <div className={classes.page}>
      <TextInput
        className={classes.box}
        size="lg"
        aria-label={t('search.label')}
        placeholder={t('search.placeholder')}
        leftSection={<Search size={16} strokeWidth={1.75} aria-hidden />}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        autoComplete="off"
        autoFocus
        maxLength={200}
      />
      <Results text={text} />
    </div>
  );
}

function Results({ text }: { text: string }) {
  const { t } = useTranslation();
  const query = useInfiniteQuery(searchQuery(text));
  const showSkeleton = useDelayed(query.isPending && text !== '');
  if (text === '') {
    return (
      <EmptyState icon={<Search />} tone="accent" title={t('search.startTitle')} text={t('search.hint')} />
    );
  }
  if (query.isError && !query.data) {
    return <FailedState error={query.error} onRetry={() => void query.refetch()} />;
  }
  if (!query.data) return showSkeleton ? <SkeletonCards count={4} /> : null;
  const cards = query.data.pages.flatMap((page) => page.items);
  if (cards.length === 0) {
    return (
      <EmptyState icon={<SearchX />} title={t('search.emptyTitle', { text })} text={t('search.emptyText')} />
    );
  }
  return (
    <>
      <ul className={classes.list}>
        {cards.map((card) => (
          <Row key={card.id} card={card} />
        ))}
      </ul>
      {query.hasNextPage ? (
        <Button
          variant="default"
          className={classes.more}
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {t('actions.loadMore')}
        </Button>
      ) : null}
    </>
  );
}

function Row({ card }: { card: TicketCard }) {
  const { t } = useTranslation();
  const who = [card.requester.name, card.requester.organizationName].filter(Boolean).join(' · ');
  return (
    <li className={classes.row}>
      <ChannelIcon channel={card.channel} />
      <span className={classes.number}>{ticketNumber(card.number)}</span>
      <Link className={classes.subject} to="/tickets/$ticketId" params={{ ticketId: card.id }}>
        {card.subject || ticketNumber(card.number)}
      </Link>
      <span className={classes.who}>{who}</span>
      <span className={classes.time}>
        <TimeAgo at={card.activityAt} />
      </span>
      {card.owner ? (
        <Avatar name={card.owner.name} label={card.owner.name} />
      ) : (
        <span className={classes.nobody}>{t('nobody')}</span>
      )}
    </li>
  );
}
