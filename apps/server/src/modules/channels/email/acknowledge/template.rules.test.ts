import { acknowledgementVariables } from '@ventanilla/contracts/acknowledgements';
import { describe, expect, it, test } from 'vitest';
import { checkTemplate, defaultTemplates, renderTemplate, type TemplateValues } from './template.rules.ts';

const values: TemplateValues = {
  name: 'Ana Pérez',
  number: 'V-7',
  subject: 'No puedo entrar',
  mailbox: 'Soporte',
  organization: 'Escuela',
};
const attacks = [
  '{{nombre}} {{número}}',
  '{{{{asunto}}}}',
  'x\r\nBcc: todos@x.mx\r\n\r\ncuerpo',
  'x\nSubject: otro\u2028más\u0000',
  '<script>alert(1)</script><img src=x onerror=alert(1)>',
  '$& $1 $` ${7*7} #{7*7} <%= 7*7 %>',
];

test.each(attacks)('A29: a customer’s %j is literal in every place', (attack) => {
  const names = Object.values(acknowledgementVariables).map(([name]) => `{{${name}}}`);
  const all = Object.fromEntries(Object.keys(values).map((key) => [key, attack])) as typeof values;
  const { subject, body } = renderTemplate({ subject: names.join('|'), body: names.join('|') }, all);
  const literal = attack.replace(/\s+/g, ' ').split('\u0000').join('').trim();
  expect(subject.startsWith(literal)).toBe(true);
  expect(body).toBe(names.map(() => literal).join('|'));
  expect(subject).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
});

describe('templates', () => {
  it('of the product name only what there is, and everything in them is filled', () => {
    for (const template of Object.values(defaultTemplates)) {
      expect(() => checkTemplate(template)).not.toThrow();
      const { subject, body } = renderTemplate(template, values);
      expect(`${subject}${body}`).not.toContain('{{');
      expect(subject).toContain('V-7');
      expect(body).toContain('Ana Pérez');
    }
  });

  it('know their places with and without accents, in both languages', () => {
    const template = { subject: '{{ NUMERO }} {{number}}', body: '{{Organizacion}} {{mailbox}}' };
    expect(renderTemplate(template, values)).toEqual({ subject: 'V-7 V-7', body: 'Escuela Soporte' });
  });

  it('with a place for nothing are refused', () => {
    expect(() => checkTemplate({ subject: 'x', body: 'Hola {{teléfono}}' })).toThrow(
      expect.objectContaining({ code: 'acknowledgements.unknown_variable' }),
    );
  });

  it('cut what would make one value the whole mail', () => {
    const long = { ...values, subject: 'a'.repeat(5000) };
    expect(renderTemplate({ subject: '{{asunto}}', body: '{{asunto}}' }, long).body).toHaveLength(200);
  });
});
