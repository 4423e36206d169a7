import type { Classification } from '@ventanilla/contracts/classification-definitions';
import type { FieldValue } from '@ventanilla/contracts/ticket-classification';

type Field = Classification['fields'][number];

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const lineMax = 400;
const linkMax = 2000;

/**
 * A value as a field of its kind keeps it: null where it says nothing, `undefined` where it does not fit.
 * @param before what the field holds: an option that was retired since may stay
 */
export function readFieldValue(
  value: FieldValue,
  { field, before }: { field: Field; before: FieldValue | undefined },
): FieldValue | null | undefined {
  switch (field.kind) {
    case 'text':
      return readText(value, { max: lineMax, oneLine: true });
    case 'long_text':
      return readText(value, { max: Number.POSITIVE_INFINITY, oneLine: false });
    case 'number':
      return typeof value === 'number' ? value : undefined;
    case 'checkbox':
      // Not checked says nothing: a box that must be ticked is one that must be filled in.
      return typeof value === 'boolean' ? value || null : undefined;
    case 'money':
      return isMoney(value)
        ? { amount: Math.round(value.amount * 100) / 100, currency: value.currency }
        : undefined;
    case 'date':
      return typeof value === 'string' && isDay(value) ? value : undefined;
    case 'url':
      return typeof value === 'string' && isLink(value) ? value : undefined;
    case 'person':
    case 'organization':
      return typeof value === 'string' && uuid.test(value) ? value.toLowerCase() : undefined;
    case 'choice':
      return typeof value === 'string' && isOption(value, field, before) ? value : undefined;
    case 'multiple':
      return readSeveral(value, field, before);
  }
}

function readText(
  value: FieldValue,
  { max, oneLine }: { max: number; oneLine: boolean },
): string | null | undefined {
  if (typeof value !== 'string') return undefined;
  const text = (oneLine ? value.replace(/\s+/g, ' ') : value).trim();
  if (text.length > max) return undefined;
  return text === '' ? null : text;
}

function readSeveral(
  value: FieldValue,
  field: Field,
  before: FieldValue | undefined,
): string[] | null | undefined {
  if (!Array.isArray(value)) return undefined;
  const keys = [...new Set(value)];
  if (!keys.every((key) => isOption(key, field, before))) return undefined;
  return keys.length === 0 ? null : keys;
}

function isOption(key: string, { options }: Field, before: FieldValue | undefined): boolean {
  const option = options.find((candidate) => candidate.key === key);
  if (!option) return false;
  return option.active || before === key || (Array.isArray(before) && before.includes(key));
}

function isMoney(value: FieldValue): value is { amount: number; currency: string } {
  return typeof value === 'object' && 'amount' in value;
}

/** A day that there is: `2026-02-30` is none. */
function isDay(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const at = Date.parse(`${value}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(value);
}

function isLink(value: string): boolean {
  // A parser leaves out white space, which whoever opens the link would not.
  if (value.length > linkMax || /\s/.test(value) || !URL.canParse(value)) return false;
  return ['http:', 'https:'].includes(new URL(value).protocol);
}
