import type { FieldForm } from '@ventanilla/web';
import { describe, expect, it } from 'vitest';
import { formsToSave, placesOf } from './places.rules.ts';

const forms: FieldForm[] = [
  { place: 'always', placeKey: '', fields: [{ fieldKey: 'a', required: null }], version: 4 },
  {
    place: 'type',
    placeKey: 'task',
    fields: [
      { fieldKey: 'b', required: null },
      { fieldKey: 'a', required: 'close' },
      { fieldKey: 'c', required: null },
    ],
    version: 7,
  },
];
const everywhere = { place: 'always' as const, placeKey: '', required: null };
const ofTask = { place: 'type' as const, placeKey: 'task', required: 'close' as const };

describe('where a field appears', () => {
  it('is every form that has it, with what each requires', () => {
    expect(placesOf('a', forms)).toEqual([everywhere, ofTask]);
    expect(placesOf('x', forms)).toEqual([]);
  });

  it('changes no form while it stays', () => {
    expect(formsToSave({ fieldKey: 'a', places: [ofTask, everywhere] }, forms)).toEqual([]);
  });

  it('comes last where it is new, also in a place that had no form', () => {
    const places = [
      { place: 'subject' as const, placeKey: 'signup', required: null },
      ...placesOf('b', forms),
    ];
    expect(formsToSave({ fieldKey: 'b', places }, forms)).toEqual([
      { place: 'subject', placeKey: 'signup', fields: [{ fieldKey: 'b', required: null }], version: 0 },
    ]);
    const [always] = formsToSave({ fieldKey: 'b', places: [everywhere, ...placesOf('b', forms)] }, forms);
    expect(always?.fields.map(({ fieldKey }) => fieldKey)).toEqual(['a', 'b']);
  });

  it('keeps its line in a form where only its demand changes', () => {
    const places = [everywhere, { ...ofTask, required: 'create' as const }];
    const [changed, ...others] = formsToSave({ fieldKey: 'a', places }, forms);
    expect(changed?.version).toBe(7);
    expect(changed?.fields.map(({ fieldKey, required }) => `${fieldKey} ${required}`)).toEqual([
      'b null',
      'a create',
      'c null',
    ]);
    expect(others).toEqual([]);
  });

  it('leaves the others of a form alone where it goes away', () => {
    const [changed] = formsToSave({ fieldKey: 'a', places: [everywhere] }, forms);
    expect(changed?.fields.map(({ fieldKey }) => fieldKey)).toEqual(['b', 'c']);
  });
});
