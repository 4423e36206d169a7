import { useTranslation } from 'react-i18next';

/** `20 may 2026`, or `20 may · cada año`. */
export function useDateText(): (date: string) => string {
  const { t, i18n } = useTranslation('calendars');
  const options = { day: 'numeric', month: 'short', timeZone: 'UTC' } as const;
  const yearly = new Intl.DateTimeFormat(i18n.language, options);
  const dated = new Intl.DateTimeFormat(i18n.language, { ...options, year: 'numeric' });
  return (date) =>
    date.length === 5
      ? `${yearly.format(new Date(`2028-${date}T00:00:00Z`))} · ${t('holidays.yearly')}`
      : dated.format(new Date(`${date}T00:00:00Z`));
}
