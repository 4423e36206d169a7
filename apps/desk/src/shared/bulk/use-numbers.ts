import { useTranslation } from '../i18n/use-translation.ts';

/** Numbers as the reader writes them: «4,987». */
export function useNumbers(): { number(value: number): string } {
  const { language } = useTranslation();
  // The bare language groups four digits nowhere.
  const format = new Intl.NumberFormat(language === 'en' ? 'en' : 'es-MX');
  return { number: (value) => format.format(value) };
}
