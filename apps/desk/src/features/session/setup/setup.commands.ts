import type { QueryClient } from '@tanstack/react-query';
import { dataOf, ifMatch, isProblem, type OwnOrganization, type paths } from '@ventanilla/web';
import { api } from '../../../shared/api/api.ts';
import { imageBody } from '../../../shared/api/image-body.ts';
import { sessionQuery } from '../../../shared/session/session.ts';

type Change = paths['/api/v1/organization']['patch']['requestBody']['content']['application/json'];

/** Changes the organisation as it is now: nobody else is there yet to be overwritten. */
export async function changeOrganization(queryClient: QueryClient, body: Change): Promise<OwnOrganization> {
  const change = async () => {
    const now = await dataOf(api.GET('/api/v1/organization'));
    return dataOf(api.PATCH('/api/v1/organization', { body, params: { header: ifMatch(now.version) } }));
  };
  const next = await change().catch((error: unknown) => {
    // Another tab of the same person.
    if (isProblem(error, 'organization.stale_version')) return change();
    throw error;
  });
  await queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey });
  await queryClient.invalidateQueries({ queryKey: ['brand'] });
  return next;
}

/** Puts the logo that was chosen, or takes the present one away. */
export async function saveLogo(queryClient: QueryClient, logo: File | null): Promise<void> {
  if (logo) await dataOf(api.PUT('/api/v1/organization/logo', imageBody(logo)));
  else await dataOf(api.DELETE('/api/v1/organization/logo'));
  await queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey });
  await queryClient.invalidateQueries({ queryKey: ['brand'] });
}
