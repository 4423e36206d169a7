import type { TicketDetail } from '@ventanilla/web';
import { UserRoundPlus } from 'lucide-react';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import classes from './context.module.css';
import { recipientsOf } from './recipients.ts';

/** Where an answer goes and who else is in the conversation. */
export function RecipientsSection({ detail }: { detail: TicketDetail }) {
  const { t } = useTranslation('ticket');
  const { to, copies, isStranger } = recipientsOf(detail);
  if (to === null && copies.length === 0) return null;
  return (
    <div className={classes.section}>
      <div className={classes.heading}>
        <h2>{t('context.recipients')}</h2>
      </div>
      <dl className={`${classes.data} ${classes.narrow}`}>
        {to ? (
          <>
            <dt>{t('composer.to')}</dt>
            <dd className={isStranger ? classes.stranger : undefined}>
              {isStranger ? <UserRoundPlus size={14} strokeWidth={1.75} aria-hidden /> : null}
              <span className={classes.value}>{to}</span>
            </dd>
          </>
        ) : null}
        {copies.map((address) => (
          <Copy key={address} address={address} />
        ))}
      </dl>
      {isStranger ? <p className={classes.under}>{t('context.stranger')}</p> : null}
    </div>
  );
}

function Copy({ address }: { address: string }) {
  const { t } = useTranslation('ticket');
  return (
    <>
      <dt>{t('composer.cc')}</dt>
      <dd>
        <span className={classes.value}>{address}</span>
      </dd>
    </>
  );
}
