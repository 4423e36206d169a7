import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import type { Me } from '@ventanilla/web';
import { saveProfile } from './save-profile.ts';
import { sessionQuery, useMe } from './session.ts';

export type Preferences = Me['preferences'];

let saving: Promise<unknown> = Promise.resolve();

/** One after another, each with the version that the one before left. */
function saveInTurn(queryClient: QueryClient, change: Partial<Preferences>): Promise<unknown> {
  saving = saving
    .catch(() => undefined)
    .then(() => {
      const me = queryClient.getQueryData(sessionQuery.queryKey);
      return me ? saveProfile(queryClient, me, { preferences: change }) : undefined;
    });
  return saving;
}

/**
 * One's own preferences, drawn as soon as they are chosen. Saving throws what the server refused, with what was there
 * before drawn again.
 */
export function usePreferences() {
  const queryClient = useQueryClient();
  const { preferences } = useMe();
  const draw = (change: Partial<Preferences>) =>
    queryClient.setQueryData(sessionQuery.queryKey, (me) =>
      me ? { ...me, preferences: { ...me.preferences, ...change } } : me,
    );
  return {
    preferences,
    async save(change: Partial<Preferences>): Promise<void> {
      draw(change);
      try {
        await saveInTurn(queryClient, change);
      } catch (error) {
        draw(preferences);
        throw error;
      }
    },
  };
}
