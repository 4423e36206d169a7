import { Modal } from '@mantine/core';
import { useFocusBack } from '../../../shared/hooks/use-focus-back.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { TimeForm } from './time-form.tsx';
import { useTime } from './use-time.ts';

interface TimeDialogProps {
  ticketId: string;
  /** Whether the closing goes on. */
  onAnswer(goesOn: boolean): void;
}

/** Asks for the time that a ticket took before it is closed. */
export function TimeDialog({ ticketId, onAnswer }: TimeDialogProps) {
  const { t } = useTranslation(['time', 'desk']);
  useFocusBack();
  const time = useTime(ticketId);
  return (
    <Modal
      opened
      onClose={() => onAnswer(false)}
      title={t('askTitle')}
      size="sm"
      closeButtonProps={{ 'aria-label': t('desk:actions.close') }}
    >
      <p>{t('askText')}</p>
      <TimeForm
        submitLabel={t('saveAndClose')}
        onCancel={() => onAnswer(false)}
        onSubmit={async (noted) => {
          if (await time.add(noted)) onAnswer(true);
        }}
      />
    </Modal>
  );
}
