import { describe, expect, it } from 'vitest';
import {
  draftOptions,
  type OptionDraft,
  optionsProblem,
  withNewOption,
  withoutOption,
  writtenOptions,
} from './options.rules.ts';

const saved = draftOptions([
  { key: 'a', name: 'Uno', nameEn: null, active: true },
  { key: 'b', name: 'Dos', nameEn: 'Two', active: true },
]);
const written = (drafts: readonly OptionDraft[]) =>
  writtenOptions(drafts).map(({ name, active }) => `${name}${active ? '' : ' -'}`);

describe('options of a field', () => {
  it('are written as they came where nothing changes', () => {
    expect(writtenOptions(saved)).toEqual([
      { key: 'a', name: 'Uno', nameEn: null, active: true },
      { key: 'b', name: 'Dos', nameEn: 'Two', active: true },
    ]);
  });

  it('are retired where they were saved, and gone where they were not', () => {
    const one = withNewOption(saved);
    const two = withNewOption(one);
    expect(two.map(({ id }) => id)).toEqual(['a', 'b', 'new-1', 'new-2']);
    expect(withoutOption(two, 'new-1').map(({ id }) => id)).toEqual(['a', 'b', 'new-2']);
    expect(written(withoutOption(two, 'a'))).toEqual(['Uno -', 'Dos']);
  });

  it.each([
    ['none', [], 'optionsMissing'],
    ['an empty line only', withNewOption([]), 'optionsMissing'],
    ['a retired one only', withoutOption(saved.slice(0, 1), 'a'), 'optionsMissing'],
    [
      'two alike',
      saved.map((draft) => ({ ...draft, name: draft.key === 'a' ? 'dos ' : 'Dos' })),
      'optionsSame',
    ],
    [
      'one like a retired one',
      withoutOption(
        saved.map((d) => ({ ...d, name: 'Uno' })),
        'b',
      ),
      null,
    ],
    ['two that differ', saved, null],
  ])('are judged: %s', (_, drafts, problem) => {
    expect(optionsProblem(drafts)).toBe(problem);
  });
});
