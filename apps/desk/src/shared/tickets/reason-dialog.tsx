import { ReasonModal } from '../components/reason-modal.tsx';
import { useTranslation } from '../i18n/use-translation.ts';

interface ReasonDialogProps {
  /** Of the priority. */
  name: string;
  onClose(): void;
  onSave(reason: string): void;
}

/** Why a ticket has a priority that nothing suggests. */
export function ReasonDialog({ name, ...props }: ReasonDialogProps) {
  const { t } = useTranslation('list');
  return (
    <ReasonModal
      title={t('cell.reason', { name })}
      text={t('cell.reasonText')}
      label={t('cell.reasonLabel')}
      action={t('cell.setPriority')}
      maxLength={400}
      {...props}
    />
  );
}
