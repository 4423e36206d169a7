import type { QueryClient } from '@tanstack/react-query';
import { ApiProblem, dataOf, ifMatch, type Language, type Me } from '@ventanilla/web';
import { api } from '../../shared/api/api.ts';
import { currentLanguage, setLanguage } from '../../shared/i18n/i18n.ts';
import { sessionQuery } from '../../shared/session/session.ts';

/** Takes over who is signed in now, in their language, with nothing left of whoever was before. */
async function enter(queryClient: QueryClient, me: Me): Promise<void> {
  queryClient.clear();
  await setLanguage(me.agent.language);
  queryClient.setQueryData(sessionQuery.queryKey, me);
}

export async function signIn(
  queryClient: QueryClient,
  body: { email: string; password: string },
): Promise<void> {
  const answer = await dataOf(api.POST('/api/v1/session', { body }));
  // Anything but a person signed in asks for a step that this screen does not have.
  if (!('agent' in answer)) throw new ApiProblem({ status: 0, code: 'http.unknown', detail: '' });
  await enter(queryClient, answer);
}

interface SetupInput {
  token: string;
  organizationName: string;
  name: string;
  email: string;
  password: string;
}

/** Creates the first administrator, in the language and zone of this browser, and signs in. */
export async function completeSetup(queryClient: QueryClient, input: SetupInput): Promise<void> {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const body = { ...input, language: currentLanguage(), timeZone };
  await enter(queryClient, await dataOf(api.POST('/api/v1/setup', { body })));
}

/** Changes the language on screen and in the person's account. */
export async function changeLanguage(queryClient: QueryClient, me: Me, language: Language): Promise<void> {
  await setLanguage(language);
  const next = await dataOf(
    api.PATCH('/api/v1/session', { body: { language }, params: { header: ifMatch(me.agent.version) } }),
  );
  queryClient.setQueryData(sessionQuery.queryKey, next);
}

/** Ends this session, or all of the person's, and forgets what was on screen. */
export async function signOut(queryClient: QueryClient, everywhere: boolean): Promise<void> {
  if (everywhere) await api.DELETE('/api/v1/sessions');
  else await api.DELETE('/api/v1/session');
  queryClient.clear();
  queryClient.setQueryData(sessionQuery.queryKey, null);
}
