import { Link } from '@tanstack/react-router';
import { clockTime } from '@ventanilla/web';
import { MailX, WifiOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Banner } from '../../shared/components/banner.tsx';
import { useFormat } from '../../shared/hooks/use-format.ts';
import { useOfflineSince } from '../../shared/hooks/use-online.ts';
import { useHolds, useMe } from '../../shared/session/session.ts';
import classes from './frame.module.css';

/** What every page has to say first: no connection, and mail that goes nowhere. */
export function FrameBanners() {
  const { t } = useTranslation();
  const format = useFormat();
  const { outgoingMailIsLocal } = useMe();
  const seesOutbox = useHolds('mailboxes:manage');
  const offlineSince = useOfflineSince();
  const icon = { size: 16, strokeWidth: 1.75, 'aria-hidden': true };
  const isLocal = outgoingMailIsLocal && seesOutbox;
  if (!offlineSince && !isLocal) return null;
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
