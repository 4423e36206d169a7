import { sql } from 'kysely';
import type { Actor } from '../../../platform/actor.ts';
import type { Db } from '../../../platform/db/database.ts';
import { AppError } from '../../../platform/errors.ts';
import { visibleTo } from '../tickets.store.ts';

export interface AttachmentFile {
  sha256: string;
  file_name: string;
  content_type: string;
  size_bytes: number;
}

/** A file of a ticket that the actor may see, or their own upload. Throws `attachments.not_found`. */
export async function getAttachment(
  input: { attachmentId: string; actor: Actor },
  db: Db,
): Promise<AttachmentFile> {
  const { rows } = await sql<AttachmentFile>`
    select f.sha256, f.file_name, f.content_type, f.size_bytes
    from attachments f left join tickets t on t.id = f.ticket_id
    where f.id = ${input.attachmentId}
      and case when f.ticket_id is null then f.uploaded_by = ${input.actor.id}::uuid else ${visibleTo(input.actor)} end`.execute(
    db,
  );
  if (!rows[0]) throw new AppError('attachments.not_found');
  return rows[0];
}
