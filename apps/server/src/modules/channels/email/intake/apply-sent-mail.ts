import type { IntakeResult } from '@ventanilla/contracts/channels';
import type { Work } from '../../../../platform/work.ts';
import { findAgentActor } from '../../../identity/index.ts';
import { recordWrittenElsewhere } from '../../../tickets/index.ts';
import { withoutToken } from '../mailboxes/recipients.rules.ts';
import { type DecidedMail, nothing } from './decided-mail.ts';
import { keepFiles, readingOf } from './mail-parts.ts';

/**
 * A mail of a mailbox's Sent folder: whoever can write there has the mailbox's own password, so it is our answer. It
 * joins the conversation that it refers to; it opens none, and nothing is sent.
 */
export async function applySentMail(input: DecidedMail, work: Work): Promise<IntakeResult> {
  const { claimed, decision, mail, attachments } = input;
  const passedBy: IntakeResult = { ...nothing, action: 'ignored', authorRole: 'agent', flags: ['sent'] };
  if (decision.kind !== 'receive' || mail.bounce !== null || mail.autoReply) return passedBy;
  const agent = mail.from.address ? await findAgentActor({ email: mail.from.address }, work.tx) : null;
  await keepFiles(attachments, work);
  const written = await recordWrittenElsewhere(
    {
      channelAccountId: claimed.channelAccountId,
      externalId: decision.externalId,
      referenceIds: decision.referenceIds,
      at: claimed.arrivedAt ?? claimed.receivedAt,
      subject: mail.subject,
      text: mail.visibleText,
      wholeText: mail.text,
      quotedText: mail.quotedText,
      html: mail.html,
      hasRemoteImages: mail.hasRemoteImages,
      from: mail.from.address,
      to: mail.to.map(({ address }) => withoutToken(address)),
      cc: mail.cc.map(({ address }) => withoutToken(address)),
      notices: mail.notices,
      reading: readingOf(mail),
      inboundId: claimed.id,
      attachments,
    },
    agent ? { ...work, actor: agent } : work,
  );
  return written ? { ...nothing, ...written, authorRole: 'agent', flags: ['sent'] } : passedBy;
}
