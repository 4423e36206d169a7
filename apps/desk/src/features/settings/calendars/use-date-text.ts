import { useTranslation } from '../../../shared/i18n/use-translation.ts';

/** `20 may 2026`, or `20 may · cada año`. */
export function useDateText(): (date: string) => string {
  const { t, language } = useTranslation('calendars');
  const options = { day: 'numeric', month: 'short', timeZone: 'UTC' } as const;
  const yearly = new Intl.DateTimeFormat(language, options);
  const dated = new Intl.DateTimeFormat(language, { ...options, year: 'numeric' });
  return (date) =>
    date.length === 5
      ? `${yearly.format(new Date(`2028-${date}T00:00:00Z`))} · ${t('holidays.yearly')}`
      : dated.format(new Date(`${date}T00:00:00Z`));
}
