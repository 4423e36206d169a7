import { ActionIcon, Menu, TextInput, UnstyledButton } from '@mantine/core';
import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { Chip, type Tone } from '../components/chip.tsx';
import { useTranslation } from '../i18n/use-translation.ts';
import classes from './tags-value.module.css';

export interface TagChoice {
  key: string;
  name: string;
  tone: Tone;
  isHeld: boolean;
}

interface TagsValueProps {
  /** Name of the facet or field. */
  facet: string;
  choices: TagChoice[];
  canChange: boolean;
  /** Values may be added that are not there yet. */
  isFree?: boolean;
  onAdd: (choice: TagChoice) => void;
  onRemove: (choice: TagChoice) => void;
  onCreate?: (name: string) => void;
}

/** With more values than this a field to find them stands above. */
const withoutFilterMax = 7;

/** The values of one facet, each to be taken away, and a menu with the others. */
export function TagsValue(props: TagsValueProps) {
  const { choices, canChange, onRemove } = props;
  const { t } = useTranslation('classify');
  const held = choices.filter(({ isHeld }) => isHeld);
  return (
    <span className={classes.tags}>
      {held.map((choice) => (
        <Chip key={choice.key} tone={choice.tone}>
          {choice.name}
          {canChange ? (
            <UnstyledButton
              className={classes.remove}
              aria-label={t('removeTag', { name: choice.name })}
              onClick={() => onRemove(choice)}
            >
              <X size={11} aria-hidden />
            </UnstyledButton>
          ) : null}
        </Chip>
      ))}
      {canChange ? <AddMenu {...props} /> : null}
      {!canChange && held.length === 0 ? <span className={classes.aside}>{t('none')}</span> : null}
    </span>
  );
}

function AddMenu({ facet, choices, isFree = false, onAdd, onCreate }: TagsValueProps) {
  const { t } = useTranslation('classify');
  const [typed, setTyped] = useState('');
  const wanted = typed.trim().toLocaleLowerCase();
  const left = choices.filter(({ isHeld, name }) => !isHeld && name.toLocaleLowerCase().includes(wanted));
  const isNew = isFree && wanted !== '' && !choices.some(({ name }) => name.toLocaleLowerCase() === wanted);
  return (
    <Menu position="bottom-end" width={220} onClose={() => setTyped('')}>
      <Menu.Target>
        <ActionIcon size={22} aria-label={t('addTag', { facet })} title={t('addTag', { facet })}>
          <Plus size={13} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {isFree || choices.length > withoutFilterMax ? (
          <TextInput
            size="xs"
            m={4}
            data-autofocus
            aria-label={isFree ? t('newTag') : t('search')}
            placeholder={isFree ? t('newTag') : t('search')}
            value={typed}
            maxLength={80}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        ) : null}
        <div className={classes.items}>
          {left.map((choice) => (
            <Menu.Item key={choice.key} onClick={() => onAdd(choice)}>
              {choice.name}
            </Menu.Item>
          ))}
          {isNew ? (
            <Menu.Item onClick={() => onCreate?.(typed.trim())}>
              {t('create', { name: typed.trim() })}
            </Menu.Item>
          ) : null}
          {left.length === 0 && !isNew ? <Menu.Label>{t('noTags')}</Menu.Label> : null}
        </div>
      </Menu.Dropdown>
    </Menu>
  );
}
