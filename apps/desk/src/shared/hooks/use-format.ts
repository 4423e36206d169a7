import type { FormatContext } from '@ventanilla/web';
import { useTranslation } from 'react-i18next';
import { useMe } from '../session/session.ts';
import { useNow } from './use-now.ts';

/** What the formats of `@ventanilla/web` need: language on screen, zone of the installation, present instant. */
export function useFormat(): FormatContext {
  const { i18n } = useTranslation();
  const { timeZone } = useMe();
  return { language: i18n.language === 'en' ? 'en' : 'es', timeZone, now: useNow() };
}
