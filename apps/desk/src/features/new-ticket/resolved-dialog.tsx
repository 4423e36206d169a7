import { Button, Group, Modal, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from '../../shared/i18n/use-translation.ts';

interface ResolvedDialogProps {
  kind: 'phone' | 'user';
  opened: boolean;
  onClose(): void;
  onResolved(resolution: string): void;
}

/** What was answered on the spot: the ticket is created answered and closed. */
export function ResolvedDialog({ kind, opened, onClose, onResolved }: ResolvedDialogProps) {
  const { t } = useTranslation(['newTicket', 'desk']);
  const usual = t(kind === 'phone' ? 'resolvedText' : 'resolvedUserText');
  const [text, setText] = useState(usual);
  const resolve = () => {
    onClose();
    onResolved(text.trim() || usual);
  };
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('resolvedTitle')}
      closeButtonProps={{ 'aria-label': t('desk:actions.close') }}
    >
      <Textarea
        aria-label={t('resolvedTitle')}
        description={t('resolvedHint')}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
          // The form behind it would be sent as well.
          event.stopPropagation();
          resolve();
        }}
        autosize
        minRows={3}
        maxRows={10}
        maxLength={10_000}
        data-autofocus
      />
      <Group justify="flex-end" mt="md" gap="xs">
        <Button variant="subtle" onClick={onClose}>
          {t('cancel')}
        </Button>
        <Button onClick={resolve}>{t('createClosed')}</Button>
      </Group>
    </Modal>
  );
}
