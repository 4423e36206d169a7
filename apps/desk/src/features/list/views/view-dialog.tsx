import { Button, Group, Modal, TextInput } from '@mantine/core';
import type { Colour } from '@ventanilla/web';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemText } from '../../../shared/api/problem-text.ts';
import { ColourChoice } from '../../../shared/components/colour-choice.tsx';
import { type Audience, AudienceFields, isWhole } from '../../../shared/sharing/audience-fields.tsx';
import classes from './views.module.css';

export interface NamedView extends Audience {
  name: string;
  colour: Colour | null;
}

interface ViewDialogProps {
  title: string;
  initial: NamedView;
  onClose(): void;
  /** Throws what the server says against it. */
  onSave(view: NamedView): Promise<void>;
}

/** The name of a view, its colour and who sees it. */
export function ViewDialog({ title, initial, onClose, onSave }: ViewDialogProps) {
  const { t } = useTranslation(['list', 'desk']);
  const [view, setView] = useState(initial);
  const [error, setError] = useState<string | null>(null);
  const [isSaving, setSaving] = useState(false);
  const change = (part: Partial<NamedView>) => setView((now) => ({ ...now, ...part }));
  const canSave = view.name.trim() !== '' && isWhole(view);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (!canSave) return;
    setSaving(true);
    try {
      await onSave({
        ...view,
        name: view.name.trim(),
        teamId: view.audience === 'team' ? view.teamId : null,
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
          value={view.name}
          maxLength={80}
          required
          error={error}
          onChange={({ currentTarget }) => change({ name: currentTarget.value })}
        />
        <ColourChoice
          label={t('views.colour')}
          value={view.colour}
          onChange={(colour) => change({ colour })}
        />
        <AudienceFields value={view} hint={t('views.audienceHint')} onChange={change} />
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
