import { useTranslation } from 'react-i18next';

/** Numbers as the reader writes them: «4,987». */
export function useNumbers(): { number(value: number): string } {
  const { i18n } = useTranslation();
  // The bare language groups four digits nowhere.
  const format = new Intl.NumberFormat(i18n.language === 'en' ? 'en' : 'es-MX');
  return { number: (value) => format.format(value) };
}
