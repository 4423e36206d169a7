import { Link, useRouterState } from '@tanstack/react-router';
import { clockTime } from '@ventanilla/web';
import { MailX, Wifi, WifiOff } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Banner } from '../../shared/components/banner.tsx';
import { useDelayed } from '../../shared/hooks/use-delayed.ts';
import { useFormat } from '../../shared/hooks/use-format.ts';
import { readNow } from '../../shared/hooks/use-now.ts';
import { useOfflineSince } from '../../shared/hooks/use-online.ts';
import { useTranslation } from '../../shared/i18n/use-translation.ts';
import { useReconnected } from '../../shared/live/reconnected.ts';
import { useLiveState } from '../../shared/live/use-live.ts';
import { useHolds, useMe } from '../../shared/session/session.ts';
import classes from './frame.module.css';

/** How long the stream may be cut before it is worth a word, in ms: a restart of the server takes less. */
const cutMs = 4_000;

/** Since when there is no connection: the computer has none, or the server has not been heard for a while. */
function useCutSince(): Date | null {
  const offlineSince = useOfflineSince();
  const isCut = useLiveState() === 'cut';
  const isLong = useDelayed(isCut, cutMs);
  const [cutSince, setCutSince] = useState<Date | null>(null);
  useEffect(() => setCutSince(isCut ? readNow() : null), [isCut]);
  return offlineSince ?? (isLong ? cutSince : null);
}

/** What every page has to say first: no connection, and mail that goes nowhere. */
export function FrameBanners() {
  const { t } = useTranslation(['desk', 'board']);
  const format = useFormat();
  const { outgoingMailIsLocal } = useMe();
  const seesOutbox = useHolds('mailboxes:manage');
  const offlineSince = useCutSince();
  const changes = useReconnected();
  const icon = { size: 16, strokeWidth: 1.75, 'aria-hidden': true };
  // The page of outgoing mail says so itself, with what can be done about it.
  const isOutbox = useRouterState({ select: ({ location }) => location.pathname === '/settings/outbox' });
  const isLocal = outgoingMailIsLocal && seesOutbox && !isOutbox;
  if (!offlineSince && !isLocal && changes === null) return null;
  return (
    <div className={classes.banners}>
      {offlineSince ? (
        <Banner
          tone="ambar"
          icon={<WifiOff {...icon} />}
          title={t('states.offlineTitle', { time: clockTime(offlineSince.toISOString(), format) })}
        >
          {t('states.offlineText')}
        </Banner>
      ) : null}
      {!offlineSince && changes !== null ? (
        <Banner tone="verde" icon={<Wifi {...icon} />} title={t('board:reconnected.title')}>
          {changes === 0 ? t('board:reconnected.none') : t('board:reconnected.changes', { count: changes })}
        </Banner>
      ) : null}
      {isLocal ? (
        <Banner
          tone="azul"
          icon={<MailX {...icon} />}
          title={t('localMail.title')}
          action={
            <Link to="/settings/$section" params={{ section: 'outbox' }}>
              {t('localMail.link')}
            </Link>
          }
        >
          <span className={classes.wideOnly}>{t('localMail.text')}</span>
        </Banner>
      ) : null}
    </div>
  );
}
