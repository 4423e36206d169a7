import type { Language } from '@ventanilla/web';
import i18next, { type FlatNamespace, type TFunction } from 'i18next';
import { createContext, useContext, useSyncExternalStore } from 'react';
import { currentLanguage } from './i18n.ts';

/** The language on screen, for everything drawn below it. */
export const LanguageContext = createContext<Language>('es');

/** The language on screen as it changes; asked once, at the top of the desk. */
export function useScreenLanguage(): Language {
  return useSyncExternalStore(whenLanguageChanges, currentLanguage);
}

function whenLanguageChanges(notify: () => void): () => void {
  i18next.on('languageChanged', notify);
  return () => i18next.off('languageChanged', notify);
}

type Namespaces = FlatNamespace | readonly [FlatNamespace, ...FlatNamespace[]];

interface Translation<N extends Namespaces> {
  /** Words of the first namespace by their key; of another as `namespace:key`. */
  t: TFunction<N>;
  language: Language;
}

const known = new Map<string, Translation<Namespaces>>();

/**
 * The words of a screen in its language. Hundreds of places ask for them while a board is drawn: they share what they
 * get, and none of them listens for a change of language by itself (docs/adr/0008).
 */
export function useTranslation<const N extends Namespaces = 'desk'>(namespaces?: N): Translation<N> {
  const language = useContext(LanguageContext);
  const first = (typeof namespaces === 'object' ? namespaces[0] : namespaces) ?? 'desk';
  const key = [language, first].join(' ');
  let found = known.get(key);
  if (!found) {
    found = { t: i18next.getFixedT(language, first), language };
    known.set(key, found);
  }
  return found as Translation<N>;
}
