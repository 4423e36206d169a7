import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { TicketDetail, TicketMessage } from '@ventanilla/web';
import { useEffect, useEffectEvent, useRef } from 'react';
import { createPortal } from 'react-dom';
import { FailedState } from '../../../shared/components/failed-state.tsx';
import { SkeletonLines } from '../../../shared/components/skeleton.tsx';
import { useDelayed } from '../../../shared/hooks/use-delayed.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { ticketQuery } from '../../../shared/tickets/ticket-query.ts';
import { Composer } from '../composer/composer.tsx';
import { useWriting } from '../composer/use-writing.ts';
import { MessageItem } from '../conversation/message-item.tsx';
import { useMarkSeen, useTicketLive } from '../use-ticket-live.ts';
import classes from './reading.module.css';

interface TicketReadingProps {
  ticketId: string;
  /** Grows each time somebody wants to answer; 0: nobody does. */
  answers: number;
  /** Where the answer is written; it is drawn there once somebody wants to. */
  answerPlaceId: string;
  onSent(): void;
  /** The focus goes back to whoever shows this. */
  onLeave(): void;
}

/** What the customer said since our last word, and an answer to it, for a screen that is not the ticket's own. */
export function TicketReading(props: TicketReadingProps) {
  const { t } = useTranslation('ticket');
  const { data: detail, error, isPending, refetch } = useQuery(ticketQuery(props.ticketId));
  const isSlow = useDelayed(isPending);
  useTicketLive(props.ticketId);
  if (!detail) {
    if (error) return <FailedState error={error} title={t('failedTitle')} onRetry={() => void refetch()} />;
    return isSlow ? <SkeletonLines widths={[70, 90, 40]} /> : null;
  }
  return <Reading detail={detail} {...props} />;
}

/** Messages shown at most. */
const shownMax = 4;

/** From the first that nobody of us has answered, and the last one in any case. */
function unanswered(messages: readonly TicketMessage[]): TicketMessage[] {
  const said = messages.filter(({ visibility, isAuto }) => visibility !== 'internal' && !isAuto);
  const ours = said.findLastIndex(({ direction }) => direction === 'out');
  const since = said.slice(ours + 1);
  return (since.length > 0 ? since : said.slice(-1)).slice(-shownMax);
}

function Reading({
  detail,
  answers,
  answerPlaceId,
  onSent,
  onLeave,
}: TicketReadingProps & { detail: TicketDetail }) {
  const { t } = useTranslation('triage');
  const { ticket, messages } = detail;
  const writing = useWriting(detail);
  const shown = unanswered(messages);
  const isFlying = writing.sending.flying !== null;
  const wasFlying = useRef(false);
  const begin = useEffectEvent(() => writing.write('reply'));
  const tell = useEffectEvent(() => {
    if (!writing.sending.problem && writing.drafts.draft.kind === 'reply') onSent();
  });
  useMarkSeen(ticket.id, messages.at(-1)?.id);
  useEffect(() => {
    if (answers > 0) begin();
  }, [answers]);
  useEffect(() => {
    if (wasFlying.current && !isFlying) tell();
    wasFlying.current = isFlying;
  }, [isFlying]);
  const place = answers > 0 ? document.getElementById(answerPlaceId) : null;
  return (
    <div className={classes.reading}>
      {shown.map((message) => (
        <MessageItem
          key={message.id}
          ticketId={ticket.id}
          message={message}
          mailbox={detail.channelAccount?.address ?? null}
          isNew={false}
          isTarget={false}
        />
      ))}
      {shown.length < messages.length ? (
        <Link to="/tickets/$ticketId" params={{ ticketId: ticket.id }} className={classes.whole}>
          {t('data.open')}
        </Link>
      ) : null}
      {place
        ? createPortal(
            <Composer
              detail={detail}
              writing={writing}
              onRead={onLeave}
              onShow={onLeave}
              onReopen={onLeave}
              onLeave={onLeave}
            />,
            place,
          )
        : null}
    </div>
  );
}
