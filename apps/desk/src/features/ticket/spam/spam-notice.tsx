import { Button } from '@mantine/core';
import type { TicketDetail } from '@ventanilla/web';
import { ShieldAlert } from 'lucide-react';
import { Banner } from '../../../shared/components/banner.tsx';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import classes from '../header/header.module.css';
import { type SpamSign, signKeys } from './spam-signs.ts';
import type { SpamCommands } from './use-spam.ts';

/** Says that the ticket stands among the spam and why, with the way back. */
export function SpamNotice({ detail, commands }: { detail: TicketDetail; commands: SpamCommands }) {
  const { t } = useTranslation('machines');
  if (!detail.ticket.isSpam) return null;
  const signs = detail.spamSigns.filter((sign): sign is SpamSign => signKeys.some((key) => key === sign));
  return (
    <div className={classes.notice}>
      <Banner
        tone="ambar"
        icon={<ShieldAlert size={16} strokeWidth={1.75} aria-hidden />}
        title={t('spam.here')}
        action={
          detail.ticket.can.includes('not_spam') ? (
            <Button size="xs" variant="default" onClick={commands.notSpam}>
              {t('spam.notSpam')}
            </Button>
          ) : undefined
        }
      >
        {signs.length > 0 ? signs.map((sign) => t(`spam.signs.${sign}`)).join(' ') : t('spam.byHand')}
      </Banner>
    </div>
  );
}
