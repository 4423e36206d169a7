import { Button, VisuallyHidden } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { cappedCount, type SearchAnswer } from '@ventanilla/web';
import { SearchX, X } from 'lucide-react';
import { EmptyState } from '../../shared/components/empty-state.tsx';
import { FailedState } from '../../shared/components/failed-state.tsx';
import { LoadMore } from '../../shared/components/load-more.tsx';
import { SkeletonCards } from '../../shared/components/skeleton.tsx';
import { useDelayed } from '../../shared/hooks/use-delayed.ts';
import { useTranslation } from '../../shared/i18n/use-translation.ts';
import { quickSearchQuery, type Sought, searchQuery } from './search.queries.ts';
import { SearchRow } from './search-row.tsx';
import classes from './search-view.module.css';

interface SearchResultsProps {
  sought: Sought;
  /** Searches for something else. */
  onText(text: string): void;
  onAnyState(): void;
  /** No longer only those of one person or organisation. */
  onEverybody(): void;
}

/** The tickets found, newest activity first, or what to try instead. */
export function SearchResults(props: SearchResultsProps) {
  const { t } = useTranslation(['search', 'desk']);
  const { sought } = props;
  const query = useInfiniteQuery({ ...searchQuery(sought), placeholderData: keepPreviousData });
  const showSkeleton = useDelayed(query.isPending);
  if (query.isError && !query.data) {
    return <FailedState error={query.error} onRetry={() => void query.refetch()} />;
  }
  const first = query.data?.pages[0];
  if (!query.data || !first) return showSkeleton ? <SkeletonCards count={4} /> : null;
  const hits = query.data.pages.flatMap((page) => page.items);
  if (hits.length === 0) return <Nothing {...props} answer={first} />;
  return (
    <section aria-labelledby="search-results" aria-busy={query.isPlaceholderData}>
      <VisuallyHidden component="h2" id="search-results">
        {t('results')}
      </VisuallyHidden>
      <p className={classes.about} role="status">
        {first.total ? t('total', { count: first.total.value, shown: cappedCount(first.total) }) : null}
        {first.precision === 'exact' ? null : <span> · {t(first.precision)}</span>}
        <OfWhom answer={first} onEverybody={props.onEverybody} />
      </p>
      <ul className={classes.list}>
        {hits.map((hit) => (
          <SearchRow key={hit.id} hit={hit} text={sought.text} />
        ))}
      </ul>
      <LoadMore query={query} />
    </section>
  );
}

/** Whose tickets these are, and the way to everybody's. */
function OfWhom({ answer, onEverybody }: { answer: SearchAnswer; onEverybody(): void }) {
  const { t } = useTranslation('search');
  if (!answer.of) return null;
  return (
    <span className={classes.of}>
      {t('of', { name: answer.of })}
      <button type="button" onClick={onEverybody} aria-label={t('ofEverybody')} title={t('ofEverybody')}>
        <X size={13} strokeWidth={2} aria-hidden />
      </button>
    </span>
  );
}

/** Nothing found: the word that was perhaps meant, with how much it would find, or the filter that hides the rest. */
function Nothing({
  sought,
  answer,
  onText,
  onAnyState,
  onEverybody,
}: SearchResultsProps & { answer: SearchAnswer }) {
  const { t } = useTranslation('search');
  const { text, state, owner } = sought;
  const { suggestion: word } = answer;
  const { data: meant } = useQuery(quickSearchQuery(word ?? ''));
  const found = meant?.total?.value ? meant.total : null;
  const title = text === '' ? t(owner ? 'noneOfMine' : 'noneOfTheirs') : t('emptyTitle', { text });
  if (word) {
    const told = found ? t('meantWithCount', { word, shown: cappedCount(found) }) : t('meant', { word });
    return (
      <EmptyState icon={<SearchX />} title={title} text={told}>
        <Button variant="default" onClick={() => onText(word)}>
          {t('searchWord', { word })}
        </Button>
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<SearchX />}
      title={title}
      text={t(state ? 'emptyState' : answer.of ? 'emptyOf' : 'emptyText', { name: answer.of })}
    >
      {answer.of ? (
        <Button variant="default" onClick={onEverybody}>
          {t('ofEverybody')}
        </Button>
      ) : null}
      {state ? (
        <Button variant="default" onClick={onAnyState}>
          {t('clearState')}
        </Button>
      ) : null}
    </EmptyState>
  );
}
