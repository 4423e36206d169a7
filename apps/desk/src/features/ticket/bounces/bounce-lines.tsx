import type { TicketMessage } from '@ventanilla/web';
import { Banner } from '../../../shared/components/banner.tsx';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import classes from './bounces.module.css';

type Bounces = NonNullable<TicketMessage['delivery']>['bounces'];

/** Under a message of ours: to whom it did not get, and what their server said. */
export function BounceLines({ bounces }: { bounces: Bounces }) {
  const { t } = useTranslation('machines');
  if (bounces.length === 0) return null;
  return (
    <div className={classes.lines}>
      {bounces.map(({ recipient, permanent, said, status }) => (
        <Banner
          key={recipient ?? ''}
          tone={permanent ? 'rojo' : 'ambar'}
          title={
            recipient === null
              ? t('bounce.unknown')
              : t(permanent ? 'bounce.permanent' : 'bounce.temporary', { address: recipient })
          }
        >
          {t('bounce.said', { words: wordsOf({ said, status }) ?? t('bounce.noWords') })}
        </Banner>
      ))}
    </div>
  );
}

/** The server's words; its code alone where it said nothing else. */
export function wordsOf({ said, status }: { said: string | null; status: string | null }): string | null {
  if (said === null) return status;
  return status === null || said.includes(status) ? said : `${said} (${status})`;
}
