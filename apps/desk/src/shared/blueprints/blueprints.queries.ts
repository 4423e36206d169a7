import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { dataOf, type paths } from '@ventanilla/web';
import { api } from '../api/api.ts';

type Body = paths['/api/v1/blueprints/preview']['post']['requestBody']['content']['application/json'];
/** One that comes with the product, or a document that somebody brings. */
export type BlueprintSource = Body['source'];

/** The ways of working that come with the product. */
export const blueprintsQuery = queryOptions({
  queryKey: ['blueprints'],
  queryFn: async () => (await dataOf(api.GET('/api/v1/blueprints'))).items,
  staleTime: Number.POSITIVE_INFINITY,
});

/** What it would do now; nothing is saved. */
export function previewBlueprint(source: BlueprintSource) {
  return dataOf(api.POST('/api/v1/blueprints/preview', { body: { source } }));
}

/**
 * Does it, all or nothing, and has everything read again that may be another thing now.
 * @param input.seen that of the difference somebody read; left out: nobody read one
 */
export async function applyBlueprint(
  queryClient: QueryClient,
  { source, seen }: { source: BlueprintSource; seen?: string },
) {
  const body = { source, ...(seen === undefined ? {} : { seen }) };
  const done = await dataOf(api.POST('/api/v1/blueprints/apply', { body }));
  await queryClient.invalidateQueries();
  return done;
}
