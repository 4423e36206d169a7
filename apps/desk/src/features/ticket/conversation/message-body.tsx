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
  const hasQuote = message.quotedText !== null;
  const { html } = message;
  const mail = useMemo(
    () => (html === null ? null : cleanMail(html, { foldQuote: hasQuote && !isWhole })),
    [html, hasQuote, isWhole],
  );
  // A mail whose quote has no mark of its own is shown as text until the whole of it is asked for.
  const asHtml = mail !== null && (!hasQuote || isWhole || mail.quoteFolded);
  return (
    <>
      <div id={bodyId}>
        {asHtml ? (
          <MailFrame mail={mail} attachments={message.attachments} authorName={authorName} />
        ) : (
          <div className={classes.text}>
            <PlainText text={message.text} />
          </div>
        )}
        {isWhole && !asHtml && message.quotedText ? (
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
      {message.hasRemoteImages && asHtml ? (
        <p className={classes.line}>
          <ImageOff size={13} aria-hidden />
          {t('conversation.imagesBlocked')}
        </p>
      ) : null}
    </>
  );
}
