import { Menu, UnstyledButton } from '@mantine/core';
import { Check, ChevronDown, CloudOff, History, Trash2, TriangleAlert } from 'lucide-react';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import classes from './draft.module.css';
import { type DraftKind, isBlank } from './draft-store.ts';
import type { DraftHandle } from './use-draft.ts';

interface DraftStateProps {
  drafts: DraftHandle;
  kind: DraftKind;
  onDiscard: () => void;
  onVersions: () => void;
}

/** Where what is being written is kept, and what can be done with it. */
export function DraftState({ drafts, kind, onDiscard, onVersions }: DraftStateProps) {
  const { t } = useTranslation('ticket');
  const part = drafts.draft[kind];
  if (!drafts.isKept) {
    return (
      <span className={`${classes.state} ${classes.warning}`} role="alert">
        <TriangleAlert size={13} aria-hidden />
        {t('composer.notKept')}
      </span>
    );
  }
  if (isBlank(part) && part.isSaved) return null;
  // What was typed a moment ago is not on the server yet, whatever was saved before.
  const state = part.isSaved ? 'saved' : drafts.states[kind] === 'local' ? 'local' : 'saving';
  const isLocal = state === 'local';
  return (
    <Menu withinPortal={false} position="top-end" width={230}>
      <Menu.Target>
        <UnstyledButton
          className={classes.state}
          aria-label={t('draft.options', { state: t(`draft.state.${state}`) })}
        >
          {isLocal ? (
            <CloudOff size={13} aria-hidden />
          ) : state === 'saved' ? (
            <Check size={13} aria-hidden />
          ) : null}
          <span className={classes.words}>{t(`draft.state.${state}`)}</span>
          <ChevronDown size={12} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {isLocal ? <Menu.Label>{t('draft.localText')}</Menu.Label> : null}
        <Menu.Item leftSection={<History size={15} aria-hidden />} onClick={onVersions}>
          {t('draft.versions')}
        </Menu.Item>
        <Menu.Item leftSection={<Trash2 size={15} aria-hidden />} onClick={onDiscard}>
          {t('draft.discard')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
