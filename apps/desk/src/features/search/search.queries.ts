import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { dataOf } from '@ventanilla/web';
import { api } from '../../shared/api/api.ts';

export type SearchState = 'open' | 'closed' | 'spam';

/** Tickets shown in the palette. */
const quickResults = 7;
const pageSize = 25;

interface PageInput {
  text: string;
  state?: SearchState | undefined;
  cursor?: string;
  limit: number;
  signal?: AbortSignal;
}

async function fetchPage({ text, state, signal, ...page }: PageInput) {
  const query = { q: text, ...page, ...(state ? { state } : {}) };
  return dataOf(api.GET('/api/v1/tickets', { params: { query }, signal }));
}

/** The first results for what is being typed. */
export function quickSearchQuery(text: string) {
  return queryOptions({
    queryKey: ['search', 'quick', text],
    queryFn: ({ signal }) => fetchPage({ text, limit: quickResults, signal }),
    enabled: text !== '',
  });
}

/** All results, page by page. */
export function searchQuery({ text, state }: { text: string; state?: SearchState | undefined }) {
  return infiniteQueryOptions({
    queryKey: ['search', 'all', text, state ?? 'any'],
    queryFn: ({ pageParam, signal }) =>
      fetchPage({ text, state, limit: pageSize, signal, ...(pageParam ? { cursor: pageParam } : {}) }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    enabled: text !== '',
  });
}

/** Present state of tickets by id, in that order; those that are gone or hidden are left out. */
export function recentQuery(ids: readonly string[]) {
  return queryOptions({
    queryKey: ['search', 'recent', ids],
    queryFn: async ({ signal }) => {
      const query = { ids: ids.join(',') };
      const { items } = await dataOf(api.GET('/api/v1/board/cards', { params: { query }, signal }));
      const cards = new Map(items.map(({ card }) => [card.id, card]));
      return ids.flatMap((id) => cards.get(id) ?? []);
    },
    enabled: ids.length > 0,
  });
}
