import { keepPreviousData, type QueryClient, queryOptions } from '@tanstack/react-query';
import type { FilterForms, FilterProblem } from '@ventanilla/contracts/filter-routes';
import type { Filter } from '@ventanilla/contracts/filters';
import { dataOf } from '@ventanilla/web';
import { api } from '../api/api.ts';

interface FilterRead {
  forms: FilterForms | null;
  problems: FilterProblem[];
}

/** What a text means depends on names that may change; so long it is taken for current, in ms. */
const readMs = 60_000;

/** The filter that a text means, or what is wrong with it. */
export function readQuery(text: string) {
  return queryOptions({
    queryKey: ['filters', 'read', text],
    // The API's own schema of a field is any word; the contract says which.
    queryFn: async ({ signal }) =>
      (await dataOf(api.GET('/api/v1/filters/read', { params: { query: { text } }, signal }))) as FilterRead,
    staleTime: readMs,
  });
}

/** The text of a filter; reading that text needs no further request. */
export async function writeText(filter: Filter, queryClient: QueryClient): Promise<string> {
  const forms = (await dataOf(api.POST('/api/v1/filters/write', { body: { filter } }))) as FilterForms;
  queryClient.setQueryData(readQuery(forms.text).queryKey, { forms, problems: [] });
  return forms.text;
}

/** What may go on at a place of a text. */
export function completionsQuery({ text, at }: { text: string; at: number }) {
  return queryOptions({
    queryKey: ['filters', 'complete', text, at],
    queryFn: ({ signal }) =>
      dataOf(api.GET('/api/v1/filters/complete', { params: { query: { text, at } }, signal })),
    staleTime: readMs,
    retry: false,
  });
}

/** How many tickets a filter finds now, step by step, with the first of them. */
export function previewQuery(filter: Filter) {
  return queryOptions({
    queryKey: ['filters', 'preview', filter],
    queryFn: ({ signal }) => dataOf(api.POST('/api/v1/filters/preview', { body: { filter }, signal })),
    placeholderData: keepPreviousData,
  });
}
