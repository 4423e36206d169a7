import type { DeskPhrases } from '@ventanilla/phrases/es/index';
import type { Language } from '@ventanilla/web';
import i18next from 'i18next';

const storageKey = 'ventanilla.language';

/** Only the language in use is loaded. */
const loaders: Record<Language, () => Promise<DeskPhrases>> = {
  es: async () => (await import('@ventanilla/phrases/es/index')).es,
  en: async () => (await import('@ventanilla/phrases/en/index')).en,
};

type Loader = (language: Language) => Promise<object>;

/** Phrases of single pages that came with them, by namespace: another language brings theirs, too. */
const ofPages = new Map<string, Loader>();

/** Adds the phrases of a page, to be awaited before it is drawn. */
export async function addPhrases(page: string, load: Loader): Promise<void> {
  const language = currentLanguage();
  i18next.addResourceBundle(language, page, await load(language), true, true);
  ofPages.set(page, load);
}

function isLanguage(value: unknown): value is Language {
  return value === 'es' || value === 'en';
}

/** The language chosen in this browser, else the browser's own where we speak it, else Spanish. */
function firstLanguage(): Language {
  try {
    const stored = localStorage.getItem(storageKey);
    if (isLanguage(stored)) return stored;
  } catch {
    // Storage may be closed; the browser's language decides.
  }
  const wanted = navigator.languages.map((tag) => tag.slice(0, 2)).find(isLanguage);
  return wanted ?? 'es';
}

/** Loads the phrases and makes `t` ready; to be awaited before the first render. */
export async function startI18n(): Promise<void> {
  const language = firstLanguage();
  const phrases = await loaders[language]();
  await i18next.init({
    lng: language,
    ns: Object.keys(phrases),
    defaultNS: 'desk',
    resources: { [language]: { ...phrases } },
    interpolation: { escapeValue: false },
  });
  document.documentElement.lang = language;
}

/** The language on screen. */
export function currentLanguage(): Language {
  return isLanguage(i18next.language) ? i18next.language : 'es';
}

/** Changes the language on screen and remembers it in this browser. */
export async function setLanguage(language: Language): Promise<void> {
  try {
    localStorage.setItem(storageKey, language);
  } catch {
    // Without storage the choice lasts until the page is closed.
  }
  if (language === i18next.language) return;
  const phrases = await loaders[language]();
  for (const [namespace, texts] of Object.entries(phrases)) {
    i18next.addResourceBundle(language, namespace, texts, true, true);
  }
  for (const [page, load] of ofPages) {
    i18next.addResourceBundle(language, page, await load(language), true, true);
  }
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}
