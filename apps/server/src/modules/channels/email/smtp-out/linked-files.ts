import { fileLinkPhrases as en } from '@ventanilla/phrases/en/file-links';
import { fileLinkPhrases as es } from '@ventanilla/phrases/es/file-links';
import { systemActor } from '../../../../platform/actor.ts';
import { escapeHtml } from '../../../../platform/escape-html.ts';
import type { Platform } from '../../../../platform/platform.ts';
import {
  fileLinkToken,
  filesToLink,
  limitsOf,
  linkFiles,
  type OutboundJob,
  readableDay,
  readableSize,
} from '../../../tickets/index.ts';
import type { MailAccount } from '../mailboxes/mailboxes.store.ts';

const phrases = { es, en };

/**
 * The job with the files that its mail has no room for as links; settled before the first try, so that each try is the
 * same mail. Where nobody outside could follow a link (no `VENTANILLA_URL`) every file stays in the mail.
 */
export async function withLinkedFiles(
  { job, account }: { job: OutboundJob; account: MailAccount },
  platform: Pick<Platform, 'transact' | 'publicUrl'>,
): Promise<OutboundJob> {
  if (platform.publicUrl === null) return job;
  const files = job.attachments.map((file) => ({ ...file, isLinked: file.link !== null }));
  const attachmentIds = filesToLink(files, limitsOf(account).mailBytes);
  if (attachmentIds.length === 0) return job;
  const language = account.language ?? 'es';
  const made = await platform.transact({ actor: systemActor }, (work) =>
    linkFiles({ ticketId: job.ticketId, attachmentIds, language }, work),
  );
  const linkOf = (id: string) => {
    const link = made.find(({ attachmentId }) => attachmentId === id);
    return link ? { id: link.id, expiresAt: link.expiresAt.toISOString() } : null;
  };
  return {
    ...job,
    attachments: job.attachments.map((file) => ({ ...file, link: file.link ?? linkOf(file.id) })),
  };
}

/** A linked file as its reader sees it. */
export interface WrittenLink {
  fileName: string;
  size: string;
  url: string;
  intro: string;
}

/** The linked files of a job, in the language and with the day of the mail. */
export function linksOf(
  job: OutboundJob,
  deps: Pick<Platform, 'keyring' | 'publicUrl'> & { language: 'es' | 'en' },
): WrittenLink[] {
  const { language, publicUrl, keyring } = deps;
  return job.attachments.flatMap(({ fileName, sizeBytes, link }) => {
    if (!link || publicUrl === null) return [];
    const day = readableDay(new Date(link.expiresAt), { language, timeZone: 'UTC' });
    return {
      fileName,
      size: readableSize(sizeBytes, language),
      url: new URL(`/f/${fileLinkToken(link.id, keyring)}`, publicUrl).href,
      intro: phrases[language].intro.replace('{{day}}', day),
    };
  });
}

/** What stands under the text; nothing where there is none. */
export function textOfLinks(links: readonly WrittenLink[]): string {
  if (links.length === 0) return '';
  const lines = links.map(({ fileName, size, url }) => `- ${fileName} (${size}): ${url}`);
  return `\n\n${links[0]!.intro}\n${lines.join('\n')}`;
}

/** The same as HTML. */
export function htmlOfLinks(links: readonly WrittenLink[]): string {
  if (links.length === 0) return '';
  const items = links.map(
    ({ fileName, size, url }) =>
      `<li><a href="${escapeHtml(url)}">${escapeHtml(fileName)}</a> (${escapeHtml(size)})</li>`,
  );
  return `<p>${escapeHtml(links[0]!.intro)}</p><ul>${items.join('')}</ul>`;
}
