import '@mantine/core/styles/Pill.css';
import '@mantine/core/styles/PillsInput.css';
import { MultiSelect, Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { dataOf } from '@ventanilla/web';
import { useState } from 'react';
import { api } from '../../api/api.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import type { Choice } from './use-choices.ts';

const debounceMs = 180;
/** What the directory answered stays good while somebody types, in ms. */
const hitsMs = 30_000;

interface ValuesProps {
  label: string;
  values: string[];
  /** Names of what is chosen already, by id. */
  names: Record<string, string>;
  onChange(values: string[]): void;
}

/** Those that are chosen stay readable though they are no longer offered. */
function withChosen({
  values,
  names,
  choices,
}: {
  values: string[];
  names: Record<string, string>;
  choices: Choice[];
}) {
  const missing = values.filter((value) => !choices.some((one) => one.value === value));
  return [...choices, ...missing.map((value) => ({ value, label: names[value] ?? value }))];
}

/** Some of a known list, found by typing. */
export function ChoiceValues({
  label,
  values,
  names,
  choices,
  onChange,
}: ValuesProps & { choices: Choice[] }) {
  const { t } = useTranslation('filters');
  return (
    <MultiSelect
      size="xs"
      aria-label={label}
      data={withChosen({ values, names, choices })}
      value={values}
      onChange={onChange}
      searchable
      hidePickedOptions
      placeholder={values.length === 0 ? t('builder.search') : undefined}
      nothingFoundMessage={t('builder.noMatch')}
    />
  );
}

/** One of a known list. */
export function OneChoice({ label, values, names, choices, onChange }: ValuesProps & { choices: Choice[] }) {
  const { t } = useTranslation('filters');
  return (
    <Select
      size="xs"
      aria-label={label}
      data={withChosen({ values, names, choices })}
      value={values[0] ?? null}
      onChange={(value) => onChange(value === null ? [] : [value])}
      placeholder={t('builder.search')}
    />
  );
}

/** People or organisations of the directory, which is asked while somebody types. */
export function DirectoryValues(
  props: ValuesProps & {
    kind: 'person' | 'organization';
    /** Offered before anything is typed. */
    always: Choice[];
  },
) {
  const { label, values, names, kind, always, onChange } = props;
  const { t } = useTranslation('filters');
  const [text, setText] = useState('');
  const [known, setKnown] = useState<Record<string, string>>({});
  const [q] = useDebouncedValue(text.trim(), debounceMs);
  const { data: hits = [] } = useQuery({
    queryKey: ['directory', kind, q],
    queryFn: async (): Promise<{ id: string; name: string }[]> => {
      const params = { query: { q } };
      return kind === 'person'
        ? (await dataOf(api.GET('/api/v1/contacts', { params }))).items
        : (await dataOf(api.GET('/api/v1/organizations', { params }))).items;
    },
    enabled: q !== '',
    staleTime: hitsMs,
    placeholderData: keepPreviousData,
  });
  const found = (q === '' ? [] : hits).map(({ id, name }) => ({ value: id, label: name }));
  const choices = [...always, ...found];
  return (
    <MultiSelect
      size="xs"
      aria-label={label}
      data={withChosen({ values, names: { ...names, ...known }, choices })}
      value={values}
      onChange={(next) => {
        setKnown((now) => ({ ...now, ...Object.fromEntries(choices.map((one) => [one.value, one.label])) }));
        onChange(next);
      }}
      searchable
      hidePickedOptions
      searchValue={text}
      onSearchChange={setText}
      // The server has searched already.
      filter={({ options }) => options}
      placeholder={values.length === 0 ? t('builder.search') : undefined}
      nothingFoundMessage={q === '' ? t('builder.typeMore') : t('builder.noMatch')}
    />
  );
}
