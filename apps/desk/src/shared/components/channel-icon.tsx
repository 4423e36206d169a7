import { Mail } from 'lucide-react';
import { useTranslation } from 'react-i18next';

/** The channel a ticket came by. */
export function ChannelIcon({ channel, size = 14 }: { channel: 'email'; size?: number }) {
  const { t } = useTranslation();
  const label = t(`channel.${channel}`);
  return (
    <span role="img" aria-label={label} title={label} style={{ display: 'inline-flex' }}>
      <Mail size={size} strokeWidth={1.75} aria-hidden />
    </span>
  );
}
