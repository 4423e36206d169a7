import type { IntakeResult } from '@ventanilla/contracts/channels';
import { type Actor, systemActor } from '../../../../platform/actor.ts';
import type { FileStore } from '../../../../platform/files/file-store.ts';
import type { Work } from '../../../../platform/work.ts';
import { resolveContact } from '../../../directory/index.ts';
import { receiveMessage } from '../../../tickets/index.ts';
import { withoutToken } from '../mailboxes/recipients.rules.ts';
import type { ParsedMail } from '../parse/parsed-mail.ts';
import { afterMail, beforeMail } from './after-mail.ts';
import { applyAgentMail } from './apply-agent-mail.ts';
import { applySentMail } from './apply-sent-mail.ts';
import { type DecidedMail, nothing, type StoredAttachment } from './decided-mail.ts';
import { keepFiles, readingOf } from './mail-parts.ts';

export async function storeAttachments(mail: ParsedMail, files: FileStore): Promise<StoredAttachment[]> {
  const stored: StoredAttachment[] = [];
  for (const file of mail.attachments) {
    const { sha256, sizeBytes } = await files.put(file.content);
    const { fileName, contentType, contentId, inline } = file;
    stored.push({ sha256, sizeBytes, fileName, contentType, contentId, inline });
  }
  return stored;
}

/** Does what was decided, in the caller's transaction. `work` is the system's; the message is its sender's. */
export async function applyMail(input: DecidedMail, work: Work): Promise<IntakeResult> {
  const { claimed, decision, mail, attachments } = input;
  if (decision.kind === 'ignore') return ignored;
  if (claimed.direction === 'out') return applySentMail(input, work);
  const byAgent = await applyAgentMail(input, work);
  if (byAgent) return byAgent;
  const contact = await resolveContact({ kind: 'email', ...decision.sender }, work);
  await keepFiles(attachments, work);
  const underWay = { decided: input, decision, contact };
  const seen = await beforeMail(underWay, work);
  const actor = decision.authorKind === 'system' ? systemActor : contactActor(contact);
  const received = await receiveMessage(
    {
      channelAccountId: claimed.channelAccountId,
      contactId: contact.contactId,
      organizationId: contact.organizationId,
      authorKind: decision.authorKind,
      externalId: decision.externalId,
      referenceIds: seen?.joins ? [...decision.referenceIds, seen.joins] : decision.referenceIds,
      signedNumbers: decision.signedNumbers,
      subjectNumber: decision.subjectNumber,
      mailboxIds: decision.mailboxIds,
      at: claimed.origin === 'import' && mail.date ? new Date(mail.date) : claimed.receivedAt,
      subject: mail.subject,
      text: mail.visibleText,
      quotedText: mail.quotedText,
      html: mail.html,
      hasRemoteImages: mail.hasRemoteImages,
      from: decision.from,
      to: mail.to.map(({ address }) => withoutToken(address)),
      cc: mail.cc.map(({ address }) => withoutToken(address)),
      isAuto: decision.isAuto || seen?.isMachine === true,
      notices: mail.notices,
      reading: readingOf(mail),
      authentication: input.authentication,
      inboundId: claimed.id,
      arrivesClosed: claimed.arrivesClosed,
      attachments,
    },
    { ...work, actor },
  );
  const followed = await afterMail({ ...underWay, seen, received }, work);
  return {
    action: received.action,
    ticketId: received.ticketId,
    ticketNumber: received.ticketNumber,
    messageId: received.messageId,
    authorRole: decision.authorKind,
    requester: { id: contact.contactId, name: contact.name, address: decision.from },
    autoReplySent: followed.autoReplySent,
    flags: [
      ...decision.flags,
      ...received.flags,
      ...followed.flags,
      ...(input.unreadable === null ? [] : ['unreadable']),
    ],
  };
}

const ignored: IntakeResult = { ...nothing, action: 'ignored', authorRole: 'system', flags: ['own_mail'] };

/** The result of a mail that was set aside. */
export const quarantined: IntakeResult = {
  ...nothing,
  action: 'quarantined',
  authorRole: 'customer',
  flags: [],
};

function contactActor(contact: { contactId: string; name: string }): Actor {
  return { ...systemActor, kind: 'contact', id: contact.contactId, name: contact.name };
}
