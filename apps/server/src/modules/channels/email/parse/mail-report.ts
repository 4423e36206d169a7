import type { ParsedMail } from './parsed-mail.ts';

/** What `mail parse` prints of a mail: everything that was read except the contents of its files. */
export interface MailReport {
  from: { name: string; address: string | null };
  sender: ParsedMail['sender'];
  replyTo: ParsedMail['replyTo'];
  to: ParsedMail['to'];
  cc: ParsedMail['cc'];
  subject: string;
  date: string | null;
  messageId: string;
  inReplyTo: string[];
  references: string[];
  text: string;
  html: string | null;
  visibleText: string;
  attachments: { filename: string; size: number; contentType: string; cid: string | null; inline: boolean }[];
  autoReply: boolean;
  bounce: ParsedMail['bounce'];
  plusTokens: string[];
  signed: boolean;
  encrypted: boolean;
  calendar: ParsedMail['calendar'];
  forwardedFrom: ParsedMail['forwardedFrom'];
}

/** Sender shown for a mail in which no header names one (R6). */
const unknownName = 'desconocido';

export function reportMail(mail: ParsedMail): MailReport {
  const { from, protection } = mail;
  return {
    from: {
      name: from.name === '' && from.address === null ? unknownName : from.name,
      address: from.address,
    },
    sender: mail.sender,
    replyTo: mail.replyTo,
    to: mail.to,
    cc: mail.cc,
    subject: mail.subject,
    date: mail.date,
    messageId: mail.messageId,
    inReplyTo: mail.inReplyTo,
    references: mail.references,
    text: mail.text,
    html: mail.html,
    visibleText: mail.visibleText,
    attachments: mail.attachments.map(({ fileName, size, contentType, contentId, inline }) => ({
      filename: fileName,
      size,
      contentType,
      cid: contentId,
      inline,
    })),
    autoReply: mail.autoReply,
    bounce: mail.bounce,
    plusTokens: mail.plusTokens,
    signed: protection.signed !== null,
    encrypted: protection.encrypted !== null,
    calendar: mail.calendar,
    forwardedFrom: mail.forwardedFrom,
  };
}
