import { useQuery } from '@tanstack/react-query';
import { CircleAlert, CircleCheck, CirclePause, HardDrive, Send } from 'lucide-react';
import { Chip } from '../../../shared/components/chip.tsx';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { mailboxesQuery } from '../mailboxes/mailboxes.queries.ts';
import classes from '../shared/panel.module.css';
import { Rows } from '../shared/panel.tsx';

const looks = {
  active: { tone: 'verde', icon: CircleCheck },
  paused: { tone: 'gris', icon: CirclePause },
  failing: { tone: 'rojo', icon: CircleAlert },
} as const;

/** By which server the mail of each mailbox leaves. */
export function OutgoingServers() {
  const { t } = useTranslation('settings');
  const { data: mailboxes = [] } = useQuery(mailboxesQuery);
  if (mailboxes.length === 0) return null;
  const icon = { size: 12, strokeWidth: 2, 'aria-hidden': true };
  return (
    <section aria-label={t('outbox.serversTitle')}>
      <Rows label={t('outbox.serversTitle')}>
        {mailboxes.map(({ id, address, smtp, state }) => {
          const { tone, icon: Icon } = looks[state];
          return (
            <li key={id}>
              <Send size={16} strokeWidth={1.75} aria-hidden />
              <span className={classes.main}>
                <b>{address}</b>
                <span className={classes.sub}>
                  {smtp ? t('outbox.server', { host: smtp.host, port: smtp.port }) : t('outbox.serverNone')}
                </span>
              </span>
              {smtp ? (
                <Chip tone={tone} icon={<Icon {...icon} />}>
                  {t(`mailboxState.${state}`)}
                </Chip>
              ) : (
                <Chip tone="ambar" icon={<HardDrive {...icon} />}>
                  {t('outbox.local')}
                </Chip>
              )}
            </li>
          );
        })}
      </Rows>
    </section>
  );
}
