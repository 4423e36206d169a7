import { queryOptions } from '@tanstack/react-query';
import { dataOf } from '@ventanilla/web';
import { api } from '../../../shared/api/api.ts';

/** How often the share done is asked for while the example company is being added, in ms. */
const everyMs = 400;

/** How the example company stands; asked again and again while it is being added. */
export const demoQuery = queryOptions({
  queryKey: ['demo'],
  queryFn: () => dataOf(api.GET('/api/v1/demo')),
  refetchInterval: ({ state }) => (state.data?.state === 'adding' ? everyMs : false),
});
