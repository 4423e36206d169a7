import { Button, Group, Modal, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { colours } from '@ventanilla/contracts/classification-kinds';
import type { ViewAudience } from '@ventanilla/contracts/views';
import type { Colour } from '@ventanilla/web';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemText } from '../../../shared/api/problem-text.ts';
import { Chip, toneOf } from '../../../shared/components/chip.tsx';
import { teamsQuery } from '../../../shared/departments/teams.ts';
import { useHolds } from '../../../shared/session/session.ts';
import classes from './views.module.css';

export interface NamedView {
  name: string;
  colour: Colour | null;
  audience: ViewAudience;
  teamId: string | null;
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
  const mayShare = useHolds('views:share');
  const { data: teams = [] } = useQuery({ ...teamsQuery, enabled: mayShare });
  const [view, setView] = useState(initial);
  const [error, setError] = useState<string | null>(null);
  const [isSaving, setSaving] = useState(false);
  const change = (part: Partial<NamedView>) => setView((now) => ({ ...now, ...part }));
  const isWhole = view.name.trim() !== '' && (view.audience !== 'team' || view.teamId !== null);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (!isWhole) return;
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
        <fieldset className={classes.colours}>
          <legend>{t('views.colour')}</legend>
          {colours.map((colour) => (
            <label key={colour}>
              <input
                type="radio"
                name="view-colour"
                checked={view.colour === colour}
                onChange={() => change({ colour })}
              />
              <Chip tone={toneOf[colour]}>{t(`views.colours.${colour}`)}</Chip>
            </label>
          ))}
        </fieldset>
        {mayShare ? (
          <Select
            label={t('views.audience')}
            description={t('views.audienceHint')}
            data={(['personal', 'team', 'everyone'] as const).map((value) => ({
              value,
              label: t(`views.audiences.${value}`),
            }))}
            value={view.audience}
            onChange={(value) => value && change({ audience: value as ViewAudience })}
          />
        ) : null}
        {mayShare && view.audience === 'team' ? (
          <Select
            label={t('views.whichTeam')}
            data={teams.filter(({ active }) => active).map(({ id, name }) => ({ value: id, label: name }))}
            value={view.teamId}
            onChange={(teamId) => change({ teamId })}
            required
          />
        ) : null}
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={onClose}>
            {t('desk:actions.cancel')}
          </Button>
          <Button type="submit" disabled={!isWhole} loading={isSaving}>
            {t('desk:actions.save')}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
