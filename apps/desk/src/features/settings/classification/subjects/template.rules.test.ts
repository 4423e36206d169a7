import { describe, expect, it } from 'vitest';
import { answerText, fillTemplate, templateToEdit, templateToSave, unknownNames } from './template.rules.ts';

const fields = [
  { key: '0b8a2c4e', name: 'Nombre' },
  { key: 'email', name: 'Correo del alumno' },
];

describe('the template of a subject', () => {
  it('is edited with names and saved with keys, whatever their capitals', () => {
    const saved = 'Alta de {0b8a2c4e} ({email}), {otro} y {Otra cosa}.';
    const shown = templateToEdit(saved, fields);
    expect(shown).toBe('Alta de {Nombre} ({Correo del alumno}), {otro} y {Otra cosa}.');
    expect(templateToSave(shown, fields)).toBe(saved);
    expect(templateToSave('{ nombre }', fields)).toBe('{0b8a2c4e}');
  });

  it('tells each brace that is no field once', () => {
    expect(unknownNames('{Nombre} {Grupo} {grupo} {Grupo}', fields)).toEqual(['Grupo', 'grupo']);
    expect(unknownNames('sin llaves { } {}', fields)).toEqual(['']);
  });

  it.each([
    [
      'every answer',
      [
        ['Nombre', 'Óscar'],
        ['Correo del alumno', 'o@e.mx'],
      ],
      'Alta de Óscar (o@e.mx), gracias.',
    ],
    [
      'none, and no space is left over',
      [
        ['Nombre', ''],
        ['Correo del alumno', 'o@e.mx'],
      ],
      'Alta de (o@e.mx), gracias.',
    ],
    ['an unknown brace as it stands', [['Nombre', 'Óscar']], 'Alta de Óscar ({Correo del alumno}), gracias.'],
  ] as const)('writes %s', (_, answers, message) => {
    const text = 'Alta de {Nombre} ({Correo del alumno}), gracias.';
    expect(fillTemplate(text, new Map(answers))).toBe(message);
  });

  it('keeps its lines', () => {
    expect(fillTemplate('Hola\n\n{Nombre}\nAdiós', new Map([['nombre', 'Óscar']]))).toBe(
      'Hola\n\nÓscar\nAdiós',
    );
  });
});

describe('an answer', () => {
  const words = { language: 'es', yes: 'sí', no: 'no' };
  const options = [
    { key: 'a', name: 'Álgebra' },
    { key: 'b', name: 'Biología' },
    { key: 'c', name: 'Canto' },
  ];
  it.each([
    ['nothing', null, ''],
    ['words', 'Secundaria', 'Secundaria'],
    ['an option by its name', 'b', 'Biología'],
    ['several options as a list', ['a', 'b', 'c'], 'Álgebra, Biología y Canto'],
    ['a ticked box', true, 'sí'],
    ['a day in words', '2026-03-02', '2 de marzo de 2026'],
    ['a number', 12.5, '12,5'],
  ])('reads as %s', (_, value, text) => {
    expect(answerText({ options }, value, words)).toBe(text);
  });
});
