import type { SectionKey } from './sections.ts';

/** Where a setting is: a section, or one's own profile, which has no permission. */
export type Place = SectionKey | 'profile';

export interface SettingEntry {
  /** Its phrases in `settings:index`, and what its fields are marked with (`data-setting`). */
  key: string;
  place: Place;
}

export interface FindableSetting extends SettingEntry {
  title: string;
  /** Other words that people would look for it by. */
  words: string;
}

/** Lower case without accents: «Contraseña» and «contrasena» are one word. */
function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase();
}

/**
 * The settings for which every word of `text` begins one of theirs, those found by their title first. Accents and
 * capitals do not matter.
 */
export function findSettings(text: string, settings: readonly FindableSetting[]): FindableSetting[] {
  const wanted = plain(text).split(/\s+/).filter(Boolean);
  if (wanted.length === 0) return [];
  const begins = (words: string[]) => wanted.every((each) => words.some((word) => word.startsWith(each)));
  const split = (words: string) => plain(words).split(/[^\p{L}\p{N}]+/u);
  const inTitle = settings.filter(({ title }) => begins(split(title)));
  const inWords = settings.filter(
    (setting) => !inTitle.includes(setting) && begins(split(`${setting.title} ${setting.words}`)),
  );
  return [...inTitle, ...inWords];
}
