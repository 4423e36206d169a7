import { queryOptions, useQuery } from '@tanstack/react-query';
import { type Named, nameIn } from '@ventanilla/contracts/named.rules';
import { type Classification, dataOf } from '@ventanilla/web';
import { api } from '../api/api.ts';
import { useTranslation } from '../i18n/use-translation.ts';

/** How long what tickets are told apart by is taken for current, in ms: the stream says when it is not. */
const seldomMs = 5 * 60_000;

/** Types, priorities, subjects, tags, flags, statuses and fields, retired ones included. */
export const classificationQuery = queryOptions({
  queryKey: ['classification'],
  queryFn: () => dataOf(api.GET('/api/v1/classification')),
  staleTime: seldomMs,
});

const nothing: Classification = {
  types: [],
  priorities: [],
  subjects: [],
  facets: [],
  tags: [],
  flags: [],
  statuses: [],
  fields: [],
  forms: [],
};

/** Everything by which tickets are told apart, and the name of each in the reader's language. */
export function useClassification() {
  const { language } = useTranslation();
  const { data: definitions = nothing } = useQuery(classificationQuery);
  const nameOf = (named: Named | undefined) => (named ? nameIn(named, language) : '');
  return { definitions, nameOf };
}
