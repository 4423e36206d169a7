import type { Language } from './common.ts';

/** What has a name in the house's language, and maybe one in English. */
export interface Named {
  name: string;
  nameEn: string | null;
}

/** What it is called in the reader's language. */
export function nameIn<T extends string | null>(
  { name, nameEn }: { name: T; nameEn: string | null },
  language: Language,
): T | string {
  return language === 'en' ? (nameEn ?? name) : name;
}
