import { UnstyledButton } from '@mantine/core';
import type { TicketMessage } from '@ventanilla/web';
import { ImageOff } from 'lucide-react';
import { useId, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MailFrame } from './mail-frame.tsx';
import { cleanMail } from './mail-html.ts';
import classes from './message.module.css';
import { PlainText } from './plain-text.tsx';

/** What a message says; earlier mail that it repeats is folded, never lost. */
export function MessageBody({ message, authorName }: { message: TicketMessage; authorName: string }) {
  const { t } = useTranslation('ticket');
  const [isWhole, setIsWhole] = useState(false);
  const bodyId = useId();
  const { html } = message;
  const folded = useMemo(() => (html === null ? null : cleanMail(html, { foldQuote: true })), [html]);
  const whole = useMemo(() => (html === null ? null : cleanMail(html, { foldQuote: false })), [html]);
  const hasQuote = message.quotedText !== null || folded?.quoteFolded === true;
  // A mail whose quote has no mark of its own is shown as text until the whole of it is asked for.
  const mail = !hasQuote || isWhole ? whole : folded?.quoteFolded ? folded : null;
  return (
    <>
      <div id={bodyId}>
        {mail ? (
          <MailFrame mail={mail} attachments={message.attachments} authorName={authorName} />
        ) : (
          <div className={classes.text}>
            <PlainText text={message.text} />
          </div>
        )}
        {isWhole && !mail && message.quotedText ? (
          <div className={classes.quoted}>
            <PlainText text={message.quotedText} />
          </div>
        ) : null}
      </div>
      {hasQuote ? (
        <UnstyledButton
          className={classes.fold}
          aria-expanded={isWhole}
          aria-controls={bodyId}
          onClick={() => setIsWhole(!isWhole)}
        >
          {isWhole ? t('conversation.hideQuote') : t('conversation.showQuote')}
        </UnstyledButton>
      ) : null}
      {message.hasRemoteImages && mail ? (
        <p className={classes.line}>
          <ImageOff size={13} aria-hidden />
          {t('conversation.imagesBlocked')}
        </p>
      ) : null}
    </>
  );
}
