import { UnstyledButton } from '@mantine/core';
import type { TicketMessage } from '@ventanilla/web';
import clsx from 'clsx';
import { Bot, MailWarning } from 'lucide-react';
import { memo, useId, useState } from 'react';
import { Avatar } from '../../../shared/components/avatar.tsx';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { BounceLines } from '../bounces/bounce-lines.tsx';
import { LinkedFiles } from '../links/linked-files.tsx';
import { OriginWarning } from '../participants/origin.tsx';
import { RefusedLines } from '../refusals/refused-lines.tsx';
import { AnswersLink } from './answers-link.tsx';
import { DeliveryTrouble } from './delivery.tsx';
import { Attachments } from './files/attachments.tsx';
import { MailFacts } from './mail/mail-facts.tsx';
import classes from './message.module.css';
import { MessageBody } from './message-body.tsx';
import { isAnswerable, MessageHead, NoteHead, useAuthorName } from './message-head.tsx';
import type { MessageItemProps } from './message-props.ts';
import { Notices } from './notices.tsx';

/** One message: the customer's on the left, ours in a bubble, a note on yellow paper. */
export const MessageItem = memo(function MessageItem(props: MessageItemProps) {
  const { message } = props;
  const name = useAuthorName(message);
  const frame = {
    'aria-labelledby': `author-${message.id}`,
    'data-message': message.id,
    'data-answerable': isAnswerable(message) || undefined,
    // An address may lead here, and then the focus comes along.
    tabIndex: -1,
  };
  if (message.visibility === 'internal') {
    return (
      <article {...frame} className={clsx(classes.note, props.isTarget && classes.target)}>
        <NoteHead {...props} />
        <MessageBody message={message} authorName={name} />
        <Attachments attachments={message.attachments} />
        <Notices ticketId={props.ticketId} message={message} name={name} />
      </article>
    );
  }
  const isOurs = message.direction === 'out';
  return (
    <article
      {...frame}
      className={clsx(
        classes.message,
        isOurs && classes.ours,
        message.isAuto && classes.auto,
        props.isTarget && classes.target,
      )}
    >
      <MessageAvatar message={message} />
      <div className={classes.column}>
        <MessageHead {...props} />
        {message.answers ? (
          <AnswersLink ticketId={props.ticketId} answers={message.answers} onJump={props.onJump} />
        ) : null}
        {message.isAuto ? (
          <AutomaticContent
            ticketId={props.ticketId}
            message={message}
            name={name}
            isOpenAtFirst={props.isTarget}
          />
        ) : (
          <div className={classes.bubble}>
            <MessageContent ticketId={props.ticketId} message={message} name={name} />
          </div>
        )}
        {message.delivery ? <BounceLines bounces={message.delivery.bounces} /> : null}
        {message.delivery && message.delivery.refused.length > 0 ? (
          <RefusedLines
            ticketId={props.ticketId}
            delivery={message.delivery}
            isOnlyOne={message.to.length + message.cc.length + message.bcc.length === 1}
          />
        ) : null}
        {message.delivery ? <DeliveryTrouble ticketId={props.ticketId} delivery={message.delivery} /> : null}
      </div>
    </article>
  );
});

interface MessageContentProps {
  ticketId: string;
  message: TicketMessage;
  name: string;
}

function MessageContent({ ticketId, message, name }: MessageContentProps) {
  return (
    <>
      <OriginWarning authentication={message.authentication} />
      {message.mail ? <MailFacts mail={message.mail} /> : null}
      <MessageBody message={message} authorName={name} />
      <Attachments attachments={message.attachments} />
      <LinkedFiles ticketId={ticketId} attachments={message.attachments} />
      <Notices ticketId={ticketId} message={message} name={name} />
    </>
  );
}

/** What a machine wrote is told in one line; the whole of it is one click away. */
function AutomaticContent(props: MessageContentProps & { isOpenAtFirst: boolean }) {
  const { t } = useTranslation('ticket');
  const { message } = props;
  const contentId = useId();
  const [isOpen, setIsOpen] = useState(props.isOpenAtFirst);
  return (
    <div className={classes.bubble}>
      <div id={contentId}>
        {isOpen ? (
          <MessageContent ticketId={props.ticketId} message={message} name={props.name} />
        ) : (
          <p className={classes.summary}>{message.text.replace(/\s+/g, ' ').trim()}</p>
        )}
      </div>
      <UnstyledButton
        className={classes.fold}
        aria-expanded={isOpen}
        aria-controls={contentId}
        onClick={() => setIsOpen(!isOpen)}
      >
        {isOpen ? t('conversation.hideAutomatic') : t('conversation.showAutomatic')}
      </UnstyledButton>
    </div>
  );
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
