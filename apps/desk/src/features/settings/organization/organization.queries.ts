import type { QueryClient } from '@tanstack/react-query';
import type { OwnOrganization } from '@ventanilla/web';
import { organizationQuery } from '../../../shared/brand/organization.ts';
import { sessionQuery } from '../../../shared/session/session.ts';

/** Takes over what the server answered; the frame shows name and zone too. */
export async function keepOrganization(queryClient: QueryClient, next: OwnOrganization): Promise<void> {
  queryClient.setQueryData(organizationQuery.queryKey, next);
  await queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey });
  await queryClient.invalidateQueries({ queryKey: ['brand'] });
}
