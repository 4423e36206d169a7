import { Link } from '@tanstack/react-router';
import { fullDateTime, type Notification, relativeTime } from '@ventanilla/web';
import clsx from 'clsx';
import { AlarmClock, ArrowRightLeft, Check, MailWarning, UserRoundCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Avatar } from '../../shared/components/avatar.tsx';
import { useFormat } from '../../shared/hooks/use-format.ts';
import classes from './notice-line.module.css';
import { wordsOf } from './notice-words.ts';

const icons = {
  assigned: UserRoundCheck,
  reassigned: ArrowRightLeft,
  answered: UserRoundCheck,
  mentioned: UserRoundCheck,
  warned: AlarmClock,
  breached: AlarmClock,
  mailbox: MailWarning,
};

interface NoticeLineProps {
  line: Notification;
  onMark(read: boolean): void;
  /** It is being gone to. */
  onOpen(): void;
}

/** One notice: the whole of it leads to what it is about; beside it stands whether it was read. */
export function NoticeLine({ line, onMark, onOpen }: NoticeLineProps) {
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
    </li>
  );
}
