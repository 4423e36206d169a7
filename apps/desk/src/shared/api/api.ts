import { createApi } from '@ventanilla/web';
import { currentLanguage } from '../i18n/i18n.ts';

let handleSignedOut = () => {};

/** What to do when the server no longer knows the session; set once by the application. */
export function onSignedOut(handler: () => void): void {
  handleSignedOut = handler;
}

/** The API of this server, in the language on screen. Answers that are not 2xx are thrown as `ApiProblem`. */
export const api = createApi({ language: currentLanguage, onSignedOut: () => handleSignedOut() });
