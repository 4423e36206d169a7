import {
  type AcknowledgementTemplate,
  type AcknowledgementVariable,
  acknowledgementVariables,
} from '@ventanilla/contracts/acknowledgements';
import type { Language } from '@ventanilla/contracts/common';
import { AppError } from '../../../../platform/errors.ts';
import { cleanLine } from '../parse/clean-text.ts';

export type TemplateValues = Record<AcknowledgementVariable, string>;

/** Characters of one value: a customer's subject must not become the whole mail. */
const valueLengthMax = 200;
/** Characters of the finished subject. */
const subjectLengthMax = 300;
const place = /\{\{([^{}]{1,60})\}\}/g;

const byName = new Map(
  Object.entries(acknowledgementVariables).flatMap(([key, names]) =>
    names.map((name) => [folded(name), key as AcknowledgementVariable] as const),
  ),
);

/** What a mailbox answers until somebody writes something better. */
export const defaultTemplates: Record<Language, AcknowledgementTemplate> = {
  es: {
    subject: 'Recibimos tu mensaje: {{asunto}} ({{número}})',
    body: 'Hola, {{nombre}}:\n\nRecibimos tu mensaje «{{asunto}}» y le dimos el número {{número}}. Una persona del equipo te contestará en cuanto pueda.\n\nSi quieres agregar algo, responde a este correo.\n\n{{buzón}}',
  },
  en: {
    subject: 'We received your message: {{subject}} ({{number}})',
    body: 'Hello, {{name}},\n\nWe received your message “{{subject}}” and gave it the number {{number}}. Somebody of our team will answer as soon as possible.\n\nIf you want to add something, just reply to this mail.\n\n{{mailbox}}',
  },
};

/** Throws `acknowledgements.unknown_variable` for a `{{name}}` that stands for nothing. */
export function checkTemplate({ subject, body }: AcknowledgementTemplate): void {
  for (const [whole, name = ''] of `${subject}\n${body}`.matchAll(place)) {
    if (!byName.has(folded(name)))
      throw new AppError('acknowledgements.unknown_variable', { params: { variable: whole } });
  }
}

/**
 * Puts values in their places, once: what a value says is literal, whatever it looks like. The result is plain text
 * and its subject one line, so that neither markup nor a header can come out of what a customer wrote.
 */
export function renderTemplate(
  { subject, body }: AcknowledgementTemplate,
  values: TemplateValues,
): { subject: string; body: string } {
  const fill = (text: string) =>
    text.replace(place, (whole, name: string) => {
      const key = byName.get(folded(name));
      return key === undefined ? whole : cleanLine(values[key]).slice(0, valueLengthMax);
    });
  return { subject: cleanLine(fill(subject)).slice(0, subjectLengthMax), body: fill(body) };
}

function folded(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '');
}
