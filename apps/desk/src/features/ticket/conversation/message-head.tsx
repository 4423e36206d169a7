import { ActionIcon } from '@mantine/core';
import { dayAndTime, fullDateTime, type TicketMessage } from '@ventanilla/web';
import { Bot, Link2, MailWarning, Reply, StickyNote } from 'lucide-react';
import { Chip } from '../../../shared/components/chip.tsx';
import { useFormat } from '../../../shared/hooks/use-format.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { useCopyLink } from '../use-copy-link.ts';
import { DeliveryMark } from './delivery.tsx';
import { OriginalMenu } from './mail/original-menu.tsx';
import classes from './message.module.css';
import type { MessageItemProps } from './message-props.ts';

/** Who wrote a message, in words. */
export function useAuthorName({ author, from }: TicketMessage): string {
  const { t } = useTranslation('ticket');
  return author.name || from || t('conversation.system');
}

/** A bounce says what became of a mail of ours; other automatic mail only says that nobody is there. */
function isBounce({ author, direction, isAuto }: TicketMessage): boolean {
  return isAuto && author.kind === 'system' && direction === 'in';
}

/** What a customer wrote; an answer to one of ours goes on from the whole conversation. */
export function isAnswerable({ direction, author, isAuto, visibility }: TicketMessage): boolean {
  return direction === 'in' && author.kind === 'customer' && !isAuto && visibility !== 'internal';
}

/** Who, what kind of message, to whom, when, and where it stands on its way. */
export function MessageHead({ ticketId, message, mailbox, isNew, onReply }: MessageItemProps) {
  const { t } = useTranslation(['ticket', 'sending']);
  const name = useAuthorName(message);
  const others = [...message.to, ...message.cc].filter(
    (address) => address.toLowerCase() !== mailbox?.toLowerCase(),
  );
  return (
    <header className={classes.head}>
      <span className={classes.author} id={`author-${message.id}`}>
        {name}
      </span>
      {isBounce(message) ? (
        <Chip tone="ambar" icon={<MailWarning size={12} aria-hidden />}>
          {t('conversation.bounce')}
        </Chip>
      ) : message.isAuto ? (
        <Chip icon={<Bot size={12} aria-hidden />}>{t('conversation.automatic')}</Chip>
      ) : null}
      {isNew ? <Chip tone="accent">{t('conversation.new')}</Chip> : null}
      {message.registeredBy ? (
        <span className={classes.receivers}>
          {t('conversation.registeredBy', { name: message.registeredBy.name })}
        </span>
      ) : null}
      {message.direction === 'in' && others.length > 0 ? (
        <span className={classes.receivers} title={others.join(', ')}>
          {t('conversation.to', { addresses: others.join(', ') })}
        </span>
      ) : null}
      {message.alsoReceivedBy.length > 0 ? (
        <span className={classes.receivers} title={message.alsoReceivedBy.join(', ')}>
          {t('conversation.alsoReceived', { addresses: message.alsoReceivedBy.join(', ') })}
        </span>
      ) : null}
      {message.direction === 'out' && message.from && message.from !== mailbox ? (
        <span className={classes.receivers} title={message.from}>
          {t('composer.from', { address: message.from })}
        </span>
      ) : null}
      {message.direction === 'out' && message.cc.length > 0 ? (
        <span className={classes.receivers} title={message.cc.join(', ')}>
          {t('conversation.cc', { addresses: message.cc.join(', ') })}
        </span>
      ) : null}
      {message.bcc.length > 0 ? (
        <span className={classes.receivers} title={message.bcc.join(', ')}>
          {t('sending:bcc.of', { addresses: message.bcc.join(', ') })}
        </span>
      ) : null}
      <When at={message.at} />
      <span className={classes.actions}>
        <CopyMessageLink ticketId={ticketId} messageId={message.id} name={name} />
        {message.mail ? <OriginalMenu ticketId={ticketId} message={message} name={name} /> : null}
        {message.delivery ? <DeliveryMark delivery={message.delivery} writtenAt={message.at} /> : null}
        {isAnswerable(message) && onReply ? (
          <ActionIcon
            className={classes.headButton}
            aria-label={t('conversation.replyTo', { name })}
            title={t('conversation.reply')}
            onClick={() => onReply(message)}
          >
            <Reply size={15} strokeWidth={1.75} aria-hidden />
          </ActionIcon>
        ) : null}
      </span>
    </header>
  );
}

/** Who left a note, and when. */
export function NoteHead({ ticketId, message, isNew }: MessageItemProps) {
  const { t } = useTranslation('ticket');
  const name = useAuthorName(message);
  return (
    <header className={classes.head}>
      <StickyNote size={15} strokeWidth={1.75} aria-hidden />
      <span className={classes.author} id={`author-${message.id}`}>
        {t('conversation.noteBy', { name })}
      </span>
      {isNew ? <Chip tone="accent">{t('conversation.new')}</Chip> : null}
      <When at={message.at} />
      <span className={classes.actions}>
        <CopyMessageLink ticketId={ticketId} messageId={message.id} name={name} />
      </span>
    </header>
  );
}

function CopyMessageLink(props: { ticketId: string; messageId: string; name: string }) {
  const { t } = useTranslation('ticket');
  const copyLink = useCopyLink(props.ticketId);
  return (
    <ActionIcon
      className={classes.quietButton}
      aria-label={t('conversation.copyLinkOf', { name: props.name })}
      title={t('header.copyLink')}
      onClick={() => void copyLink(props.messageId)}
    >
      <Link2 size={15} strokeWidth={1.75} aria-hidden />
    </ActionIcon>
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
