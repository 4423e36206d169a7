import { Button, Group, Modal, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useFocusBack } from '../hooks/use-focus-back.ts';
import { useTranslation } from '../i18n/use-translation.ts';
import classes from './reason-modal.module.css';

interface ReasonModalProps {
  title: string;
  text: string;
  /** What is written is called so. */
  label: string;
  /** What the button does. */
  action: string;
  maxLength: number;
  /** What is chosen beside the reason; it has the focus first. */
  children?: ReactNode;
  onClose(): void;
  onSave(reason: string): void;
}

/** Asks why, and does nothing without it. */
export function ReasonModal({ title, text, label, action, maxLength, ...props }: ReasonModalProps) {
  const { children, onClose, onSave } = props;
  const { t } = useTranslation('desk');
  useFocusBack();
  const [reason, setReason] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (reason.trim() !== '') onSave(reason.trim());
  };
  return (
    <Modal
      opened
      onClose={onClose}
      size={440}
      title={title}
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ 'aria-label': t('actions.close') }}
    >
      <form onSubmit={submit} className={classes.form}>
        <p className={classes.text}>{text}</p>
        {children}
        <TextInput
          data-autofocus={children ? undefined : true}
          label={label}
          value={reason}
          maxLength={maxLength}
          required
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
        />
        <Group justify="flex-end" mt="xs">
          <Button variant="default" onClick={onClose}>
            {t('actions.cancel')}
          </Button>
          <Button type="submit" disabled={reason.trim() === ''}>
            {action}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
