import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { dataOf } from '@ventanilla/web';
import { api } from '../../shared/api/api.ts';
import { readCards } from '../../shared/tickets/ticket-requests.ts';
import { mayNameSomebody } from './palette/kinds-in-order.rules.ts';

export type SearchState = 'open' | 'closed' | 'spam';

/** Whose tickets are looked at, by id; all of them where nothing is said. */
export interface TicketsOf {
  requester?: string | undefined;
  organization?: string | undefined;
  owner?: 'me' | undefined;
}

/** What is looked for, as the address of the page tells it. */
export interface Sought extends TicketsOf {
  text: string;
  state?: SearchState | undefined;
}

/** Tickets, people and organisations shown in the palette. */
const quickResults = 7;
const quickPeople = 3;
const pageSize = 25;

interface PageInput extends Sought {
  cursor?: string;
  limit: number;
  signal?: AbortSignal;
}

async function fetchPage({ text, signal, ...rest }: PageInput) {
  const query = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
  return dataOf(api.GET('/api/v1/tickets', { params: { query: { q: text, ...query } }, signal }));
}

async function fetchPeople(text: string, signal: AbortSignal) {
  if (!mayNameSomebody(text)) return { people: [], organizations: [] };
  const options = { params: { query: { q: text } }, signal };
  const [people, organizations] = await Promise.all([
    dataOf(api.GET('/api/v1/contacts', options)),
    dataOf(api.GET('/api/v1/organizations', options)),
  ]);
  return {
    people: people.items.slice(0, quickPeople),
    organizations: organizations.items.slice(0, quickPeople),
  };
}

/** The first results for what is being typed, all at once, so that nothing moves below the mark. */
export function quickSearchQuery(text: string) {
  return queryOptions({
    queryKey: ['search', 'quick', text],
    queryFn: async ({ signal }) => {
      const [tickets, named] = await Promise.all([
        fetchPage({ text, limit: quickResults, signal }),
        fetchPeople(text, signal),
      ]);
      return { ...tickets, ...named };
    },
    enabled: text !== '',
  });
}

/** Whether anything is asked for. */
export function isSought({ text, requester, organization, owner }: Sought): boolean {
  return text !== '' || Boolean(requester ?? organization ?? owner);
}

/** All results, page by page. */
export function searchQuery(sought: Sought) {
  const { text, state, requester, organization, owner } = sought;
  return infiniteQueryOptions({
    queryKey: ['search', 'all', { text, state, requester, organization, owner }],
    queryFn: ({ pageParam, signal }) =>
      fetchPage({ ...sought, limit: pageSize, signal, ...(pageParam ? { cursor: pageParam } : {}) }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    enabled: isSought(sought),
  });
}

/** Present state of tickets by id, in that order; those that are gone or hidden are left out. */
export function recentQuery(ids: readonly string[]) {
  return queryOptions({
    queryKey: ['search', 'recent', ids],
    queryFn: async ({ signal }) => {
      const cards = new Map((await readCards(ids, signal)).map((card) => [card.id, card]));
      return ids.flatMap((id) => cards.get(id) ?? []);
    },
    enabled: ids.length > 0,
  });
}
