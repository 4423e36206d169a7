import type { Mailbox, MailboxHealth } from '@ventanilla/web';
import clsx from 'clsx';
import { ChevronRight, Mail } from 'lucide-react';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { AcknowledgementChip } from './acknowledgement/acknowledgement-chip.tsx';
import { MailboxPulse, needsSomebody } from './health/mailbox-pulse.tsx';
import classes from './mailboxes.module.css';

interface MailboxRowProps {
  mailbox: Mailbox;
  /** Undefined while it is not known yet. */
  health: MailboxHealth | undefined;
  isOpen: boolean;
  onOpen(): void;
}

/** One mailbox in a line: its address, how it is doing, and the way to its settings. */
export function MailboxRow({ mailbox, health, isOpen, onOpen }: MailboxRowProps) {
  const { t } = useTranslation('mailboxes');
  const isFailing = mailbox.state === 'failing' || (health !== undefined && needsSomebody(health));
  return (
    <li className={clsx(classes.row, isOpen && classes.open, isFailing && classes.failing)}>
      <Mail size={16} strokeWidth={1.75} aria-hidden />
      <span className={classes.who}>
        <button
          type="button"
          aria-label={t('configure', { address: mailbox.address })}
          aria-expanded={isOpen}
          onClick={onOpen}
        >
          {mailbox.address}
        </button>
        <span className={classes.name}>{mailbox.name}</span>
        {mailbox.isDefault ? <span className={classes.name}>· {t('isDefault')}</span> : null}
      </span>
      <AcknowledgementChip mailboxId={mailbox.id} />
      {health ? <MailboxPulse health={health} /> : null}
      <ChevronRight className={classes.chevron} size={16} strokeWidth={1.75} aria-hidden />
      {mailbox.lastError ? <span className={classes.said}>{mailbox.lastError}</span> : null}
    </li>
  );
}
