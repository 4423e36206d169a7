import { Drawer, VisuallyHidden } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type BoardColumnKey, type TicketDetail, ticketNumber } from '@ventanilla/web';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useActions } from '../../shared/actions/use-actions.ts';
import { Composer } from './composer/composer.tsx';
import { isBlank } from './composer/draft-store.ts';
import { useDraft } from './composer/use-draft.ts';
import { useSend } from './composer/use-send.ts';
import { ContextPanel } from './context/context-panel.tsx';
import { Conversation } from './conversation/conversation.tsx';
import { TicketHeader } from './header/ticket-header.tsx';
import { Neighbours } from './neighbours/neighbours.tsx';
import { neighboursQuery } from './ticket.queries.ts';
import { useTicketCommands } from './use-ticket-commands.ts';
import { useMarkSeen } from './use-ticket-live.ts';
import classes from './view.module.css';

interface TicketDeskProps {
  detail: TicketDetail;
  column: BoardColumnKey;
  onBack: () => void;
  onOpen: (ticketId: string) => void;
}

/** The ticket once it is there: list, conversation and what surrounds it, with its keys. */
export function TicketDesk({ detail, column, onBack, onOpen }: TicketDeskProps) {
  const { t } = useTranslation(['ticket', 'desk']);
  const { ticket, messages } = detail;
  const commands = useTicketCommands(ticket);
  const drafts = useDraft(ticket.id);
  const sending = useSend(detail, drafts);
  const [isContextOpen, setIsContextOpen] = useState(false);
  const region = useRef<HTMLElement>(null);
  const text = useRef<HTMLTextAreaElement>(null);
  const toEnd = useRef(() => {});
  useMarkSeen(ticket.id, messages.at(-1)?.id);
  usePageTitle(`${ticketNumber(ticket.number)} · ${ticket.subject}`);
  useFocusInside(region, ticket.can.join());

  const { reply } = drafts.draft;
  const seenMessageId = isBlank(reply) ? null : reply.seenMessageId;
  const write = (kind: 'reply' | 'note') => {
    drafts.setKind(kind);
    requestAnimationFrame(() => text.current?.focus());
  };
  useTicketKeys({ detail, column, commands, write, onBack, onOpen });

  return (
    <div className={classes.layout}>
      <Neighbours className={classes.neighbours} column={column} ticketId={ticket.id} onBack={onBack} />
      <div className={classes.middle}>
        <TicketHeader
          detail={detail}
          commands={commands}
          onBack={onBack}
          onContext={() => setIsContextOpen(true)}
        />
        <Conversation
          detail={detail}
          pending={sending.pending}
          seenMessageId={seenMessageId}
          regionRef={region}
          onReady={(goToEnd) => {
            toEnd.current = goToEnd;
          }}
        />
        <Composer
          detail={detail}
          drafts={drafts}
          sending={sending}
          textRef={text}
          hasArrived={drafts.draft.kind === 'reply' && hasNewerOfCustomer(messages, seenMessageId)}
          onRead={() => {
            drafts.change('reply', { seenMessageId: messages.at(-1)?.id ?? null });
            toEnd.current();
          }}
          onReopen={() => void commands.reopen()}
          onLeave={() => region.current?.focus()}
        />
      </div>
      <aside className={classes.context} aria-label={t('context.label')}>
        <ContextPanel detail={detail} />
      </aside>
      <Drawer
        opened={isContextOpen}
        onClose={() => setIsContextOpen(false)}
        position="right"
        size={360}
        padding={0}
        title={t('context.label')}
        closeButtonProps={{ 'aria-label': t('desk:actions.close') }}
        styles={{
          header: { padding: '8px 12px 8px 16px', background: 'var(--canvas)' },
          title: { fontWeight: 'var(--w-semi)' },
          content: { background: 'var(--canvas)' },
        }}
      >
        <ContextPanel detail={detail} />
      </Drawer>
      <VisuallyHidden role="status">{commands.done || sending.done}</VisuallyHidden>
    </div>
  );
}

/** Whether the customer wrote after the message that was last read; automatic mail is no reason to stop. */
function hasNewerOfCustomer(messages: TicketDetail['messages'], seenMessageId: string | null): boolean {
  const seen = seenMessageId ? messages.findIndex(({ id }) => id === seenMessageId) : -1;
  return (
    seen >= 0 && messages.slice(seen + 1).some(({ author, isAuto }) => author.kind === 'customer' && !isAuto)
  );
}

function usePageTitle(title: string) {
  useEffect(() => {
    const before = document.title;
    document.title = title;
    return () => {
      document.title = before;
    };
  }, [title]);
}

/**
 * Who opens a ticket reads first: the keys act and the arrows scroll from there. The focus comes back to it when
 * what had it is gone, as a button that can no longer be pressed.
 */
function useFocusInside(region: RefObject<HTMLElement | null>, possible: string) {
  useEffect(() => region.current?.focus({ preventScroll: true }), [region]);
  useEffect(() => {
    if (possible !== null && document.activeElement === document.body)
      region.current?.focus({ preventScroll: true });
  }, [region, possible]);
}

interface KeysInput extends TicketDeskProps {
  commands: ReturnType<typeof useTicketCommands>;
  write: (kind: 'reply' | 'note') => void;
}

function useTicketKeys({ detail, column, commands, write, onBack, onOpen }: KeysInput) {
  const { t } = useTranslation('keys');
  const { data: cards = [] } = useQuery(neighboursQuery(column));
  const { id, can } = detail.ticket;
  const go = (step: 1 | -1) => {
    const index = cards.findIndex((card) => card.id === id);
    const next = index < 0 ? cards[0] : cards[index + step];
    if (next && next.id !== id) onOpen(next.id);
  };
  useActions('ticket', [
    { id: 'reply', name: t('ticket.reply'), keys: ['r'], run: () => write('reply') },
    { id: 'note', name: t('ticket.note'), keys: ['n'], run: () => write('note') },
    {
      id: 'take',
      name: t('ticket.take'),
      keys: ['t'],
      enabled: can.includes('take'),
      run: () => void commands.take(),
    },
    {
      id: 'close',
      name: t('ticket.close'),
      keys: ['c'],
      enabled: can.includes('close') || can.includes('ignore'),
      run: () => void (can.includes('close') ? commands.close() : commands.ignore()),
    },
    { id: 'next', name: t('ticket.next'), keys: ['j'], run: () => go(1) },
    { id: 'previous', name: t('ticket.previous'), keys: ['k'], run: () => go(-1) },
    { id: 'back', name: t('ticket.back'), keys: ['Escape'], run: onBack },
  ]);
  useActions('writing', [{ id: 'send', name: t('ticket.send'), keys: ['mod+Enter'] }]);
}
