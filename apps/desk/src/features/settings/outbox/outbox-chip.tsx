import type { OutboxItem } from '@ventanilla/web';
import { CircleAlert, CircleCheck, Clock, HardDrive } from 'lucide-react';
import { Chip } from '../../../shared/components/chip.tsx';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';

/** How an outgoing mail stands: kept here, queued, sent or failed. */
export function OutboxChip({ item }: { item: OutboxItem }) {
  const { t } = useTranslation('settings');
  const icon = { size: 12, strokeWidth: 2, 'aria-hidden': true };
  if (item.local) {
    return (
      <Chip tone="ambar" icon={<HardDrive {...icon} />}>
        {t('outbox.local')}
      </Chip>
    );
  }
  const looks = {
    queued: { tone: 'azul', icon: <Clock {...icon} /> },
    sent: { tone: 'verde', icon: <CircleCheck {...icon} /> },
    failed: { tone: 'rojo', icon: <CircleAlert {...icon} /> },
  } as const;
  const look = looks[item.state];
  return (
    <Chip tone={look.tone} icon={look.icon}>
      {t(`outbox.state.${item.state}`)}
    </Chip>
  );
}
