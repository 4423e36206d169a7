import { clockTime, type FormatContext } from '@ventanilla/web';
import { useTranslation } from 'react-i18next';
import { useNow } from '../../../shared/hooks/use-now.ts';

/** Formats that need no session: the first set-up has none of its own yet. */
export function useTestFormat(): { context: FormatContext; time(at: Date): string } {
  const { i18n } = useTranslation();
  const now = useNow();
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const context: FormatContext = { language: i18n.language === 'en' ? 'en' : 'es', timeZone, now };
  return { context, time: (at) => clockTime(at.toISOString(), context) };
}
