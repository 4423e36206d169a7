import type { FormatContext } from '@ventanilla/web';
import { useTranslation } from '../i18n/use-translation.ts';
import { useMe } from '../session/session.ts';
import { useNow } from './use-now.ts';

/** What the formats of `@ventanilla/web` need: language on screen, zone of the installation, present instant. */
export function useFormat(): FormatContext {
  const { language } = useTranslation();
  const { timeZone } = useMe();
  return { language, timeZone, now: useNow() };
}
