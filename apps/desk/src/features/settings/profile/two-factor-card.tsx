import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { shortDate } from '@ventanilla/web';
import { ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import { Chip } from '../../../shared/components/chip.tsx';
import { useFormat } from '../../../shared/hooks/use-format.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { Loaded } from '../shared/panel.tsx';
import { Card } from './card.tsx';
import classes from './profile.module.css';
import { twoFactorQuery } from './profile.queries.ts';
import { TwoFactorDialog, type TwoFactorWish } from './two-factor-dialog.tsx';

/** The second step of my sign-in: off, or since when and with how many backup codes. */
export function TwoFactorCard() {
  const { t } = useTranslation('profile');
  const format = useFormat();
  const query = useQuery(twoFactorQuery);
  const [wish, setWish] = useState<TwoFactorWish | null>(null);
  return (
    <Card
      setting="twoFactor"
      title={t('twoFactor.title')}
      lead={t('twoFactor.lead')}
      action={
        query.data ? (
          <Chip
            tone={query.data.since ? 'verde' : 'gris'}
            icon={query.data.since ? <ShieldCheck size={12} strokeWidth={2} aria-hidden /> : undefined}
          >
            {query.data.since ? t('twoFactor.on') : t('twoFactor.off')}
          </Chip>
        ) : null
      }
    >
      <Loaded query={query}>
        {({ since, backupCodesLeft }) =>
          since ? (
            <div className={classes.steps}>
              <span>
                {t('twoFactor.since', { date: shortDate(since, format) })}{' '}
                {t('twoFactor.left', { count: backupCodesLeft })}
              </span>
              <span className={classes.way}>
                <Button variant="default" onClick={() => setWish('renew')}>
                  {t('twoFactor.renew')}
                </Button>
                <Button variant="light" color="rojo" onClick={() => setWish('off')}>
                  {t('twoFactor.turnOff')}
                </Button>
              </span>
            </div>
          ) : (
            <div>
              <Button onClick={() => setWish('on')}>{t('twoFactor.turnOn')}</Button>
            </div>
          )
        }
      </Loaded>
      <TwoFactorDialog wish={wish} onClose={() => setWish(null)} />
    </Card>
  );
}
