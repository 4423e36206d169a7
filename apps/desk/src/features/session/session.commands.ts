import type { QueryClient } from '@tanstack/react-query';
import { dataOf, type Language, type Me } from '@ventanilla/web';
import { api } from '../../shared/api/api.ts';
import { setLanguage } from '../../shared/i18n/i18n.ts';
import { forgetSession } from '../../shared/session/forget-session.ts';
import { saveProfile } from '../../shared/session/save-profile.ts';
import { sessionQuery } from '../../shared/session/session.ts';

/** Takes over who is signed in now, in their language, with nothing left of whoever was before. */
async function enter(queryClient: QueryClient, me: Me): Promise<void> {
  queryClient.clear();
  await setLanguage(me.agent.language);
  queryClient.setQueryData(sessionQuery.queryKey, me);
}

/** Signs in; answers null, or the challenge of the second step where a code is still wanted. */
export async function signIn(
  queryClient: QueryClient,
  body: { email: string; password: string; remember: boolean },
): Promise<string | null> {
  const answer = await dataOf(api.POST('/api/v1/session', { body }));
  if ('twoFactorRequired' in answer) return answer.challenge;
  await enter(queryClient, answer);
  return null;
}

/** The second step of signing in, with a code of the app or a backup code. */
export async function completeSignIn(
  queryClient: QueryClient,
  body: { challenge: string; code: string; remember: boolean },
): Promise<void> {
  await enter(queryClient, await dataOf(api.POST('/api/v1/session/second-step', { body })));
}

/** A new password by the link of a mail. Every session ends by it, this browser's too. */
export async function resetPassword(
  queryClient: QueryClient,
  body: { token: string; password: string },
): Promise<void> {
  await api.POST('/api/v1/password-resets/use', { body });
  await forgetSession(queryClient);
}

/** Accepts an invitation and signs in. */
export async function acceptInvitation(
  queryClient: QueryClient,
  body: { token: string; name: string; password: string; language: Language },
): Promise<void> {
  await enter(queryClient, await dataOf(api.POST('/api/v1/invitations/accept', { body })));
}

interface SetupInput {
  token: string;
  name: string;
  email: string;
  password: string;
  organizationName: string;
  language: Language;
  timeZone: string;
  color: string;
}

/** Creates the first administrator and their organisation, and signs in. */
export async function completeSetup(queryClient: QueryClient, body: SetupInput): Promise<void> {
  await enter(queryClient, await dataOf(api.POST('/api/v1/setup', { body })));
}

/** Changes the language on screen and in the person's account. */
export async function changeLanguage(queryClient: QueryClient, me: Me, language: Language): Promise<void> {
  await setLanguage(language);
  await saveProfile(queryClient, me, { language });
}

/** Ends this session, or all of the person's, and forgets what was on screen. */
export async function signOut(queryClient: QueryClient, everywhere: boolean): Promise<void> {
  if (everywhere) await api.DELETE('/api/v1/sessions');
  else await api.DELETE('/api/v1/session');
  await forgetSession(queryClient);
}
