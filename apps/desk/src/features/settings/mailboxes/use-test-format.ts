import { clockTime, type FormatContext } from '@ventanilla/web';
import { useNow } from '../../../shared/hooks/use-now.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';

/** Formats that need no session: the first set-up has none of its own yet. */
export function useTestFormat(): { context: FormatContext; time(at: Date): string } {
  const { language } = useTranslation();
  const now = useNow();
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const context: FormatContext = { language, timeZone, now };
  return { context, time: (at) => clockTime(at.toISOString(), context) };
}
