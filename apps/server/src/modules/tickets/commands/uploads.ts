import type { Attachment } from '@ventanilla/contracts/files';
import { sql } from 'kysely';
import { AppError } from '../../../platform/errors.ts';
import { rememberFile } from '../../../platform/files/remember-file.ts';
import type { Work } from '../../../platform/work.ts';

/** Hours that an upload waits for its message. */
export const uploadHoursKept = 24;

/** A file that an agent uploaded and no message has taken yet. */
export async function createUpload(
  input: { sha256: string; sizeBytes: number; fileName: string; contentType: string },
  work: Work,
): Promise<Attachment> {
  await rememberFile(input, work);
  const id = work.ids.uuid();
  await work.tx
    .insertInto('attachments')
    .values({
      id,
      message_id: null,
      ticket_id: null,
      sha256: input.sha256,
      file_name: input.fileName,
      content_type: input.contentType,
      size_bytes: input.sizeBytes,
      content_id: null,
      uploaded_by: work.actor.id,
      created_at: work.now,
    })
    .execute();
  const { fileName, contentType, sizeBytes } = input;
  return { id, fileName, contentType, sizeBytes, contentId: null, inline: false };
}

/** Ties one's own uploads to the message that takes them; each can be taken once. */
export async function claimUploads(
  input: { uploadIds: readonly string[]; messageId: string; ticketId: string },
  work: Work,
): Promise<void> {
  if (input.uploadIds.length === 0) return;
  const { rows } = await sql`
    update attachments set message_id = ${input.messageId}, ticket_id = ${input.ticketId},
      position = array_position(${[...input.uploadIds]}::uuid[], id)
    where id = any(${[...input.uploadIds]}::uuid[]) and message_id is null and uploaded_by = ${work.actor.id}
    returning id`.execute(work.tx);
  if (rows.length !== new Set(input.uploadIds).size) throw new AppError('tickets.upload_not_found');
}
