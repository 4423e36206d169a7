import { Link } from '@tanstack/react-router';
import { type ClockMetric, dayAndTime, fullDateTime, type HistoryEntry } from '@ventanilla/web';
import {
  AlarmClock,
  ArrowLeftRight,
  CalendarClock,
  CalendarX,
  CircleCheck,
  CircleDot,
  CircleX,
  EyeOff,
  History,
  Inbox,
  type LucideIcon,
  Mail,
  MailWarning,
  Network,
  Phone,
  RotateCcw,
  RotateCw,
  Send,
  ShieldAlert,
  ShieldCheck,
  StickyNote,
  UserCheck,
  UserMinus,
  UserPlus,
  UserSearch,
  UserX,
} from 'lucide-react';
import { type ComponentType, Suspense } from 'react';
import { useFormat } from '../../../shared/hooks/use-format.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { useMe } from '../../../shared/session/session.ts';
import { useStatuses } from '../../../shared/tickets/status-labels.ts';
import { ClassifiedLine } from '../classifying/lazy-classifying.tsx';
import { TimeLine } from '../time/lazy-time.tsx';
import { type HistoryPhrase, historySentence } from './history-sentence.ts';

const icons: Record<HistoryPhrase, LucideIcon> = {
  created: Inbox,
  taken: UserPlus,
  assigned: ArrowLeftRight,
  released: UserMinus,
  passed: Network,
  lined: Network,
  status: CircleDot,
  statusByItself: CircleDot,
  closed: CircleCheck,
  ignored: EyeOff,
  reopened: RotateCcw,
  wrote: Mail,
  answered: Send,
  answeredFrom: Send,
  registered: Phone,
  noted: StickyNote,
  sent: Send,
  notSent: CircleX,
  queued: Send,
  stopped: CircleX,
  scheduled: CalendarClock,
  calledOff: CalendarX,
  refused: MailWarning,
  corrected: Send,
  dropped: UserMinus,
  reread: RotateCw,
  alsoReceived: Mail,
  originChecked: ShieldCheck,
  originDenied: ShieldAlert,
  trusted: UserCheck,
  marked: UserX,
  proposed: UserSearch,
  proposalDismissed: UserX,
  requester: UserCheck,
  spam: ShieldAlert,
  spamByFilter: ShieldAlert,
  notSpam: ShieldCheck,
  bounced: MailWarning,
  delayed: MailWarning,
  clockWarned: AlarmClock,
  clockBreached: AlarmClock,
  other: History,
};

/** Those whose words come with the panel that is about them. */
const lazyLines: Partial<Record<string, ComponentType<{ entry: HistoryEntry }>>> = {
  'ticket.classified': ClassifiedLine,
  'ticket.time_noted': TimeLine,
};

interface HistoryLineProps {
  entry: HistoryEntry;
  ticketId: string;
}

/** One thing that happened; what was written leads to it. */
export function HistoryLine({ entry, ticketId }: HistoryLineProps) {
  const Line = lazyLines[entry.type];
  if (!Line) return <PlainLine entry={entry} ticketId={ticketId} />;
  return (
    <Suspense fallback={<li />}>
      <Line entry={entry} />
    </Suspense>
  );
}

function PlainLine({ entry, ticketId }: HistoryLineProps) {
  const { t } = useTranslation(['ticket', 'desk']);
  const format = useFormat();
  const { labelOf } = useStatuses();
  const { agent } = useMe();
  const { phrase, byYou, values } = historySentence(entry, {
    agentId: agent.id,
    statusLabel: labelOf,
    nobody: t('conversation.system'),
    noDepartment: t('context.noDepartment'),
    noLine: t('context.noLine'),
    metricLabel: (metric) => t(`desk:clock.metric.${metric as ClockMetric}`),
  });
  const Icon = icons[phrase];
  const { messageId } = entry;
  const sentence = byYou ? t(`history.byYou.${phrase}`, values) : t(`history.by.${phrase}`, values);
  return (
    <li>
      <Icon size={14} strokeWidth={1.75} aria-hidden />
      {messageId ? (
        <Link
          to="/tickets/$ticketId"
          params={{ ticketId }}
          search={({ column }) => ({ column, message: messageId })}
          replace
        >
          {sentence}
        </Link>
      ) : (
        <span>{sentence}</span>
      )}
      <time dateTime={entry.at} title={fullDateTime(entry.at, format)}>
        {dayAndTime(entry.at, format)}
      </time>
    </li>
  );
}
