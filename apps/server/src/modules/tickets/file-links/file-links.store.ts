import { fileLinkDays } from '@ventanilla/contracts/file-links';
import { sql } from 'kysely';
import type { Db } from '../../../platform/db/database.ts';
import { AppError } from '../../../platform/errors.ts';
import { appendEvents, event } from '../../../platform/events/index.ts';
import type { Work } from '../../../platform/work.ts';
import { getTicketToChange, ticketSubject } from '../tickets.store.ts';

const dayMs = 86_400_000;

export interface FileLink {
  id: string;
  attachmentId: string;
  expiresAt: Date;
}

/** Gives each file a link of its own; asked again it answers the same one. */
export async function linkFiles(
  input: { ticketId: string; attachmentIds: readonly string[]; language: 'es' | 'en' },
  work: Work,
): Promise<FileLink[]> {
  const expiresAt = new Date(work.now.getTime() + fileLinkDays * dayMs);
  for (const attachmentId of input.attachmentIds) {
    await sql`insert into file_links (id, attachment_id, ticket_id, language, expires_at, created_at)
      values (${work.ids.uuid()}, ${attachmentId}, ${input.ticketId}, ${input.language}, ${expiresAt}, ${work.now})
      on conflict (attachment_id) do nothing`.execute(work.tx);
  }
  const { rows } = await sql<FileLink>`
    select id, attachment_id as "attachmentId", expires_at as "expiresAt" from file_links
    where attachment_id = any(${[...input.attachmentIds]}::uuid[])`.execute(work.tx);
  return rows;
}

export interface LinkedFile {
  id: string;
  language: 'es' | 'en';
  expiresAt: Date;
  sha256: string;
  fileName: string;
  sizeBytes: number;
}

/** The file of a link that still holds, or null: whether it ended, was revoked or never was is not told. */
export async function findLinkedFile(
  input: { linkId: string; now: Date },
  db: Db,
): Promise<LinkedFile | null> {
  const { rows } = await sql<LinkedFile>`
    select l.id, l.language, l.expires_at as "expiresAt", f.sha256, f.file_name as "fileName",
      f.size_bytes as "sizeBytes"
    from file_links l join attachments f on f.id = l.attachment_id
    where l.id = ${input.linkId} and l.revoked_at is null and l.expires_at > ${input.now}`.execute(db);
  return rows[0] ?? null;
}

export async function countDownload(input: { linkId: string; now: Date }, db: Db): Promise<void> {
  await sql`update file_links set downloads = downloads + 1, last_download_at = ${input.now}
    where id = ${input.linkId}`.execute(db);
}

/** Ends a link. Throws `attachments.not_found` for a file without one, or of a ticket that the actor may not see. */
export async function revokeFileLink({ attachmentId }: { attachmentId: string }, work: Work): Promise<void> {
  const { rows } = await sql<{ ticket_id: string; message_id: string }>`
    select l.ticket_id, f.message_id from file_links l join attachments f on f.id = l.attachment_id
    where l.attachment_id = ${attachmentId}`.execute(work.tx);
  const link = rows[0];
  if (!link) throw new AppError('attachments.not_found');
  const ticket = await getTicketToChange(
    { ticketId: link.ticket_id, by: 'tickets:reply', absent: 'attachments.not_found' },
    work,
  );
  const ended = await sql`update file_links set revoked_at = ${work.now}
    where attachment_id = ${attachmentId} and revoked_at is null returning id`.execute(work.tx);
  if (ended.rows.length === 0) return;
  const about = { ticketId: ticket.id, version: ticket.version, messageId: link.message_id, attachmentId };
  await appendEvents([event('message.file_link_revoked@1', ticketSubject(ticket.id), about)], work);
}
