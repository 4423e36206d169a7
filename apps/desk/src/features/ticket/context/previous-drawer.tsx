import '@mantine/core/styles/Drawer.css';
import { Button, Drawer } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { TicketDetail } from '@ventanilla/web';
import { ticketNumber } from '@ventanilla/web';
import { ArrowRight } from 'lucide-react';
import { FailedState } from '../../../shared/components/failed-state.tsx';
import { SkeletonLines } from '../../../shared/components/skeleton.tsx';
import { useDelayed } from '../../../shared/hooks/use-delayed.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { useStatuses } from '../../../shared/tickets/status-labels.ts';
import { MessageItem } from '../conversation/message-item.tsx';
import { useOlderMessages } from '../conversation/use-older-messages.ts';
import { ticketQuery } from '../ticket.queries.ts';
import classes from './context.module.css';

/** An earlier ticket, to be read beside the present one without leaving it. */
export function PreviousDrawer({ ticketId, onClose }: { ticketId: string; onClose: () => void }) {
  const { t } = useTranslation(['ticket', 'desk']);
  const { labelOf } = useStatuses();
  const { data: detail, error, isPending, refetch } = useQuery(ticketQuery(ticketId));
  const isSlow = useDelayed(isPending);
  const ticket = detail?.ticket;
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="min(640px, 100vw)"
      padding={0}
      returnFocus={false}
      title={
        ticket ? (
          <span className={classes.drawerTitle}>
            <span>{ticket.subject || t('header.noSubject')}</span>
            <small>
              {ticketNumber(ticket.number)} · {labelOf(ticket.status.key)}
            </small>
          </span>
        ) : (
          t('context.previousOne')
        )
      }
      closeButtonProps={{ 'aria-label': t('desk:actions.close') }}
      classNames={{ header: classes.drawerHeader }}
    >
      {isSlow ? (
        <div className={classes.wide}>
          <SkeletonLines widths={[40, 90, 70, 85]} />
        </div>
      ) : null}
      {error && !detail ? (
        <FailedState error={error} title={t('failedTitle')} onRetry={() => void refetch()} />
      ) : null}
      {detail ? (
        <>
          <Link className={classes.whole} to="/tickets/$ticketId" params={{ ticketId }}>
            {t('context.openWhole')}
            <ArrowRight size={14} aria-hidden />
          </Link>
          <Messages detail={detail} />
        </>
      ) : null}
    </Drawer>
  );
}

function Messages({ detail }: { detail: TicketDetail }) {
  const { t } = useTranslation('ticket');
  const { messages, hasOlder, isLoading, load } = useOlderMessages(detail);
  return (
    <div className={classes.messages}>
      {hasOlder ? (
        <Button variant="subtle" size="xs" loading={isLoading} onClick={() => void load()}>
          {t('conversation.older')}
        </Button>
      ) : null}
      {messages.map((message) => (
        <MessageItem
          key={message.id}
          ticketId={detail.ticket.id}
          message={message}
          mailbox={detail.channelAccount?.address ?? null}
          isNew={false}
          isTarget={false}
        />
      ))}
    </div>
  );
}
