import { Button, Group, Modal, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';

interface ReasonDialogProps {
  /** Of the priority. */
  name: string;
  onClose(): void;
  onSave(reason: string): void;
}

/** Why a ticket has a priority that nothing suggests. */
export function ReasonDialog({ name, onClose, onSave }: ReasonDialogProps) {
  const { t } = useTranslation(['list', 'desk']);
  const [reason, setReason] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (reason.trim() !== '') onSave(reason.trim());
  };
  return (
    <Modal
      opened
      onClose={onClose}
      size={420}
      title={t('cell.reason', { name })}
      closeButtonProps={{ 'aria-label': t('desk:actions.close') }}
    >
      <form onSubmit={submit}>
        <p>{t('cell.reasonText')}</p>
        <TextInput
          mt="sm"
          data-autofocus
          label={t('cell.reasonLabel')}
          value={reason}
          maxLength={400}
          required
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
        />
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={onClose}>
            {t('desk:actions.cancel')}
          </Button>
          <Button type="submit" disabled={reason.trim() === ''}>
            {t('cell.setPriority')}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
