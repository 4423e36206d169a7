import type { TicketMessage } from '@ventanilla/web';
import { Clock, Hourglass, StickyNote } from 'lucide-react';
import { Avatar } from '../../../shared/components/avatar.tsx';
import { useSecondsUntil } from '../../../shared/hooks/use-seconds-until.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { useMe } from '../../../shared/session/session.ts';
import { AnswersLine } from './answers-link.tsx';
import classes from './message.module.css';

export interface PendingMessage {
  kind: 'reply' | 'note';
  text: string;
  fileNames: string[];
  /** Who wrote it, where it may be somebody else. */
  author?: string;
  /** When it leaves, while it can still be undone. */
  dueAt?: string;
  /** The message that it is an answer to. */
  answers?: TicketMessage['answers'];
}

/** What was just sent, before the server has answered. */
export function PendingItem({ pending }: { pending: PendingMessage }) {
  const { t } = useTranslation('ticket');
  const own = useMe().agent.name;
  const name = pending.author ?? own;
  const isNote = pending.kind === 'note';
  const mark = pending.dueAt ? (
    <LeavesIn dueAt={pending.dueAt} />
  ) : (
    <span className={classes.delivery}>
      <Clock size={14} aria-hidden />
      {isNote ? t('composer.savingNote') : t('delivery.queued')}
    </span>
  );
  const body = (
    <>
      <div className={classes.text}>{pending.text}</div>
      {pending.fileNames.length > 0 ? <p className={classes.line}>{pending.fileNames.join(' · ')}</p> : null}
    </>
  );
  if (isNote) {
    return (
      <article className={classes.note} aria-busy="true">
        <header className={classes.head}>
          <StickyNote size={15} strokeWidth={1.75} aria-hidden />
          <span className={classes.author}>{t('conversation.noteBy', { name })}</span>
          {mark}
        </header>
        {body}
      </article>
    );
  }
  return (
    <article className={`${classes.message} ${classes.ours}`} aria-busy="true">
      <Avatar name={name} size="md" />
      <div className={classes.column}>
        <header className={classes.head}>
          <span className={classes.author}>{name}</span>
          {mark}
        </header>
        {pending.answers ? <AnswersLine answers={pending.answers} /> : null}
        <div className={classes.bubble}>{body}</div>
      </div>
    </article>
  );
}

/** How long it can still be undone. */
function LeavesIn({ dueAt }: { dueAt: string }) {
  const { t } = useTranslation('ticket');
  const seconds = useSecondsUntil(Date.parse(dueAt));
  return (
    <span className={`${classes.delivery} ${classes.leaving}`}>
      <Hourglass size={14} strokeWidth={1.75} aria-hidden />
      {seconds > 0 ? t('delivery.leavesIn', { seconds }) : t('delivery.leaving')}
    </span>
  );
}
