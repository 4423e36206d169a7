import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OrganizationRef } from './new-ticket.form.ts';
import { organizationsQuery } from './new-ticket.queries.ts';

const debounceMs = 180;

interface OrganizationFieldProps {
  value: OrganizationRef | null;
  onChange(organization: OrganizationRef | null): void;
}

/** The organisation of a new person, searched by name or by the domain of its mail; may stay empty. */
export function OrganizationField({ value, onChange }: OrganizationFieldProps) {
  const { t } = useTranslation('newTicket');
  const [text, setText] = useState(value?.name ?? '');
  const [settled] = useDebouncedValue(text.trim(), debounceMs);
  const query = useQuery({ ...organizationsQuery(settled), placeholderData: keepPreviousData });
  const found = settled === '' ? [] : (query.data ?? []);
  const offered = value && !found.some(({ id }) => id === value.id) ? [value, ...found] : found;

  return (
    <Select
      label={t('organization')}
      description={t('organizationHint')}
      placeholder={t('organizationNone')}
      searchable
      clearable
      data={offered.map(({ id, name, parentName }) => ({
        value: id,
        label: parentName ? `${name} · ${parentName}` : name,
      }))}
      // The server has searched already, by the domain too.
      filter={({ options }) => options}
      searchValue={text}
      onSearchChange={setText}
      value={value?.id ?? null}
      onChange={(id) => onChange(offered.find((one) => one.id === id) ?? null)}
      nothingFoundMessage={settled === '' ? null : t('noOrganization', { text: settled })}
      comboboxProps={{ withinPortal: false, shadow: 'lg' }}
    />
  );
}
