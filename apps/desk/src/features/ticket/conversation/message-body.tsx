import { UnstyledButton } from '@mantine/core';
import type { TicketMessage } from '@ventanilla/web';
import { useId, useMemo, useState } from 'react';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { MailFrame } from './mail-frame.tsx';
import { type CleanMail, cleanMail } from './mail-html.ts';
import classes from './message.module.css';
import { PlainText } from './plain-text.tsx';
import { RemoteImagesLine } from './remote-images-line.tsx';
import { useImageConsent } from './use-image-consent.ts';
import { useRemotePictures } from './use-remote-pictures.ts';
import { useWasNear } from './use-was-near.ts';
import { WrittenHtml } from './written-html.tsx';

interface MessageBodyProps {
  message: TicketMessage;
  authorName: string;
}

/** What a message says: ours in place, a mail's own HTML in its frame, and text as text. */
export function MessageBody({ message, authorName }: MessageBodyProps) {
  const { html } = message;
  if (html === null) return <TextBody message={message} />;
  if (message.direction === 'out') return <WrittenHtml html={html} attachments={message.attachments} />;
  return <HtmlBody message={message} html={html} authorName={authorName} />;
}

/** A mail that came as plain text; earlier mail that it repeats is folded, never lost. */
function TextBody({ message }: Pick<MessageBodyProps, 'message'>) {
  const [isWhole, setIsWhole] = useState(false);
  const bodyId = useId();
  return (
    <>
      <div id={bodyId}>
        <div className={classes.text}>
          <PlainText text={message.text} />
        </div>
        {isWhole && message.quotedText ? (
          <div className={classes.quoted}>
            <PlainText text={message.quotedText} />
          </div>
        ) : null}
      </div>
      {message.quotedText !== null ? (
        <QuoteFold isWhole={isWhole} bodyId={bodyId} onChange={setIsWhole} />
      ) : null}
    </>
  );
}

/** A mail with markup of its own: as text until somebody comes near, for each has a frame to be built. */
function HtmlBody(props: MessageBodyProps & { html: string }) {
  const { place, isNear } = useWasNear();
  if (isNear) return <MarkedUpBody {...props} />;
  return (
    <div ref={place} className={classes.text}>
      <PlainText text={props.message.text} />
    </div>
  );
}

/** A mail's markup; earlier mail that it repeats is folded, never lost. */
function MarkedUpBody({ message, html, authorName }: MessageBodyProps & { html: string }) {
  const [isWhole, setIsWhole] = useState(false);
  const bodyId = useId();
  const consent = useImageConsent(message);
  const folded = useMemo(() => cleanMail(html, { foldQuote: true }), [html]);
  const whole = useMemo(
    () => (folded.quoteFolded ? cleanMail(html, { foldQuote: false }) : folded),
    [html, folded],
  );
  const hasQuote = message.quotedText !== null || folded.quoteFolded;
  // A mail whose quote has no mark of its own is shown as text until the whole of it is asked for.
  const mail = !hasQuote || isWhole ? whole : folded.quoteFolded ? folded : null;
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
      </div>
      {hasQuote ? <QuoteFold isWhole={isWhole} bodyId={bodyId} onChange={setIsWhole} /> : null}
    </>
  );
}

function QuoteFold(props: { isWhole: boolean; bodyId: string; onChange: (isWhole: boolean) => void }) {
  const { t } = useTranslation('ticket');
  const { isWhole } = props;
  return (
    <UnstyledButton
      className={classes.fold}
      aria-expanded={isWhole}
      aria-controls={props.bodyId}
      onClick={() => props.onChange(!isWhole)}
    >
      {isWhole ? t('conversation.hideQuote') : t('conversation.showQuote')}
    </UnstyledButton>
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
