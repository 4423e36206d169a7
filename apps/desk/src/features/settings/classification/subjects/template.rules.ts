import type { FieldValue } from '@ventanilla/web';

interface NamedField {
  key: string;
  name: string;
}

const keyed = /\{([a-z0-9][a-z0-9_-]{0,59})\}/g;
const braced = /\{([^{}\n]+)\}/g;
const plain = (name: string) => name.trim().toLowerCase();

/** A template as people write it, with names of fields in its braces instead of keys. */
export function templateToEdit(template: string, fields: readonly NamedField[]): string {
  return template.replace(keyed, (whole, key: string) => {
    const field = fields.find((one) => one.key === key);
    return field ? `{${field.name}}` : whole;
  });
}

/** A template as it is saved: names of fields become keys again; other braces stay as they are. */
export function templateToSave(text: string, fields: readonly NamedField[]): string {
  return text.replace(braced, (whole, name: string) => {
    const field = fields.find((one) => plain(one.name) === plain(name));
    return field ? `{${field.key}}` : whole;
  });
}

/** What stands in braces and is no field of the form, each once. */
export function unknownNames(text: string, fields: readonly NamedField[]): string[] {
  const names = [...text.matchAll(braced)].map(([, name = '']) => name.trim());
  return [...new Set(names)].filter((name) => !fields.some((field) => plain(field.name) === plain(name)));
}

/**
 * The message that a template writes: each brace gives way to its answer, by the name of its field. What was not
 * answered leaves nothing, and no space of its own.
 */
export function fillTemplate(text: string, answers: ReadonlyMap<string, string>): string {
  const byName = new Map([...answers].map(([name, answer]) => [plain(name), answer]));
  return text
    .replace(braced, (whole, name: string) => byName.get(plain(name)) ?? whole)
    .replace(/[ \t]+([,.;:])/g, '$1')
    .replace(/[ \t]{2,}/g, ' ')
    .replace(/[ \t]+$/gm, '')
    .trim();
}

interface AnsweredField {
  options: readonly { key: string; name: string }[];
}

interface AnswerWords {
  language: string;
  yes: string;
  no: string;
}

/** What somebody answered, as it is read; empty where nothing was. Days are `2026-03-02`. */
export function answerText(
  { options }: AnsweredField,
  value: FieldValue | null,
  { language, yes, no }: AnswerWords,
): string {
  const optionName = (key: string) => options.find((option) => option.key === key)?.name ?? key;
  if (value === null) return '';
  if (typeof value === 'boolean') return value ? yes : no;
  if (typeof value === 'number') return new Intl.NumberFormat(language).format(value);
  if (Array.isArray(value)) return new Intl.ListFormat(language).format(value.map(optionName));
  if (typeof value === 'object') {
    return new Intl.NumberFormat(language, { style: 'currency', currency: value.currency }).format(
      value.amount,
    );
  }
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) {
    const day = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' });
    return day.format(new Date(`${value}T00:00:00Z`));
  }
  return optionName(value);
}
