import { useQuery } from '@tanstack/react-query';
import { MailCheck } from 'lucide-react';
import { Chip } from '../../../../shared/components/chip.tsx';
import { useTranslation } from '../../../../shared/i18n/use-translation.ts';
import { acknowledgementQuery } from './acknowledgement.queries.ts';

/** Says that a mailbox answers new tickets by itself; nothing where it does not. */
export function AcknowledgementChip({ mailboxId }: { mailboxId: string }) {
  const { t } = useTranslation('machines');
  const { data } = useQuery(acknowledgementQuery(mailboxId));
  if (!data?.enabled) return null;
  return (
    <Chip tone="azul" icon={<MailCheck size={12} strokeWidth={2} aria-hidden />}>
      {t('ack.isOn')}
    </Chip>
  );
}
