import { CloseButton, Combobox, Input, TextInput, useCombobox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { OrganizationHit } from '@ventanilla/web';
import { Plus } from 'lucide-react';
import { type ReactNode, useRef, useState } from 'react';
import { Avatar } from '../../shared/components/avatar.tsx';
import { Chip } from '../../shared/components/chip.tsx';
import { useTranslation } from '../../shared/i18n/use-translation.ts';
import type { NewOrganization, OrganizationRef } from './new-ticket.form.ts';
import { organizationsQuery } from './new-ticket.queries.ts';
import classes from './person.module.css';

const debounceMs = 180;
/** In percent: as like as this, another one needs a reason; the server asks for it in any case. */
const likeEnough = 60;
const makeIt = 'make-it';

interface OrganizationFieldProps {
  value: OrganizationRef | null;
  made: NewOrganization | null;
  error: ReactNode;
  onChange(organization: OrganizationRef | null): void;
  onMake(organization: NewOrganization): void;
}

/** The organisation of a new person: one of the directory, or one that is made with the ticket; may stay empty. */
export function OrganizationField({ value, made, error, onChange, onMake }: OrganizationFieldProps) {
  const { t } = useTranslation('newTicket');
  const frame = useRef<HTMLDivElement>(null);
  if (!value && !made) return <OrganizationSearch onChange={onChange} onMake={onMake} />;
  return (
    <Input.Wrapper labelElement="div" label={t('organization')} ref={frame}>
      <div className={classes.chosen}>
        <Avatar name={(value ?? made)?.name ?? ''} />
        <span className={classes.hitText}>
          <b>{(value ?? made)?.name}</b>
          {value?.parentName ? <span>{t('siteOf', { name: value.parentName })}</span> : null}
          {made ? <span>{t('savedOnCreate')}</span> : null}
        </span>
        {made ? <Chip tone="accent">{t('newOrganization')}</Chip> : null}
        <CloseButton
          aria-label={t('clearOrganization')}
          title={t('clearOrganization')}
          onClick={() => onChange(null)}
        />
      </div>
      {made?.likeName ? (
        <TextInput
          mt={8}
          withAsterisk
          data-autofocus
          autoFocus={made.reason === ''}
          label={t('organizationReason', { name: made.likeName })}
          description={t('organizationReasonHint')}
          value={made.reason}
          error={error}
          maxLength={300}
          autoComplete="off"
          onChange={(event) => onMake({ ...made, reason: event.currentTarget.value })}
        />
      ) : null}
    </Input.Wrapper>
  );
}

function OrganizationSearch({ onChange, onMake }: Pick<OrganizationFieldProps, 'onChange' | 'onMake'>) {
  const { t } = useTranslation('newTicket');
  const [text, setText] = useState('');
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const typed = text.trim();
  const [settled] = useDebouncedValue(typed, debounceMs);
  const { data, isFetching } = useQuery({
    ...organizationsQuery(settled),
    placeholderData: keepPreviousData,
  });
  const hits = settled === '' ? [] : (data ?? []);
  // Nothing is made before it is known what is like it.
  const isKnown = settled === typed && data !== undefined && !isFetching;
  const [likest] = hits;
  const like = likest && likest.likeness >= likeEnough ? likest.name : null;
  return (
    <Combobox
      store={combobox}
      withinPortal={false}
      shadow="lg"
      onOptionSubmit={(id) => {
        combobox.closeDropdown();
        if (id === makeIt) return onMake({ name: typed, reason: '', likeName: like });
        onChange(hits.find((hit) => hit.id === id) ?? null);
      }}
    >
      <Combobox.Target>
        <TextInput
          label={t('organization')}
          description={t('organizationHint')}
          placeholder={t('organizationNone')}
          value={text}
          autoComplete="off"
          maxLength={120}
          onChange={(event) => {
            setText(event.currentTarget.value);
            combobox.openDropdown();
            combobox.resetSelectedOption();
          }}
          onKeyDown={(event) => {
            // Enter chooses; before there is anything to choose it must not create the ticket without it.
            if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) event.preventDefault();
          }}
          onBlur={() => combobox.closeDropdown()}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={settled === '' || data === undefined}>
        <Combobox.Options aria-label={t('knownOrganizations')}>
          {hits.map((hit) => (
            <Combobox.Option key={hit.id} value={hit.id} className={classes.hit}>
              <Hit {...hit} />
            </Combobox.Option>
          ))}
          {isKnown && typed !== '' ? (
            <Combobox.Option value={makeIt} className={classes.hit} data-apart={hits.length > 0 || undefined}>
              <Plus size={16} strokeWidth={1.75} aria-hidden />
              <span className={classes.hitText}>
                <b>{t('makeOrganization', { text: typed })}</b>
                <span>{t(like ? 'makeOrganizationWhy' : 'savedOnCreate')}</span>
              </span>
            </Combobox.Option>
          ) : null}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}

function Hit({ name, parentName, domains, likeness }: OrganizationHit) {
  const { t } = useTranslation('newTicket');
  const about = [parentName ? t('siteOf', { name: parentName }) : null, domains[0]].filter(Boolean);
  return (
    <>
      <Avatar name={name} />
      <span className={classes.hitText}>
        <b>{name}</b>
        {about.length > 0 ? <span>{about.join(' · ')}</span> : null}
      </span>
      <Chip tone={likeness >= 95 ? 'verde' : undefined}>{t('likeness', { percent: likeness })}</Chip>
    </>
  );
}
