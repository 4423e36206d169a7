import { isProblem } from '@ventanilla/web';
import i18next from 'i18next';
import { problemText } from '../api/problem-text.ts';
import { notifyNews } from '../notify.tsx';

/**
 * Whoever was to be given a ticket has as many as they handle at once: tells so, and offers whoever supervises to give it
 * all the same. Answers whether that was what was wrong.
 */
export function offerAnyway(
  error: unknown,
  assignAnyway: () => void,
  sayOf = (detail: string) => detail,
): boolean {
  if (!isProblem(error, 'tickets.over_limit')) return false;
  notifyNews(sayOf(problemText(error)), { label: i18next.t('desk:actions.assignAnyway'), run: assignAnyway });
  return true;
}
