import '@mantine/core/styles/Drawer.css';
import { Drawer, VisuallyHidden } from '@mantine/core';
import { type TicketDetail, type TicketMessage, ticketNumber } from '@ventanilla/web';
import type { TFunction } from 'i18next';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { DeskAction } from '../../shared/actions/actions.ts';
import { useActions } from '../../shared/actions/use-actions.ts';
import { useTranslation } from '../../shared/i18n/use-translation.ts';
import type { TicketSource } from '../../shared/tickets/ticket-source.ts';
import { useKeepAnswered } from './composer/answered.queries.ts';
import { Composer } from './composer/composer.tsx';
import { DraftSection } from './composer/draft-section.tsx';
import { formatKeys } from './composer/format-keys.ts';
import { useWriting } from './composer/use-writing.ts';
import { WaitingMessages } from './composer/waiting-messages.tsx';
import { ContextPanel } from './context/context-panel.tsx';
import { Conversation } from './conversation/conversation.tsx';
import { ConflictNotice } from './header/conflict-notice.tsx';
import { TicketHeader } from './header/ticket-header.tsx';
import { Neighbours } from './neighbours/neighbours.tsx';
import { useSteps } from './neighbours/use-steps.ts';
import { SpamNotice } from './spam/spam-notice.tsx';
import { type SpamCommands, useSpam } from './spam/use-spam.ts';
import { TicketPanel } from './ticket-panel.tsx';
import type { TicketPlace } from './ticket-place.ts';
import { askTimeBeforeClosing } from './time/asking.ts';
import { TimeQuestion } from './time/lazy-time.tsx';
import { useAnnounceWriting } from './use-announce-writing.ts';
import { useCopyLink } from './use-copy-link.ts';
import { useFocusInside } from './use-focus-inside.ts';
import { type TicketCommands, useTicketCommands } from './use-ticket-commands.ts';
import { useMarkSeen } from './use-ticket-live.ts';
import classes from './view.module.css';

interface TicketDeskProps {
  detail: TicketDetail;
  source: TicketSource;
  place: TicketPlace;
  onPlace: (place: TicketPlace) => void;
  onBack: () => void;
  /** To the list of what was taken for spam. */
  onSpam: () => void;
  onOpen: (ticketId: string) => void;
}

/** The ticket once it is there: list, conversation and what surrounds it, with its keys. */
export function TicketDesk(props: TicketDeskProps) {
  const { detail, source, place, onPlace, onBack, onOpen } = props;
  const { t } = useTranslation(['ticket', 'desk']);
  const { ticket, messages } = detail;
  const commands = askingFirst(useTicketCommands(ticket), detail);
  const spam = useSpam(ticket);
  const writing = useWriting(detail);
  useAnnounceWriting(ticket.id, writing);
  // Whoever looks through the spam goes on there, also after bringing this one back.
  const [isBackToSpam] = useState(ticket.isSpam);
  const goBack = isBackToSpam ? props.onSpam : onBack;
  const [isContextOpen, setIsContextOpen] = useState(false);
  const region = useRef<HTMLElement>(null);
  const toEnd = useRef(() => {});
  useMarkSeen(ticket.id, messages.at(-1)?.id);
  usePageTitle(`${ticketNumber(ticket.number)} · ${ticket.subject}`);
  useFocusInside(region, `${ticket.can.join()} ${commands.pending ?? ''}`);

  const step = useSteps({ source, ticketId: ticket.id, onOpen });
  const write = useShownWriting(writing.write, props);
  const keepAnswered = useKeepAnswered(ticket.id);
  const answer = useShownWriting(writing.answer, props);
  const reply = useStable((message: TicketMessage) => {
    keepAnswered(message);
    answer(message.id);
  });
  const [jumps, setJumps] = useState(0);
  const jump = useStable((messageId: string) => {
    setJumps((count) => count + 1);
    onPlace({ tab: 'conversation', messageId });
  });
  useTicketKeys({ detail, commands, spam, write, answer, step, onBack: goBack });
  const drafts = <DraftSection drafts={writing.drafts} />;

  return (
    <div className={classes.layout}>
      <Neighbours className={classes.neighbours} source={source} ticketId={ticket.id} onBack={onBack} />
      <div className={classes.middle}>
        <TicketHeader
          detail={detail}
          commands={commands}
          spam={spam}
          tab={place.tab}
          onTab={(tab) => onPlace({ tab, messageId: null })}
          onBack={goBack}
          isBackToSpam={isBackToSpam}
          onContext={() => setIsContextOpen(true)}
          onPrevious={() => void step(-1)}
          onNext={() => void step(1)}
        />
        <SpamNotice detail={detail} commands={spam} />
        <ConflictNotice detail={detail} commands={commands} />
        <TicketPanel detail={detail} tab={place.tab}>
          <Conversation
            detail={detail}
            sentMark={writing.sentMark}
            seenMessageId={writing.seenMessageId}
            only={place.tab === 'notes' ? 'notes' : undefined}
            targetId={place.messageId}
            onTargetGone={() => onPlace({ ...place, messageId: null })}
            jumps={jumps}
            onJump={jump}
            onReply={ticket.can.includes('reply') ? reply : undefined}
            regionRef={region}
            onReady={(goToEnd) => {
              toEnd.current = goToEnd;
            }}
          >
            <WaitingMessages detail={detail} sending={writing.sending} />
          </Conversation>
        </TicketPanel>
        <div className={classes.composer} hidden={place.tab === 'history' || place.tab === 'time'}>
          <Composer
            detail={detail}
            writing={writing}
            onRead={() => toEnd.current()}
            onShow={jump}
            onReopen={() => void commands.reopen()}
            onLeave={() => region.current?.focus()}
          />
        </div>
      </div>
      <aside className={classes.context} aria-label={t('context.label')}>
        <ContextPanel detail={detail} drafts={drafts} tab={place.tab} />
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
        <ContextPanel detail={detail} drafts={drafts} />
      </Drawer>
      <TimeQuestion detail={detail} />
      <VisuallyHidden role="status">{commands.done || writing.sending.done}</VisuallyHidden>
    </div>
  );
}

/** Closing asks first for the time spent, where the department does. */
function askingFirst(commands: TicketCommands, detail: TicketDetail): TicketCommands {
  return { ...commands, close: async () => (await askTimeBeforeClosing(detail)) && commands.close() };
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

/** The same function for as long as the component lives, doing what was said last. */
function useStable<T>(run: (input: T) => void): (input: T) => void {
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  return useCallback((input: T) => latest.current(input), []);
}

/** Begins to write where one sees it: history and time make room for the messages. */
function useShownWriting<T>(
  begin: (what: T) => void,
  { place, onPlace }: TicketDeskProps,
): (what: T) => void {
  return (what) => {
    if (place.tab !== 'conversation' && place.tab !== 'notes') {
      onPlace({ tab: 'conversation', messageId: null });
      requestAnimationFrame(() => begin(what));
    } else begin(what);
  };
}

interface KeysInput {
  detail: TicketDetail;
  commands: ReturnType<typeof useTicketCommands>;
  spam: SpamCommands;
  write: (kind: 'reply' | 'note') => void;
  answer: (messageId: string) => void;
  step: (step: 1 | -1) => Promise<void>;
  onBack: () => void;
}

/** The message or note that has the focus. */
function focusedMessageId(which = '[data-message]'): string | undefined {
  return document.activeElement?.closest<HTMLElement>(which)?.dataset.message;
}

/** An answer to the customer's message that has the focus, or to the whole conversation. */
function replyFrom({ write, answer }: Pick<KeysInput, 'write' | 'answer'>) {
  const messageId = focusedMessageId('[data-answerable]');
  if (messageId) answer(messageId);
  else write('reply');
}

/** Keys that the editor handles by itself: they are only told of. */
function writingKeys(t: TFunction<['keys', 'ticket', 'sending']>): DeskAction[] {
  const formats = Object.entries(formatKeys) as [keyof typeof formatKeys, string][];
  return [
    { id: 'send', name: t('ticket.send'), keys: ['mod+Enter'] },
    { id: 'later', name: t('sending:later.key'), keys: ['mod+shift+Enter'] },
    { id: 'link', name: t('ticket:composer.link'), keys: ['mod+k'] },
    ...formats.map(([format, key]) => ({
      id: format,
      name: t(`ticket:composer.format.${format}`),
      keys: [key],
    })),
  ];
}

function useTicketKeys({ detail, commands, spam, write, answer, step, onBack }: KeysInput) {
  const { t } = useTranslation(['keys', 'ticket', 'machines', 'sending']);
  const { id, can } = detail.ticket;
  const copyLink = useCopyLink(id);
  useActions('ticket', [
    { id: 'reply', name: t('ticket.reply'), keys: ['r'], run: () => replyFrom({ write, answer }) },
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
    {
      id: 'spam',
      name: can.includes('not_spam') ? t('machines:spam.notSpam') : t('machines:spam.isKey'),
      keys: ['!'],
      enabled: can.includes('spam') || can.includes('not_spam'),
      run: () => (can.includes('not_spam') ? spam.notSpam() : spam.spam('none')),
    },
    ...(['flag', 'priority'] as const).map((menu) => ({
      id: menu,
      name: t(`ticket.${menu}`),
      keys: [menu[0]!],
      enabled: can.includes(menu === 'flag' ? 'flag' : 'classify'),
      run: () => document.querySelector<HTMLElement>(`[data-menu="${menu}"]`)?.click(),
    })),
    { id: 'next', name: t('ticket.next'), keys: ['j'], run: () => void step(1) },
    { id: 'previous', name: t('ticket.previous'), keys: ['k'], run: () => void step(-1) },
    { id: 'copyLink', name: t('ticket.copyLink'), keys: ['l'], run: () => void copyLink(focusedMessageId()) },
    { id: 'back', name: t('ticket.back'), keys: ['Escape'], run: onBack },
  ]);
  useActions('writing', writingKeys(t as TFunction<['keys', 'ticket', 'sending']>));
}
