import { UnstyledButton } from '@mantine/core';
import type { es } from '@ventanilla/phrases/es/index';
import type { TicketMessage } from '@ventanilla/web';
import i18next from 'i18next';
import { Download, Info, MailWarning } from 'lucide-react';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { useHolds } from '../../../shared/session/session.ts';
import { useTrust } from '../participants/use-participants.ts';
import { originalAddress } from './mail/original.queries.ts';
import { OriginalDialogOpener } from './mail/original-dialog-opener.tsx';
import classes from './message.module.css';

type NoticeKey = keyof (typeof es)['ticket']['notices'];

/** What cannot be told apart from the mail itself, and is said with it. */
const saidElsewhere = new Set(['mail.signed', 'mail.encrypted']);
/** What is missing here stands in the original. */
const cut = new Set([
  'mail.body_unreadable',
  'mail.html_too_complex',
  'mail.subject_truncated',
  'mail.text_truncated',
  'mail.too_many_parts',
]);

interface NoticesProps {
  ticketId: string;
  message: TicketMessage;
  name: string;
}

/** What was limited or guessed while reading the mail, one small line each. */
export function Notices({ ticketId, message, name }: NoticesProps) {
  const { t } = useTranslation('ticket');
  return message.notices.map((notice) => {
    if (notice === 'mail.unreadable') return <Unreadable key={notice} message={message} />;
    if (message.mail && saidElsewhere.has(notice)) return null;
    // Keys of the server have dots, which separate levels in the phrases.
    const key = notice.replace(/^mail\./, '') as NoticeKey;
    if (!i18next.exists(`ticket:notices.${key}`)) return null;
    return (
      <p key={notice} className={classes.line}>
        <Info size={13} aria-hidden />
        <span>
          {t(`notices.${key}`)}{' '}
          {message.mail && cut.has(notice) ? (
            <OriginalDialogOpener message={message}>
              {({ ref, open }) => (
                <UnstyledButton ref={ref} className={classes.inlineLink} onClick={open}>
                  {t('original.see')}
                </UnstyledButton>
              )}
            </OriginalDialogOpener>
          ) : null}
          <TrustButton ticketId={ticketId} messageId={message.id} name={name} notice={notice} />
        </span>
      </p>
    );
  });
}

/** A mail whose words are not here: what happened, and how to have it all the same. */
function Unreadable({ message }: { message: TicketMessage }) {
  const { t } = useTranslation('ticket');
  return (
    <div className={classes.unreadable}>
      <MailWarning size={18} strokeWidth={1.75} aria-hidden />
      <div>
        <b>{t('notices.unreadable')}</b>
        <p>{t('original.unreadableText')}</p>
        {message.mail ? (
          <a className={classes.inlineLink} href={originalAddress(message.id)} download>
            <Download size={13} aria-hidden /> {t('original.download')}
          </a>
        ) : null}
      </div>
    </div>
  );
}

/** Beside the mark of somebody who came with a reference alone: lets them take part, or takes that back. */
function TrustButton(props: { ticketId: string; messageId: string; name: string; notice: string }) {
  const { t } = useTranslation('ticket');
  const mayTrust = useHolds('tickets:reply');
  const trust = useTrust(props);
  const isMarked = props.notice === 'mail.not_participant';
  if (!mayTrust || (!isMarked && props.notice !== 'mail.trusted')) return null;
  return (
    <UnstyledButton className={classes.lineButton} onClick={() => void trust(isMarked)}>
      {t(isMarked ? 'conversation.trust' : 'conversation.distrust')}
    </UnstyledButton>
  );
}
