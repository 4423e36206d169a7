import { describe, expect, it } from 'vitest';
import { templateToEdit, templateToSave, unknownNames } from './template.rules.ts';

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
});
