import { Button, Group, Modal, TextInput } from '@mantine/core';
import type { BoardHead } from '@ventanilla/contracts/boards';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemText } from '../../../shared/api/problem-text.ts';
import { type Audience, AudienceFields, isWhole } from '../../../shared/sharing/audience-fields.tsx';
import classes from './column-dialog.module.css';
import type { Boards } from './use-boards.ts';

interface BoardDialogProps {
  kind: 'newBoard' | 'duplicateBoard' | 'boardHead';
  /** The board that is open. */
  head: BoardHead;
  boards: Boards;
  onClose(): void;
}

const titles = { newBoard: 'new', duplicateBoard: 'duplicate', boardHead: 'edit' } as const;

/** The name of a board and who sees it. */
export function BoardDialog({ kind, head, boards, onClose }: BoardDialogProps) {
  const { t } = useTranslation(['boards', 'desk']);
  const isSame = kind === 'boardHead';
  const named = { newBoard: '', duplicateBoard: t('copyName', { name: boards.nameOf(head) }) };
  const [name, setName] = useState(isSame ? (head.name ?? '') : named[kind]);
  const [audience, setAudience] = useState<Audience>(
    isSame ? { audience: head.audience, teamId: head.teamId } : { audience: 'personal', teamId: null },
  );
  const [error, setError] = useState<string | null>(null);
  const [isSaving, setSaving] = useState(false);
  const canSave = name.trim() !== '' && isWhole(audience);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (!canSave || isSaving) return;
    setSaving(true);
    const teamId = audience.audience === 'team' ? audience.teamId : null;
    const body = { name: name.trim(), audience: audience.audience, teamId };
    try {
      if (isSame) await boards.change(head, body);
      else await boards.create({ ...body, copyOf: kind === 'duplicateBoard' ? boards.ref : null });
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
      title={t(titles[kind])}
      closeButtonProps={{ 'aria-label': t('desk:actions.close') }}
    >
      <form onSubmit={save} className={classes.form}>
        <TextInput
          data-autofocus
          label={t('name')}
          value={name}
          maxLength={80}
          required
          error={error}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
        />
        <AudienceFields
          value={audience}
          hint={t('audienceHint')}
          onChange={(part) => setAudience((now) => ({ ...now, ...part }))}
        />
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
