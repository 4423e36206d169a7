import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';

interface FormDialogProps {
  opened: boolean;
  onClose(): void;
  title: string;
  size?: string;
  children: ReactNode;
}

/** A dialog with a form; a click outside does not lose what was written. */
export function FormDialog({ opened, onClose, title, size = 'md', children }: FormDialogProps) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      size={size}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('actions.close') }}
    >
      {children}
    </Modal>
  );
}
