import type { MailReading } from '@ventanilla/contracts/ticket-message';
import { sql } from 'kysely';
import type { Work } from '../../../../platform/work.ts';
import type { ParsedMail } from '../parse/parsed-mail.ts';
import type { StoredAttachment } from './decided-mail.ts';

/** What is shown beside the text of a mail; null when there is nothing of it. */
export function readingOf({
  calendar,
  protection,
  forwardedFrom,
}: Pick<ParsedMail, 'calendar' | 'protection' | 'forwardedFrom'>): MailReading | null {
  const isPlain = !calendar && !protection.signed && !protection.encrypted && !forwardedFrom;
  return isPlain ? null : { calendar, forwardedFrom, ...protection };
}

/** Rows of stored files, before anything refers to them. */
export async function keepFiles(attachments: readonly StoredAttachment[], work: Work): Promise<void> {
  if (attachments.length === 0) return;
  const sizes = new Map(attachments.map(({ sha256, sizeBytes }) => [sha256, sizeBytes]));
  await sql`insert into files (sha256, size_bytes, created_at)
    select f.sha256, f.size_bytes, ${work.now}
    from unnest(${[...sizes.keys()].sort()}::text[], ${[...sizes.keys()].sort().map((key) => sizes.get(key))}::bigint[])
      as f(sha256, size_bytes)
    on conflict (sha256) do update set unreferenced_since = null`.execute(work.tx);
}
