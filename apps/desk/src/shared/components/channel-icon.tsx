import type { TicketCard } from '@ventanilla/web';
import { Mail, Phone, StickyNote } from 'lucide-react';
import { useTranslation } from '../i18n/use-translation.ts';

const icons = { email: Mail, phone: Phone, internal: StickyNote };

/** The channel a ticket came by. */
export function ChannelIcon({ channel, size = 14 }: { channel: TicketCard['channel']; size?: number }) {
  const { t } = useTranslation();
  const label = t(`channel.${channel}`);
  const Icon = icons[channel];
  return (
    <span role="img" aria-label={label} title={label} style={{ display: 'inline-flex' }}>
      <Icon size={size} strokeWidth={1.75} aria-hidden />
    </span>
  );
}
