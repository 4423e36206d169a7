import type { Work } from '../../../../platform/work.ts';
import { clearBounceMark } from '../../../directory/index.ts';
import { type receiveMessage, recordBounce, setSpam } from '../../../tickets/index.ts';
import { acknowledge } from '../acknowledge/acknowledge.ts';
import { raiseMailAlarm } from '../loops/mail-alarms.store.ts';
import { mailsPerHourMax } from '../loops/patterns.rules.ts';
import { type SenderSeen, watchSender } from '../loops/watch-sender.ts';
import { judgeMail } from '../spam/judge-mail.ts';
import type { MailDecision } from './decide-mail.rules.ts';
import type { DecidedMail } from './decided-mail.ts';

type Receiving = Extract<MailDecision, { kind: 'receive' }>;

/** A mail on its way to becoming a message. */
export interface MailUnderWay {
  decided: DecidedMail;
  decision: Receiving;
  contact: { contactId: string; name: string; bouncedIdentityId: string | null };
}

/**
 * Looks at who sends before the mail becomes a message. Answers what is known of them, or null for bounces, mail
 * without a sender, and whatever did not arrive just now.
 */
export async function beforeMail(
  { decided, decision, contact }: MailUnderWay,
  work: Work,
): Promise<SenderSeen | null> {
  if (decided.claimed.origin !== 'live' || decision.from === null || decided.mail.bounce) return null;
  return watchSender(
    {
      address: decision.from.toLowerCase(),
      externalId: decision.externalId,
      contactId: contact.contactId,
      channelAccountId: decided.claimed.channelAccountId,
      subject: decided.mail.subject,
      text: decided.mail.visibleText,
      files: decided.attachments.map(({ sha256 }) => sha256),
    },
    work,
  );
}

export interface MailFollowed {
  autoReplySent: boolean;
  /** `spam`, `loop`. */
  flags: string[];
}

/**
 * What follows from a mail that has become a message, in the same transaction: a bounce is tied to the mail that it
 * is about, whoever writes again shows that their address works, a loop is told of, spam is put apart, and a new
 * ticket of a person is acknowledged where its mailbox does that.
 */
export async function afterMail(
  input: MailUnderWay & { seen: SenderSeen | null; received: Awaited<ReturnType<typeof receiveMessage>> },
  work: Work,
): Promise<MailFollowed> {
  const { decided, decision, contact, seen, received } = input;
  const { mail, claimed } = decided;
  if (mail.bounce) await recordBounce({ bounce: mail.bounce, referenceIds: decision.referenceIds }, work);
  if (received.action === 'duplicate' || seen === null) return { autoReplySent: false, flags: [] };
  const isAuto = decision.isAuto || seen.isMachine;
  if (contact.bouncedIdentityId !== null && !isAuto)
    await clearBounceMark({ identityId: contact.bouncedIdentityId, how: 'they_wrote' }, work);
  await tellOfLoop(input, seen, work);
  const flags = seen.isMachine ? ['loop'] : [];
  if (received.action !== 'created') return { autoReplySent: false, flags };
  if (await putApart(input, seen, work)) return { autoReplySent: false, flags: [...flags, 'spam'] };
  const isForPerson = !isAuto && decision.authorKind === 'customer' && mail.headers.returnPath !== '';
  if (!seen.acknowledges || !isForPerson || decided.unreadable !== null)
    return { autoReplySent: false, flags };
  const autoReplySent = await acknowledge(
    {
      ticketId: received.ticketId,
      ticketNumber: received.ticketNumber,
      channelAccountId: claimed.channelAccountId,
      sender: { address: decision.from!, name: contact.name },
      subject: mail.subject,
      externalId: decision.externalId,
      referenceIds: decision.referenceIds,
    },
    work,
  );
  return { autoReplySent, flags };
}

/** A flood is told of once for each score of mails: telling of each would have them wait for one another. */
async function tellOfLoop(
  { decided, decision, received }: Parameters<typeof afterMail>[0],
  { alarm, isMachine, mails }: SenderSeen,
  work: Work,
): Promise<void> {
  if (alarm === null || (!isMachine && (mails - 1) % mailsPerHourMax !== 0)) return;
  await raiseMailAlarm(
    {
      reason: alarm,
      address: decision.from!.toLowerCase(),
      channelAccountId: decided.claimed.channelAccountId,
      ticketId: received.ticketId,
      mails,
    },
    work,
  );
}

async function putApart(
  { decided, decision, contact, received }: Parameters<typeof afterMail>[0],
  { verdict, isFirstContact }: SenderSeen,
  work: Work,
): Promise<boolean> {
  const { mail } = decided;
  const signs = await judgeMail(
    {
      verdict,
      isFirstContact,
      headers: mail.headers.spam,
      name: mail.from.name || contact.name,
      address: decision.from!,
      text: mail.visibleText,
      // Known by now, or else found out later: see judge-later.ts.
      isForgedDomain: decided.authentication?.dmarc === 'fail',
    },
    work,
  );
  if (!signs) return false;
  await setSpam({ ticketId: received.ticketId, isSpam: true, signs }, work);
  return true;
}
