import { dayAndTime, fullDateTime, type TicketMessage } from '@ventanilla/web';
import clsx from 'clsx';
import { Bot, MailWarning, StickyNote } from 'lucide-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { Avatar } from '../../../shared/components/avatar.tsx';
import { Chip } from '../../../shared/components/chip.tsx';
import { useFormat } from '../../../shared/hooks/use-format.ts';
import { Attachments } from './attachments.tsx';
import { DeliveryMark, DeliveryTrouble } from './delivery.tsx';
import classes from './message.module.css';
import { MessageBody } from './message-body.tsx';
import { Notices } from './notices.tsx';

interface MessageItemProps {
  ticketId: string;
  message: TicketMessage;
  /** Address of the mailbox, which needs no mention among the receivers. */
  mailbox: string | null;
  isNew: boolean;
}

/** One message: the customer's on the left, ours in a bubble, a note on yellow paper. */
export const MessageItem = memo(function MessageItem(props: MessageItemProps) {
  const { message } = props;
  const name = useAuthorName(message);
  if (message.visibility === 'internal') return <NoteItem {...props} />;
  const isOurs = message.direction === 'out';
  return (
    <article
      className={clsx(classes.message, isOurs && classes.ours, message.isAuto && classes.auto)}
      aria-labelledby={`author-${message.id}`}
      data-message={message.id}
    >
      <MessageAvatar message={message} />
      <div className={classes.column}>
        <MessageHead {...props} />
        <div className={classes.bubble}>
          <MessageBody message={message} authorName={name} />
          <Attachments attachments={message.attachments} />
          <Notices notices={message.notices} />
        </div>
        {message.delivery ? <DeliveryTrouble ticketId={props.ticketId} delivery={message.delivery} /> : null}
      </div>
    </article>
  );
});

function useAuthorName({ author, from }: TicketMessage): string {
  const { t } = useTranslation('ticket');
  return author.name || from || t('conversation.system');
}

function MessageAvatar({ message }: { message: TicketMessage }) {
  const name = useAuthorName(message);
  if (message.author.kind !== 'system') return <Avatar name={name} size="md" />;
  const Icon = message.direction === 'in' ? MailWarning : Bot;
  return (
    <span className={classes.systemAvatar} aria-hidden>
      <Icon size={15} strokeWidth={1.75} />
    </span>
  );
}

function MessageHead({ message, mailbox, isNew }: MessageItemProps) {
  const { t } = useTranslation('ticket');
  const name = useAuthorName(message);
  const others = [...message.to, ...message.cc].filter(
    (address) => address.toLowerCase() !== mailbox?.toLowerCase(),
  );
  return (
    <header className={classes.head}>
      <span className={classes.author} id={`author-${message.id}`}>
        {name}
      </span>
      {message.isAuto ? (
        <Chip icon={<Bot size={12} aria-hidden />}>
          {message.author.kind === 'system' && message.direction === 'in'
            ? t('conversation.bounce')
            : t('conversation.automatic')}
        </Chip>
      ) : null}
      {isNew ? <Chip tone="accent">{t('conversation.new')}</Chip> : null}
      {message.direction === 'in' && others.length > 0 ? (
        <span className={classes.receivers} title={others.join(', ')}>
          {t('conversation.to', { addresses: others.join(', ') })}
        </span>
      ) : null}
      {message.direction === 'out' && message.cc.length > 0 ? (
        <span className={classes.receivers} title={message.cc.join(', ')}>
          {t('conversation.cc', { addresses: message.cc.join(', ') })}
        </span>
      ) : null}
      <When at={message.at} />
      {message.delivery ? <DeliveryMark delivery={message.delivery} /> : null}
    </header>
  );
}

function When({ at }: { at: string }) {
  const format = useFormat();
  return (
    <time className={classes.when} dateTime={at} title={fullDateTime(at, format)}>
      {dayAndTime(at, format)}
    </time>
  );
}

function NoteItem({ message }: MessageItemProps) {
  const { t } = useTranslation('ticket');
  const name = useAuthorName(message);
  return (
    <article className={classes.note} aria-labelledby={`author-${message.id}`} data-message={message.id}>
      <header className={classes.head}>
        <StickyNote size={15} strokeWidth={1.75} aria-hidden />
        <span className={classes.author} id={`author-${message.id}`}>
          {t('conversation.noteBy', { name })}
        </span>
        <When at={message.at} />
      </header>
      <MessageBody message={message} authorName={name} />
      <Attachments attachments={message.attachments} />
    </article>
  );
}
