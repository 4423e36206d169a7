import { TextInput } from '@mantine/core';
import { dateForField, dateFromField } from './calendar.form.ts';

interface DateFieldProps {
  label: string;
  value: string;
  isYearly: boolean;
  error?: boolean;
  onChange(date: string): void;
}

/** A day of one year, or of every year: `2026-05-20`, `05-20`. */
export function DateField({ label, value, isYearly, error, onChange }: DateFieldProps) {
  return (
    <TextInput
      type="date"
      label={label}
      value={value === '' ? '' : dateForField(value)}
      error={error}
      onChange={(event) => onChange(dateFromField(event.currentTarget.value, isYearly))}
    />
  );
}
