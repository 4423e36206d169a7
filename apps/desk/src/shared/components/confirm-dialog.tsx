import { Button, Group, Modal } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from '../i18n/use-translation.ts';

interface ConfirmDialogProps {
  opened: boolean;
  onClose(): void;
  title: string;
  /** What happens, and what is not lost. */
  text: string;
  /** The verb of the button. */
  confirm: string;
  onConfirm(): Promise<void>;
}

/** Asks before what cannot be undone. */
export function ConfirmDialog({ opened, onClose, title, text, confirm, onConfirm }: ConfirmDialogProps) {
  const { t } = useTranslation();
  const [working, setWorking] = useState(false);
  const run = async () => {
    setWorking(true);
    try {
      await onConfirm();
      onClose();
    } finally {
      setWorking(false);
    }
  };
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      size="sm"
      closeButtonProps={{ 'aria-label': t('actions.close') }}
    >
      <p>{text}</p>
      <Group justify="flex-end" mt="md">
        <Button variant="subtle" onClick={onClose}>
          {t('actions.cancel')}
        </Button>
        <Button variant="light" color="rojo" loading={working} onClick={() => void run()}>
          {confirm}
        </Button>
      </Group>
    </Modal>
  );
}
