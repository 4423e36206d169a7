import { Button, VisuallyHidden } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { cappedCount, type SearchAnswer } from '@ventanilla/web';
import { SearchX } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../shared/components/empty-state.tsx';
import { FailedState } from '../../shared/components/failed-state.tsx';
import { LoadMore } from '../../shared/components/load-more.tsx';
import { SkeletonCards } from '../../shared/components/skeleton.tsx';
import { useDelayed } from '../../shared/hooks/use-delayed.ts';
import { quickSearchQuery, type SearchState, searchQuery } from './search.queries.ts';
import { SearchRow } from './search-row.tsx';
import classes from './search-view.module.css';

interface SearchResultsProps {
  text: string;
  state: SearchState | undefined;
  /** Searches for something else. */
  onText(text: string): void;
  onAnyState(): void;
}

/** The tickets found, newest activity first, or what to try instead. */
export function SearchResults({ text, state, onText, onAnyState }: SearchResultsProps) {
  const { t } = useTranslation(['search', 'desk']);
  const query = useInfiniteQuery({ ...searchQuery({ text, state }), placeholderData: keepPreviousData });
  const showSkeleton = useDelayed(query.isPending);
  if (query.isError && !query.data) {
    return <FailedState error={query.error} onRetry={() => void query.refetch()} />;
  }
  const first = query.data?.pages[0];
  if (!query.data || !first) return showSkeleton ? <SkeletonCards count={4} /> : null;
  const hits = query.data.pages.flatMap((page) => page.items);
  if (hits.length === 0) {
    return <Nothing text={text} state={state} answer={first} onText={onText} onAnyState={onAnyState} />;
  }
  return (
    <section aria-labelledby="search-results" aria-busy={query.isPlaceholderData}>
      <VisuallyHidden component="h2" id="search-results">
        {t('results')}
      </VisuallyHidden>
      <p className={classes.about} role="status">
        {first.total ? t('total', { count: first.total.value, shown: cappedCount(first.total) }) : null}
        {first.precision === 'exact' ? null : <span> · {t(first.precision)}</span>}
      </p>
      <ul className={classes.list}>
        {hits.map((hit) => (
          <SearchRow key={hit.id} hit={hit} text={text} />
        ))}
      </ul>
      <LoadMore query={query} />
    </section>
  );
}

/** Nothing found: the word that was perhaps meant, with how much it would find, or the filter that hides the rest. */
function Nothing({ text, state, answer, onText, onAnyState }: SearchResultsProps & { answer: SearchAnswer }) {
  const { t } = useTranslation('search');
  const { suggestion: word } = answer;
  const { data: meant } = useQuery(quickSearchQuery(word ?? ''));
  const found = meant?.total?.value ? meant.total : null;
  const title = t('emptyTitle', { text });
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
    <EmptyState icon={<SearchX />} title={title} text={t(state ? 'emptyState' : 'emptyText')}>
      {state ? (
        <Button variant="default" onClick={onAnyState}>
          {t('clearState')}
        </Button>
      ) : null}
    </EmptyState>
  );
}
