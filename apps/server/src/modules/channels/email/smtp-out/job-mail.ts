import type { Platform } from '../../../../platform/platform.ts';
import type { OutboundJob } from '../../../tickets/index.ts';
import { composeMail } from '../compose/compose-mail.ts';
import { readLook } from '../compose/read-look.ts';
import { htmlOfLinks, linksOf, textOfLinks } from './linked-files.ts';

/** Who the server is told that a mail is from, and who it goes to now: those that have not got it. */
export function envelopeOf(job: OutboundJob): { from: string; to: string[] } {
  // Nobody wrote an automatic answer, so nobody is told when it does not arrive (RFC 3834 §4.6).
  return { from: job.envelope.automatic ? '' : job.envelope.from, to: job.recipients };
}

type MailParts = Pick<Platform, 'db' | 'files' | 'keyring' | 'publicUrl'>;

/** The bytes of a job; the same each time, attachments read from the file store. Blind copies do not stand in it. */
export async function composeJob(job: OutboundJob, platform: MailParts): Promise<Buffer> {
  const { envelope } = job;
  const look = await readLook(platform);
  const links = linksOf(job, { ...platform, language: look?.language ?? 'es' });
  const attachments = [];
  for (const { sha256, fileName, contentType, contentId, inline, link } of job.attachments) {
    if (link) continue;
    const content = await platform.files.read(sha256);
    attachments.push({ fileName, contentType, content, contentId: inline ? contentId : null });
  }
  const addressOnly = (address: string) => ({ name: '', address });
  return composeMail({
    messageId: bracketed(job.externalId),
    from: { name: envelope.fromName, address: envelope.from },
    replyTo: addressOnly(envelope.replyTo ?? envelope.from),
    to: envelope.to.map(addressOnly),
    cc: envelope.cc.map(addressOnly),
    subject: envelope.subject,
    text: job.text + textOfLinks(links),
    html: job.html === null ? null : job.html + htmlOfLinks(links),
    look: job.html === null ? null : look,
    inReplyTo: envelope.inReplyTo === null ? null : bracketed(envelope.inReplyTo),
    references: envelope.references.map(bracketed),
    attachments,
    date: new Date(job.createdAt),
    autoSubmitted: envelope.automatic ? 'auto-replied' : null,
  });
}

function bracketed(id: string): string {
  return `<${id}>`;
}
