import { Select, type SelectProps } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { dataOf, type FieldValue } from '@ventanilla/web';
import { useState } from 'react';
import { api } from '../api/api.ts';
import { useTranslation } from '../i18n/use-translation.ts';

const debounceMs = 180;
/** What the directory answered stays good while somebody types, in ms. */
const hitsMs = 30_000;

interface ReferenceInputProps {
  kind: 'person' | 'organization';
  label: string;
  /** Its name above or beside it, and its size. */
  named: Pick<SelectProps, 'size' | 'label' | 'aria-label' | 'withAsterisk' | 'error' | 'w'>;
  value: FieldValue | undefined;
  names: Record<string, string>;
  onChange: (value: FieldValue | null) => void;
}

/** A person or organisation of the directory, found by typing. */
export function ReferenceInput({ kind, label, named, value, names, onChange }: ReferenceInputProps) {
  const { t } = useTranslation('classify');
  const id = typeof value === 'string' ? value : null;
  const name = id === null ? '' : (names[id] ?? '');
  const [text, setText] = useState(name);
  const [q] = useDebouncedValue(text.trim(), debounceMs);
  const { data: hits = [] } = useQuery({
    queryKey: ['directory', kind, q],
    queryFn: async (): Promise<{ id: string; name: string }[]> => {
      const params = { query: { q } };
      return kind === 'person'
        ? (await dataOf(api.GET('/api/v1/contacts', { params }))).items
        : (await dataOf(api.GET('/api/v1/organizations', { params }))).items;
    },
    enabled: q !== '' && q !== name,
    staleTime: hitsMs,
    placeholderData: keepPreviousData,
  });
  const offered = id !== null && !hits.some((hit) => hit.id === id) ? [{ id, name }, ...hits] : hits;
  return (
    <Select
      {...named}
      placeholder={t('search')}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t('clear', { what: label }) }}
      data={offered.map((hit) => ({ value: hit.id, label: hit.name }))}
      // The server has searched already.
      filter={({ options }) => options}
      searchValue={text}
      onSearchChange={setText}
      value={id}
      onChange={(next) => onChange(next)}
    />
  );
}
