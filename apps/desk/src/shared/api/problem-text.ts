import { isProblem } from '@ventanilla/web';
import i18next from 'i18next';

/** What to tell a person about a failure: the server's sentence, or ours where none came. */
export function problemText(error: unknown): string {
  if (isProblem(error, 'network.offline')) return i18next.t('desk:states.offline');
  if (isProblem(error) && error.detail) return error.detail;
  return i18next.t('desk:states.unknownError');
}

/** The server's messages by the last part of the field's path, for forms: `{ email: '…' }`. */
export function problemFields(error: unknown): Record<string, string> {
  if (!isProblem(error)) return {};
  return Object.fromEntries(error.issues.map(({ path, message }) => [path.replace(/^body\./, ''), message]));
}
