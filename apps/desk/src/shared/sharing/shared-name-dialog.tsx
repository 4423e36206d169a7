import { Button, Group, Modal, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { takeTyped } from '../actions/typed-ahead.ts';
import { problemText } from '../api/problem-text.ts';
import { useFocusBack } from '../hooks/use-focus-back.ts';
import { useTranslation } from '../i18n/use-translation.ts';
import { type Audience, AudienceFields, isWhole } from './audience-fields.tsx';
import classes from './shared-name-dialog.module.css';

/** Something that is saved under a name, for oneself or for others. */
export interface SharedName extends Audience {
  name: string;
}

const nameMax = 80;
const withTyped = (ahead: string) => (now: SharedName) => ({
  ...now,
  name: (now.name + ahead).slice(0, nameMax),
});

interface SharedNameDialogProps {
  title: string;
  initial: SharedName;
  /** What is shared, in words. */
  hint: string;
  /** What else is said of it. */
  children?: ReactNode;
  onClose(): void;
  /** Throws what the server says against it. */
  onSave(named: SharedName): Promise<void>;
}

/** The name of a view or a board, and who sees it. */
export function SharedNameDialog({ title, initial, hint, children, onClose, onSave }: SharedNameDialogProps) {
  const { t } = useTranslation(['list', 'desk']);
  useFocusBack();
  const [named, setNamed] = useState(initial);
  const [error, setError] = useState<string | null>(null);
  const [isSaving, setSaving] = useState(false);
  const change = (part: Partial<SharedName>) => setNamed((now) => ({ ...now, ...part }));
  const canSave = named.name.trim() !== '' && isWhole(named);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (!canSave || isSaving) return;
    setSaving(true);
    const { audience } = named;
    try {
      await onSave({
        name: named.name.trim(),
        audience,
        teamId: audience === 'team' ? named.teamId : null,
      });
      onClose();
    } catch (failure) {
      setError(problemText(failure));
      setSaving(false);
    }
  };
  return (
    <Modal
      opened
      onClose={onClose}
      size={440}
      title={title}
      closeButtonProps={{ 'aria-label': t('desk:actions.close') }}
    >
      <form onSubmit={save} className={classes.form}>
        <TextInput
          data-autofocus
          label={t('views.name')}
          value={named.name}
          maxLength={nameMax}
          required
          error={error}
          onFocus={() => setNamed(withTyped(takeTyped()))}
          onChange={({ currentTarget }) => change({ name: currentTarget.value })}
        />
        {children}
        <AudienceFields value={named} hint={hint} onChange={change} />
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={onClose}>
            {t('desk:actions.cancel')}
          </Button>
          <Button type="submit" disabled={!canSave} loading={isSaving}>
            {t('desk:actions.save')}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
