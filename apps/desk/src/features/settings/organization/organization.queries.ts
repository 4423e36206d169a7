import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { dataOf, type OwnOrganization } from '@ventanilla/web';
import { api } from '../../../shared/api/api.ts';
import { sessionQuery } from '../../../shared/session/session.ts';

/** The company whose desk this is, with its version. */
export const organizationQuery = queryOptions({
  queryKey: ['organization'],
  queryFn: () => dataOf(api.GET('/api/v1/organization')),
});

/** Takes over what the server answered; the frame shows name and zone too. */
export async function keepOrganization(queryClient: QueryClient, next: OwnOrganization): Promise<void> {
  queryClient.setQueryData(organizationQuery.queryKey, next);
  await queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey });
  await queryClient.invalidateQueries({ queryKey: ['brand'] });
}
