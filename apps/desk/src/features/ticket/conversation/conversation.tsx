import { Button, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type TicketDetail, type TicketMessage, ticketNumber } from '@ventanilla/web';
import { ArrowDown, SearchX } from 'lucide-react';
import {
  type ReactNode,
  type RefObject,
  useDeferredValue,
  useEffect,
  useEffectEvent,
  useRef,
  useState,
} from 'react';
import { Banner } from '../../../shared/components/banner.tsx';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { useMe } from '../../../shared/session/session.ts';
import { ProposedRequester } from '../participants/proposed-requester.tsx';
import classes from './conversation.module.css';
import { MessageItem } from './message-item.tsx';
import { useOlderMessages } from './use-older-messages.ts';
import { useStickToEnd } from './use-stick-to-end.ts';
import { useTargetMessage } from './use-target-message.ts';

interface ConversationProps {
  detail: TicketDetail;
  /** Everything, or only the internal notes. */
  only?: 'notes' | undefined;
  /** What was just sent and what waits to be sent, drawn after the last message. */
  children?: ReactNode;
  /** Changes when something of one's own was sent: worth going down for. */
  sentMark: unknown;
  /** The last message that the person had seen when they began to write; later ones are marked as new. */
  seenMessageId: string | null;
  /** The message that the address names. */
  targetId: string | null;
  onTargetGone: () => void;
  /** Grows each time somebody asks to go there, also to where they went before. */
  jumps: number;
  onJump: (messageId: string) => void;
  onReply?: ((message: TicketMessage) => void) | undefined;
  regionRef: RefObject<HTMLElement | null>;
  /** Tells the page how to go to the end, for the notice of the composer. */
  onReady: (toEnd: () => void) => void;
}

/** The messages of a ticket, oldest first, with the reader's place kept as more arrive. */
export function Conversation(props: ConversationProps) {
  const { detail, seenMessageId, targetId, regionRef } = props;
  const { t } = useTranslation('ticket');
  const content = useRef<HTMLDivElement>(null);
  const { messages, hasOlder, isLoading, load, bring } = useOlderMessages(detail);
  const drawn = useDrawn(messages);
  const { isAtEnd, toEnd, toMessage, onScroll } = useStickToEnd(regionRef, content, drawn[0]?.id);
  const isMissing = useTargetMessage({ targetId, jumps: props.jumps, content, bring, toMessage });
  const isNew = useNewMarks(detail, seenMessageId);
  const unread = useArrivedBelow(
    messages.map(({ id }) => id),
    isAtEnd,
  );
  const continued = detail.previous.find((previous) => previous.continued);
  const shown = props.only === 'notes' ? drawn.filter(({ visibility }) => visibility === 'internal') : drawn;

  const announceReady = useEffectEvent(() => props.onReady(toEnd));
  useEffect(() => announceReady(), []);
  // What one sends oneself is always worth going down for.
  useEffect(() => {
    if (props.sentMark) toEnd();
  }, [props.sentMark, toEnd]);
  const loadOlder = async () => {
    await load();
    // The button may be gone with the last page.
    if (document.activeElement === document.body) regionRef.current?.focus({ preventScroll: true });
  };

  return (
    <div className={classes.region}>
      {isMissing ? (
        <div className={classes.notice}>
          <Banner
            tone="ambar"
            icon={<SearchX size={16} strokeWidth={1.75} aria-hidden />}
            title={t('conversation.missingTitle')}
            role="alert"
            action={
              <Button size="xs" variant="default" onClick={props.onTargetGone}>
                {t('conversation.missingOk')}
              </Button>
            }
          >
            {t('conversation.missingText')}
          </Banner>
        </div>
      ) : null}
      {detail.proposedRequester && !props.only ? (
        <ProposedRequester
          ticketId={detail.ticket.id}
          proposal={detail.proposedRequester}
          regionRef={regionRef}
        />
      ) : null}
      <section
        ref={regionRef}
        className={classes.scroller}
        aria-label={t('conversation.label')}
        // What scrolls must be reachable by keyboard.
        tabIndex={0}
        onScroll={onScroll}
      >
        <div ref={content} className={classes.list}>
          {hasOlder && drawn.length === messages.length ? (
            <Button
              className={classes.older}
              variant="subtle"
              size="xs"
              loading={isLoading}
              onClick={() => void loadOlder()}
            >
              {t('conversation.older')}
            </Button>
          ) : null}
          {continued && !hasOlder && !props.only ? (
            <p className={classes.event}>
              <Link to="/tickets/$ticketId" params={{ ticketId: continued.id }}>
                {t('conversation.continues', {
                  number: ticketNumber(continued.number),
                  subject: continued.subject,
                })}
              </Link>
            </p>
          ) : null}
          {detail.mentioned && !hasOlder && !props.only ? (
            <p className={classes.event}>
              <span>
                {t('conversation.mentions', { number: ticketNumber(detail.mentioned.number) })}{' '}
                <Link to="/tickets/$ticketId" params={{ ticketId: detail.mentioned.id }}>
                  {t('conversation.seeMentioned', { number: ticketNumber(detail.mentioned.number) })}
                </Link>
              </span>
            </p>
          ) : null}
          {shown.length === 0 ? <p className={classes.empty}>{t('conversation.noNotes')}</p> : null}
          {shown.map((message) => (
            <MessageItem
              key={message.id}
              ticketId={detail.ticket.id}
              message={message}
              mailbox={detail.channelAccount?.address ?? null}
              isNew={isNew(message.id)}
              isTarget={message.id === targetId}
              onReply={props.onReply}
              onJump={props.onJump}
            />
          ))}
          {props.only ? null : props.children}
          {detail.continuedBy && !props.only ? (
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

/** Messages drawn at once when a ticket opens: more than a screen holds. */
const drawnAtOnce = 12;

/** The messages from the first that is to be drawn now: older ones follow while the page already answers. */
function useDrawn(messages: TicketMessage[]): TicketMessage[] {
  const begin = messages.at(-drawnAtOnce) ?? messages[0];
  const firstId = useDeferredValue(messages[0]?.id, begin?.id);
  const first = messages.findIndex(({ id }) => id === firstId);
  return first > 0 ? messages.slice(first) : messages;
}

/**
 * Which messages are marked as new: those of the others that came after the ticket was opened here, or after one
 * began to write.
 */
function useNewMarks(
  { messages }: TicketDetail,
  seenMessageId: string | null,
): (messageId: string) => boolean {
  const [atOpening] = useState(() => new Set(messages.map(({ id }) => id)));
  const me = useMe().agent.id;
  const seenIndex = seenMessageId ? messages.findIndex(({ id }) => id === seenMessageId) : -1;
  const lastAtOpening = messages.findLastIndex(({ id }) => atOpening.has(id));
  const from = seenIndex >= 0 ? Math.min(seenIndex, lastAtOpening) : lastAtOpening;
  const fresh = new Set(
    messages
      .slice(from + 1)
      .filter(({ author }) => author.kind !== 'agent' || author.id !== me)
      .map(({ id }) => id),
  );
  return (messageId) => fresh.has(messageId);
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
