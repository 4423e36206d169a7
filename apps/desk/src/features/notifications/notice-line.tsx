import { Link } from '@tanstack/react-router';
import { dayAndTime, fullDateTime, type Notification, relativeTime } from '@ventanilla/web';
import clsx from 'clsx';
import {
  AlarmClock,
  ArrowRightLeft,
  Check,
  Clock3,
  ListChecks,
  MailWarning,
  Undo2,
  UserRoundCheck,
} from 'lucide-react';
import { Avatar } from '../../shared/components/avatar.tsx';
import { useFormat } from '../../shared/hooks/use-format.ts';
import { useTranslation } from '../../shared/i18n/use-translation.ts';
import classes from './notice-line.module.css';
import { wordsOf } from './notice-words.ts';
import { PostponeBox } from './postpone-box.tsx';

const icons = {
  assigned: UserRoundCheck,
  reassigned: ArrowRightLeft,
  answered: UserRoundCheck,
  mentioned: UserRoundCheck,
  warned: AlarmClock,
  breached: AlarmClock,
  mailbox: MailWarning,
  duty: ListChecks,
};

interface NoticeLineProps {
  line: Notification;
  /** Until when it is put off is being asked. */
  isPostponing: boolean;
  onMark(read: boolean): void;
  /** Puts it off, or brings it back. */
  onPostpone(): void;
  onMoment(at: Date | null): void;
  /** It is being gone to. */
  onOpen(): void;
}

/** One notice: the whole of it leads to what it is about; beside it stands whether it was read. */
export function NoticeLine(props: NoticeLineProps) {
  const { line, isPostponing, onMark, onPostpone, onMoment, onOpen } = props;
  const { t } = useTranslation('notifications');
  const format = useFormat();
  const { who, what, about, tone } = wordsOf(line, t, format);
  const Icon = icons[line.kind];
  const isUnread = line.readAt === null;
  const body = (
    <>
      {who ? (
        <Avatar name={who} size="md" />
      ) : (
        <span className={clsx(classes.icon, classes[tone])} aria-hidden>
          <Icon size={14} strokeWidth={1.75} />
        </span>
      )}
      <span className={classes.words}>
        <span className={classes.what}>
          {isUnread ? <span className={classes.spoken}>{t('unreadOne')} </span> : null}
          {who ? <b>{who}</b> : null} {who ? what : <b>{what}</b>}
        </span>
        <span className={classes.about}>{about}</span>
        {line.postponedUntil ? (
          <span className={classes.back}>
            {t('returns', { when: dayAndTime(line.postponedUntil, format) })}
          </span>
        ) : null}
      </span>
      <time className={classes.time} dateTime={line.at} title={fullDateTime(line.at, format)}>
        {relativeTime(line.at, format)}
      </time>
    </>
  );
  const common = { className: classes.link, onClick: onOpen, 'data-notice': line.id };
  return (
    <li className={clsx(classes.line, isUnread && classes.unread)}>
      {line.ticket ? (
        <Link to="/tickets/$ticketId" params={{ ticketId: line.ticket.id }} {...common}>
          {body}
        </Link>
      ) : line.duty ? (
        <Link to="/routines" {...common}>
          {body}
        </Link>
      ) : line.ofRun ? (
        <Link to="/mine" search={{ state: 'open' }} {...common}>
          {body}
        </Link>
      ) : (
        <Link to="/settings/$section" params={{ section: 'mailboxes' }} {...common}>
          {body}
        </Link>
      )}
      <button
        type="button"
        className={clsx(classes.mark, classes.clock, !line.postponedUntil && classes.later)}
        aria-label={t(line.postponedUntil ? 'bringBack' : 'postpone')}
        title={t(line.postponedUntil ? 'bringBack' : 'postpone')}
        aria-expanded={line.postponedUntil ? undefined : isPostponing}
        onClick={onPostpone}
      >
        {line.postponedUntil ? (
          <Undo2 size={14} strokeWidth={1.75} aria-hidden />
        ) : (
          <Clock3 size={14} strokeWidth={1.75} aria-hidden />
        )}
      </button>
      <button
        type="button"
        className={classes.mark}
        aria-label={t(isUnread ? 'markRead' : 'markUnread')}
        title={t(isUnread ? 'markRead' : 'markUnread')}
        onClick={() => onMark(isUnread)}
      >
        {isUnread ? (
          <span className={classes.dot} aria-hidden />
        ) : (
          <Check className={classes.done} size={14} strokeWidth={1.75} aria-hidden />
        )}
      </button>
      {isPostponing ? <PostponeBox onMoment={onMoment} /> : null}
    </li>
  );
}
