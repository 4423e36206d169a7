import { ActionIcon, Button, CopyButton, UnstyledButton } from '@mantine/core';
import { dayAndTime, fullDateTime, type TicketDetail, ticketNumber } from '@ventanilla/web';
import { ArrowLeft, Check, EyeOff, Link2, PanelRight, RotateCcw, UserPlus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { ChannelIcon } from '../../../shared/components/channel-icon.tsx';
import { useFormat } from '../../../shared/hooks/use-format.ts';
import type { TicketCommands } from '../use-ticket-commands.ts';
import classes from './header.module.css';
import { OwnerMenu } from './owner-menu.tsx';
import { StatusMenu } from './status-menu.tsx';
import { SubjectField } from './subject-field.tsx';

interface TicketHeaderProps {
  detail: TicketDetail;
  commands: TicketCommands;
  onBack: () => void;
  onContext: () => void;
}

/** What the ticket is and what can be done with it; every button is there because `can` says so. */
export function TicketHeader({ detail, commands, onBack, onContext }: TicketHeaderProps) {
  const { t } = useTranslation(['ticket', 'desk']);
  const format = useFormat();
  const { ticket, channelAccount } = detail;
  return (
    <header className={classes.header}>
      <div className={classes.bar}>
        <ActionIcon className={classes.onlyPhone} size={36} aria-label={t('header.back')} onClick={onBack}>
          <ArrowLeft size={20} strokeWidth={1.75} aria-hidden />
        </ActionIcon>
        <ChannelIcon channel={ticket.channel} size={16} />
        <CopyLink number={ticketNumber(ticket.number)} />
        <span className={classes.origin} title={fullDateTime(ticket.createdAt, format)}>
          · {channelAccount?.name ? `${channelAccount.name} · ` : ''}
          {t('header.opened', { when: dayAndTime(ticket.createdAt, format) })}
        </span>
        <span className={classes.grow} />
        <HeaderActions detail={detail} commands={commands} />
        <ActionIcon className={classes.onlyNarrow} aria-label={t('context.open')} onClick={onContext}>
          <PanelRight size={16} strokeWidth={1.75} aria-hidden />
        </ActionIcon>
      </div>
      <SubjectField ticket={ticket} commands={commands} />
      <div className={classes.chips}>
        <StatusMenu ticket={ticket} commands={commands} />
        <OwnerMenu ticket={ticket} commands={commands} />
      </div>
    </header>
  );
}

function CopyLink({ number }: { number: string }) {
  const { t } = useTranslation(['ticket', 'desk']);
  return (
    <CopyButton value={window.location.href.replace(/[?#].*$/, '')}>
      {({ copied, copy }) => (
        <UnstyledButton className={classes.number} title={t('header.copyLink')} onClick={copy}>
          {number}
          {copied ? (
            <Check size={12} aria-label={t('desk:actions.copied')} />
          ) : (
            <Link2 size={12} aria-label={t('header.copyLink')} />
          )}
        </UnstyledButton>
      )}
    </CopyButton>
  );
}

function HeaderActions({ detail, commands }: Pick<TicketHeaderProps, 'detail' | 'commands'>) {
  const { t } = useTranslation(['ticket', 'desk']);
  const { can } = detail.ticket;
  const { pending } = commands;
  const isBusy = pending !== null;
  return (
    <>
      {can.includes('take') ? (
        <Button
          size="xs"
          leftSection={<UserPlus size={14} aria-hidden />}
          loading={pending === 'take'}
          disabled={isBusy && pending !== 'take'}
          onClick={() => void commands.take()}
        >
          {t('header.take')}
        </Button>
      ) : null}
      {can.includes('close') ? (
        <Button
          size="xs"
          variant="default"
          leftSection={<Check size={14} aria-hidden />}
          loading={pending === 'close'}
          disabled={isBusy && pending !== 'close'}
          onClick={() => void commands.close()}
        >
          {t('header.close')}
        </Button>
      ) : null}
      {can.includes('ignore') ? (
        <Button
          size="xs"
          variant="default"
          leftSection={<EyeOff size={14} aria-hidden />}
          loading={pending === 'ignore'}
          disabled={isBusy && pending !== 'ignore'}
          onClick={() => void commands.ignore()}
        >
          {t('header.ignore')}
        </Button>
      ) : null}
      {can.includes('reopen') ? (
        <Button
          size="xs"
          variant="default"
          leftSection={<RotateCcw size={14} aria-hidden />}
          loading={pending === 'reopen'}
          disabled={isBusy && pending !== 'reopen'}
          onClick={() => void commands.reopen()}
        >
          {t('header.reopen')}
        </Button>
      ) : null}
    </>
  );
}
