import { UnstyledButton } from '@mantine/core';
import type { TicketMessage } from '@ventanilla/web';
import { useId, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MailFrame } from './mail-frame.tsx';
import { type CleanMail, cleanMail } from './mail-html.ts';
import classes from './message.module.css';
import { PlainText } from './plain-text.tsx';
import { RemoteImagesLine } from './remote-images-line.tsx';
import { useImageConsent } from './use-image-consent.ts';
import { useRemotePictures } from './use-remote-pictures.ts';
import { WrittenHtml } from './written-html.tsx';

interface MessageBodyProps {
  message: TicketMessage;
  authorName: string;
}

/** What a message says: ours in place, a mail's own HTML in its frame, and text as text. */
export function MessageBody({ message, authorName }: MessageBodyProps) {
  const { html } = message;
  if (html !== null && message.direction === 'out') {
    return <WrittenHtml html={html} attachments={message.attachments} />;
  }
  return <ReceivedBody message={message} authorName={authorName} />;
}

/** What somebody sent us; earlier mail that it repeats is folded, never lost. */
function ReceivedBody({ message, authorName }: MessageBodyProps) {
  const { t } = useTranslation('ticket');
  const [isWhole, setIsWhole] = useState(false);
  const bodyId = useId();
  const consent = useImageConsent(message);
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
          <MailBody mail={mail} message={message} authorName={authorName} consent={consent} />
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
    </>
  );
}

interface MailBodyProps extends MessageBodyProps {
  mail: CleanMail;
  consent: ReturnType<typeof useImageConsent>;
}

function MailBody({ mail, message, authorName, consent }: MailBodyProps) {
  const remote = useRemotePictures({
    messageId: message.id,
    indexes: mail.remote,
    isShown: consent.isShown,
  });
  return (
    <>
      <MailFrame mail={mail} attachments={message.attachments} remote={remote} authorName={authorName} />
      {mail.remote.length > 0 ? <RemoteImagesLine consent={consent} /> : null}
    </>
  );
}
