import type { QueryClient } from '@tanstack/react-query';
import { dataOf, ifMatch, type Me, type paths } from '@ventanilla/web';
import { api } from '../api/api.ts';
import { sessionQuery } from './session.ts';

type ProfileChange = paths['/api/v1/session']['patch']['requestBody']['content']['application/json'];

/**
 * Changes one's own profile; what is left out stays. Where another tab was first, the present state is fetched
 * before `agents.stale_version` is thrown, so that saving again works.
 */
export async function saveProfile(queryClient: QueryClient, me: Me, body: ProfileChange): Promise<Me> {
  try {
    const next = await dataOf(
      api.PATCH('/api/v1/session', { body, params: { header: ifMatch(me.agent.version) } }),
    );
    queryClient.setQueryData(sessionQuery.queryKey, next);
    return next;
  } catch (error) {
    await queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey });
    throw error;
  }
}
