import type { TicketMessage } from '@ventanilla/web';
import { Banner } from '../../../shared/components/banner.tsx';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import classes from './participants.module.css';

type Authentication = NonNullable<TicketMessage['authentication']>;

/** Above a mail that its own domain disowns; anything less certain is no reason to frighten anybody. */
export function OriginWarning({ authentication }: { authentication: Authentication | null }) {
  const { t } = useTranslation('ticket');
  if (authentication?.dmarc !== 'fail') return null;
  return (
    <div className={classes.warning}>
      <Banner tone="rojo">{t('authentication.dmarcFailed')}</Banner>
    </div>
  );
}

/** What is proven of where a mail came from, for whoever asks. */
export function OriginLine({ authentication }: { authentication: Authentication }) {
  const { t } = useTranslation('ticket');
  const { spf, dkim, dmarc, by } = authentication;
  const words = (result: Authentication['spf']) => t(`authentication.results.${result}`);
  return (
    <p className={classes.origin}>
      <b>{t('authentication.title')}</b>
      {t('authentication.line', { spf: words(spf), dkim: words(dkim), dmarc: words(dmarc) })}
      <br />
      {t(`authentication.by.${by}`)}
    </p>
  );
}
