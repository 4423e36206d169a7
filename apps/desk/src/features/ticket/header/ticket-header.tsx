import { ActionIcon, Button, Menu, UnstyledButton } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { dayAndTime, fullDateTime, type TicketDetail, ticketNumber } from '@ventanilla/web';
import {
  ArrowLeft,
  ChevronDown,
  ChevronUp,
  Link2,
  PanelRight,
  RotateCcw,
  Search,
  UserPlus,
} from 'lucide-react';
import { Suspense } from 'react';
import { openLayer } from '../../../shared/actions/desk-layer.ts';
import { ChannelIcon } from '../../../shared/components/channel-icon.tsx';
import { useFormat } from '../../../shared/hooks/use-format.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { Bell } from '../../../shared/notices/bell.tsx';
import { NoNews } from '../../../shared/tickets/no-news.tsx';
import { StillChips } from '../classifying/chips.tsx';
import { HeadChips } from '../classifying/lazy-classifying.tsx';
import { ClockChip } from '../clocks/clock-chip.tsx';
import { SpamItems } from '../spam/spam-items.tsx';
import { SpamMenu } from '../spam/spam-menu.tsx';
import type { SpamCommands } from '../spam/use-spam.ts';
import type { TicketTab } from '../ticket-place.ts';
import { useCopyLink } from '../use-copy-link.ts';
import type { TicketCommands } from '../use-ticket-commands.ts';
import { canFinish, FinishMenu } from './finish-menu.tsx';
import classes from './header.module.css';
import { OwnerDropdown, OwnerMenu } from './owner-menu.tsx';
import { StatusMenu } from './status-menu.tsx';
import { SubjectField } from './subject-field.tsx';
import { TicketTabs } from './ticket-tabs.tsx';

interface TicketHeaderProps {
  detail: TicketDetail;
  commands: TicketCommands;
  spam: SpamCommands;
  tab: TicketTab;
  onTab: (tab: TicketTab) => void;
  onBack: () => void;
  /** One came from the spam, or would have. */
  isBackToSpam: boolean;
  onContext: () => void;
  onPrevious: () => void;
  onNext: () => void;
}

/** What the ticket is and what can be done with it; every button is there because `can` says so. */
export function TicketHeader(props: TicketHeaderProps) {
  const { detail, commands, onBack, onContext } = props;
  const { t } = useTranslation(['ticket', 'desk', 'keys', 'machines']);
  const format = useFormat();
  const { ticket, channelAccount } = detail;
  return (
    <header className={classes.header}>
      <div className={classes.bar}>
        <ActionIcon
          className={classes.onlyPhone}
          size={44}
          aria-label={t(props.isBackToSpam ? 'machines:spam.back' : 'header.back')}
          onClick={onBack}
        >
          <ArrowLeft size={20} strokeWidth={1.75} aria-hidden />
        </ActionIcon>
        <span className={classes.channel}>
          <ChannelIcon channel={ticket.channel} size={16} />
        </span>
        <CopyLink ticketId={ticket.id} number={ticketNumber(ticket.number)} />
        <span className={classes.origin} title={fullDateTime(ticket.createdAt, format)}>
          · {channelAccount?.name ? `${channelAccount.name} · ` : ''}
          {t('header.opened', { when: dayAndTime(ticket.createdAt, format) })}
        </span>
        <span className={classes.grow} />
        <ActionIcon
          className={classes.onlyPhone}
          size={44}
          aria-label={t('keys:openPalette')}
          aria-haspopup="dialog"
          onClick={() => openLayer('palette')}
        >
          <Search size={18} strokeWidth={1.75} aria-hidden />
        </ActionIcon>
        <span className={classes.onlyPhone}>
          <Bell />
        </span>
        <HeaderActions {...props} />
        <ActionIcon className={classes.onlyNarrow} aria-label={t('context.open')} onClick={onContext}>
          <PanelRight size={16} strokeWidth={1.75} aria-hidden />
        </ActionIcon>
      </div>
      <SubjectField ticket={ticket} commands={commands} />
      <div className={classes.chips}>
        <StatusMenu ticket={ticket} commands={commands} />
        <Suspense fallback={<StillChips ticket={ticket} />}>
          <HeadChips detail={detail} />
        </Suspense>
        <OwnerMenu ticket={ticket} commands={commands} />
        {ticket.noNews ? (
          <span className={classes.chip}>
            <NoNews />
          </span>
        ) : null}
        {ticket.clock ? <ClockChip ticketId={ticket.id} clock={ticket.clock} /> : null}
        <span className={classes.grow} />
        <span className={classes.steps}>
          <ActionIcon
            aria-label={t('header.previousTicket')}
            title={t('header.previousTicket')}
            onClick={props.onPrevious}
          >
            <ChevronUp size={16} strokeWidth={1.75} aria-hidden />
          </ActionIcon>
          <ActionIcon
            aria-label={t('header.nextTicket')}
            title={t('header.nextTicket')}
            onClick={props.onNext}
          >
            <ChevronDown size={16} strokeWidth={1.75} aria-hidden />
          </ActionIcon>
        </span>
      </div>
      <TicketTabs detail={detail} tab={props.tab} onTab={props.onTab} />
    </header>
  );
}

function CopyLink({ ticketId, number }: { ticketId: string; number: string }) {
  const { t } = useTranslation('ticket');
  const copyLink = useCopyLink(ticketId);
  return (
    <UnstyledButton
      className={classes.number}
      title={t('header.copyLink')}
      aria-label={t('header.copyLinkOf', { number })}
      onClick={() => void copyLink()}
    >
      {number}
      <Link2 size={12} aria-hidden />
    </UnstyledButton>
  );
}

function HeaderActions({ detail, commands, spam, onNext }: TicketHeaderProps) {
  const { t } = useTranslation('ticket');
  const { ticket } = detail;
  const { can } = ticket;
  const isPhone = useMediaQuery('(max-width: 760px)', undefined, { getInitialValueInEffect: false });
  // A phone has no room for one more button: the menu of endings takes the entries in.
  const isSpamWithin = isPhone && can.includes('spam') && canFinish(ticket);
  return (
    <>
      {can.includes('assign') ? (
        <OwnerDropdown ticket={ticket} commands={commands}>
          <Button
            className={classes.notPhone}
            size="xs"
            variant="subtle"
            leftSection={<UserPlus size={14} aria-hidden />}
          >
            {t('header.delegate')}
          </Button>
        </OwnerDropdown>
      ) : null}
      {can.includes('take') ? (
        <Button className={classes.take} size="xs" onClick={() => void commands.take()}>
          {t('header.take')}
        </Button>
      ) : null}
      {isSpamWithin ? null : <SpamMenu detail={detail} commands={spam} />}
      <FinishMenu ticket={ticket} commands={commands} onNext={onNext}>
        {isSpamWithin ? (
          <>
            <Menu.Divider />
            <SpamItems detail={detail} commands={spam} />
          </>
        ) : null}
      </FinishMenu>
      {can.includes('reopen') ? (
        <Button
          size="xs"
          variant="default"
          leftSection={<RotateCcw size={14} aria-hidden />}
          onClick={() => void commands.reopen()}
        >
          {t('header.reopen')}
        </Button>
      ) : null}
    </>
  );
}
