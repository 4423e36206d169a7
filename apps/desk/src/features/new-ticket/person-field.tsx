import { Combobox, TextInput, useCombobox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ContactHit } from '@ventanilla/web';
import type { ComponentProps } from 'react';
import { Avatar } from '../../shared/components/avatar.tsx';
import { useTranslation } from '../../shared/i18n/use-translation.ts';
import { contactsQuery } from './new-ticket.queries.ts';
import classes from './person.module.css';

/** How long typing rests before the directory is asked, in ms. */
const debounceMs = 180;

interface PersonFieldProps extends Omit<ComponentProps<typeof TextInput>, 'onChange' | 'value'> {
  value: string;
  onChange(name: string): void;
  onChoose(contact: ContactHit): void;
}

/** The name of whoever asks; who is in the directory already is offered while it is typed. */
export function PersonField({ value, onChange, onChoose, ...input }: PersonFieldProps) {
  const { t } = useTranslation('newTicket');
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const [settled] = useDebouncedValue(value.trim(), debounceMs);
  const query = useQuery({ ...contactsQuery(settled), placeholderData: keepPreviousData });
  const hits = settled === '' ? [] : (query.data ?? []);

  return (
    <Combobox
      store={combobox}
      withinPortal={false}
      shadow="lg"
      onOptionSubmit={(id) => {
        const chosen = hits.find((hit) => hit.id === id);
        combobox.closeDropdown();
        if (chosen) onChoose(chosen);
      }}
    >
      <Combobox.Target>
        <TextInput
          {...input}
          value={value}
          autoComplete="off"
          onChange={(event) => {
            onChange(event.currentTarget.value);
            combobox.openDropdown();
            combobox.resetSelectedOption();
          }}
          onBlur={() => combobox.closeDropdown()}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={settled === '' || (hits.length === 0 && query.isFetching)}>
        <Combobox.Options aria-label={t('known')}>
          {hits.map((hit) => (
            <Combobox.Option key={hit.id} value={hit.id} className={classes.hit}>
              <Avatar name={hit.name} />
              <span className={classes.hitText}>
                <b>{hit.name}</b>
                <span>
                  {[hit.organization?.name, hit.emails[0], hit.phones[0]].filter(Boolean).join(' · ')}
                </span>
              </span>
            </Combobox.Option>
          ))}
          {hits.length === 0 ? <Combobox.Empty>{t('nobody', { text: settled })}</Combobox.Empty> : null}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
