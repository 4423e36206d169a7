import type { Named } from '@ventanilla/contracts/named.rules';
import type { FieldValue } from '@ventanilla/web';
import type { Field } from './fields-of-ticket.ts';

interface Reading {
  field: Field;
  /** Of people and organisations, by id. */
  names: Record<string, string>;
  nameOf: (named: Named | undefined) => string;
  yes: string;
}

/** What a field holds, to be read. */
export function readableValue(value: FieldValue, { field, names, nameOf, yes }: Reading): string {
  const optionName = (key: string) => nameOf(field.options.find((option) => option.key === key)) || key;
  if (value === true) return yes;
  if (Array.isArray(value)) return value.map(optionName).join(', ');
  if (typeof value === 'object') return `${value.amount} ${value.currency}`;
  if (typeof value !== 'string') return String(value);
  if (field.kind === 'choice') return optionName(value);
  return names[value] ?? value;
}
