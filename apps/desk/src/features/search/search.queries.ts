import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { dataOf, parseTicketNumber, type TicketCard } from '@ventanilla/web';
import { api } from '../../shared/api/api.ts';

/** Results shown under the box. */
const quickResults = 8;
const pageSize = 25;

async function fetchPage(input: { text: string; cursor?: string; limit: number; signal?: AbortSignal }) {
  const { text, signal, ...page } = input;
  return dataOf(api.GET('/api/v1/tickets', { params: { query: { q: text, ...page } }, signal }));
}

/** The first results for what is being typed. */
export function quickSearchQuery(text: string) {
  return queryOptions({
    queryKey: ['search', 'quick', text],
    queryFn: async ({ signal }) => (await fetchPage({ text, limit: quickResults, signal })).items,
    enabled: text !== '',
  });
}

/** All results, page by page. */
export function searchQuery(text: string) {
  return infiniteQueryOptions({
    queryKey: ['search', 'all', text],
    queryFn: ({ pageParam, signal }) =>
      fetchPage({ text, limit: pageSize, signal, ...(pageParam ? { cursor: pageParam } : {}) }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    enabled: text !== '',
  });
}

/** The ticket of exactly that number among the results for it; null where there is none. */
export function exactNumber(text: string, found: readonly TicketCard[]): TicketCard | null {
  const number = parseTicketNumber(text);
  return number === null ? null : (found.find((card) => card.number === number) ?? null);
}
