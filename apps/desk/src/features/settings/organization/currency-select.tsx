import { Select, type SelectProps } from '@mantine/core';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';

/** Those of whom most who speak Spanish are paid in come first. */
const usual = ['MXN', 'COP', 'ARS', 'CLP', 'PEN', 'USD', 'EUR'];

/** A currency by its code; typing finds it by its name in the reader's language. */
export function CurrencySelect({ value, ...props }: Omit<SelectProps, 'data' | 'multiple'>) {
  const { language } = useTranslation();
  const names = new Intl.DisplayNames(language, { type: 'currency' });
  const others = Intl.supportedValuesOf('currency').filter((code) => !usual.includes(code));
  const data = [...usual, ...others].map((code) => ({ value: code, label: `${code} · ${names.of(code)}` }));
  return <Select {...props} value={value} data={data} searchable limit={60} allowDeselect={false} />;
}
