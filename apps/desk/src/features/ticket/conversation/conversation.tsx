import { Button, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type TicketDetail, ticketNumber } from '@ventanilla/web';
import { ArrowDown } from 'lucide-react';
import { type RefObject, useEffect, useEffectEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './conversation.module.css';
import { MessageItem } from './message-item.tsx';
import { PendingItem, type PendingMessage } from './pending-message.tsx';
import { useOlderMessages } from './use-older-messages.ts';
import { useStickToEnd } from './use-stick-to-end.ts';

interface ConversationProps {
  detail: TicketDetail;
  pending: PendingMessage | null;
  /** The last message that the person had seen when they began to write; later ones are marked as new. */
  seenMessageId: string | null;
  regionRef: RefObject<HTMLElement | null>;
  /** Tells the page how to go to the end, for the notice of the composer. */
  onReady: (toEnd: () => void) => void;
}

/** The messages of a ticket, oldest first, with the reader's place kept as more arrive. */
export function Conversation({ detail, pending, seenMessageId, regionRef, onReady }: ConversationProps) {
  const { t } = useTranslation('ticket');
  const content = useRef<HTMLDivElement>(null);
  const { isAtEnd, toEnd, onScroll } = useStickToEnd(regionRef, content);
  const { messages, hasOlder, isLoading, load } = useOlderMessages(detail);
  const unread = useArrivedBelow(
    messages.map(({ id }) => id),
    isAtEnd,
  );
  const seenIndex = seenMessageId ? messages.findIndex(({ id }) => id === seenMessageId) : -1;
  const continued = detail.previous.find((previous) => previous.continued);

  const announceReady = useEffectEvent(() => onReady(toEnd));
  useEffect(() => announceReady(), []);
  // What one sends oneself is always worth going down for.
  useEffect(() => {
    if (pending) toEnd();
  }, [pending, toEnd]);

  return (
    <div className={classes.region}>
      <section
        ref={regionRef}
        className={classes.scroller}
        aria-label={t('conversation.label')}
        // What scrolls must be reachable by keyboard.
        tabIndex={0}
        onScroll={onScroll}
      >
        <div ref={content} className={classes.list}>
          {hasOlder ? (
            <Button
              className={classes.older}
              variant="subtle"
              size="xs"
              loading={isLoading}
              onClick={() => void load()}
            >
              {t('conversation.older')}
            </Button>
          ) : null}
          {continued && !hasOlder ? (
            <p className={classes.event}>
              <Link to="/tickets/$ticketId" params={{ ticketId: continued.id }}>
                {t('conversation.continues', {
                  number: ticketNumber(continued.number),
                  subject: continued.subject,
                })}
              </Link>
            </p>
          ) : null}
          {messages.map((message, index) => (
            <MessageItem
              key={message.id}
              ticketId={detail.ticket.id}
              message={message}
              mailbox={detail.channelAccount?.address ?? null}
              isNew={seenIndex >= 0 && index > seenIndex && message.author.kind === 'customer'}
            />
          ))}
          {pending ? <PendingItem pending={pending} /> : null}
          {detail.continuedBy ? (
            <p className={classes.event}>
              <Link to="/tickets/$ticketId" params={{ ticketId: detail.continuedBy.id }}>
                {t('conversation.continuedBy', { number: ticketNumber(detail.continuedBy.number) })}
              </Link>
            </p>
          ) : null}
        </div>
      </section>
      {unread > 0 && !isAtEnd ? (
        <UnstyledButton className={classes.pill} onClick={toEnd}>
          <ArrowDown size={14} aria-hidden />
          {t('conversation.newMessages', { count: unread })}
        </UnstyledButton>
      ) : null}
      <VisuallyHidden role="status">
        {unread > 0 ? t('conversation.newMessages', { count: unread }) : ''}
      </VisuallyHidden>
    </div>
  );
}

/** How many messages arrived below while the reader was further up. */
function useArrivedBelow(messageIds: string[], isAtEnd: boolean): number {
  const lastId = messageIds.at(-1) ?? null;
  const [lastRead, setLastRead] = useState(lastId);
  if (isAtEnd && lastRead !== lastId) setLastRead(lastId);
  if (isAtEnd || lastRead === null) return 0;
  const index = messageIds.indexOf(lastRead);
  return index < 0 ? 0 : messageIds.length - 1 - index;
}
