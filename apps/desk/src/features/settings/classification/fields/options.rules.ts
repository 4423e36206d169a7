/** An option while it is edited. */
export interface OptionDraft {
  /** Tells the lines of the editor apart. */
  id: string;
  /** Left out: not saved yet. */
  key?: string;
  name: string;
  nameEn: string;
  active: boolean;
}

interface Option {
  key: string;
  name: string;
  nameEn: string | null;
  active: boolean;
}

export function draftOptions(options: readonly Option[]): OptionDraft[] {
  return options.map(({ key, name, nameEn, active }) => ({
    id: key,
    key,
    name,
    nameEn: nameEn ?? '',
    active,
  }));
}

/** An empty line after the others. */
export function withNewOption(drafts: readonly OptionDraft[]): OptionDraft[] {
  const numbers = drafts.map(({ id }) => Number(/^new-(\d+)$/.exec(id)?.[1] ?? 0));
  return [...drafts, { id: `new-${Math.max(0, ...numbers) + 1}`, name: '', nameEn: '', active: true }];
}

/** Without one of them: what tickets may have is retired, and what was never saved is gone. */
export function withoutOption(drafts: readonly OptionDraft[], id: string): OptionDraft[] {
  return drafts
    .filter((draft) => draft.id !== id || draft.key !== undefined)
    .map((draft) => (draft.id === id ? { ...draft, active: false } : draft));
}

/** Options as they are saved: empty lines are none. */
export function writtenOptions(drafts: readonly OptionDraft[]) {
  return drafts
    .filter(({ name }) => name.trim() !== '')
    .map(({ key, name, nameEn, active }) => ({
      ...(key === undefined ? {} : { key }),
      name: name.trim(),
      nameEn: nameEn.trim() === '' ? null : nameEn.trim(),
      active,
    }));
}

/** What is wrong with them: none in use, or two that read the same. */
export function optionsProblem(drafts: readonly OptionDraft[]): 'optionsMissing' | 'optionsSame' | null {
  const names = writtenOptions(drafts)
    .filter(({ active }) => active)
    .map(({ name }) => name.toLowerCase());
  if (names.length === 0) return 'optionsMissing';
  return new Set(names).size < names.length ? 'optionsSame' : null;
}
