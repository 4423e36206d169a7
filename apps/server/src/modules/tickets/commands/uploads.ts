import {
  type Attachment,
  attachmentsPerMessageMax,
  filesPerMessageBytesMax,
  waitingFilesBytesMax,
} from '@ventanilla/contracts/files';
import { sql } from 'kysely';
import type { Actor } from '../../../platform/actor.ts';
import type { Db } from '../../../platform/db/database.ts';
import { AppError } from '../../../platform/errors.ts';
import { rememberFile } from '../../../platform/files/remember-file.ts';
import type { Work } from '../../../platform/work.ts';
import { isPicture } from '../tickets.rules.ts';
import { contentIdOf } from '../written-html.ts';

/** Hours that an upload waits for its message. */
export const uploadHoursKept = 24;

const bytesPerMegabyte = 1024 * 1024;

/**
 * Throws `files.own_room_full` or `files.room_full` when what was uploaded and not sent would take more room with
 * one more file. Uploads at the same moment may go beyond by their own size.
 */
export async function demandUploadRoom(
  { sizeBytes }: { sizeBytes: number },
  { actor, db }: { actor: Actor; db: Db },
): Promise<void> {
  const { rows } = await sql<{ own: number; everybody: number }>`
    select coalesce(sum(size_bytes) filter (where uploaded_by = ${actor.id}::uuid), 0)::bigint as own,
      coalesce(sum(size_bytes), 0)::bigint as everybody
    from attachments where message_id is null`.execute(db);
  const { own, everybody } = rows[0]!;
  if (own + sizeBytes > waitingFilesBytesMax.own)
    throw new AppError('files.own_room_full', {
      params: { max: waitingFilesBytesMax.own / bytesPerMegabyte },
    });
  if (everybody + sizeBytes > waitingFilesBytesMax.all) throw new AppError('files.room_full');
}

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

/** Files of one message; `imageIds` are those of them that stand in its text. */
export interface MessageFiles {
  uploadIds: readonly string[];
  imageIds?: readonly string[];
}

interface UploadRow {
  id: string;
  content_type: string;
  size_bytes: number;
}

/** Refuses now what `claimUploads` would refuse later. */
export async function demandUploads(files: MessageFiles, work: Work): Promise<void> {
  if (files.uploadIds.length === 0) return;
  const { rows } = await sql<UploadRow>`
    select id, content_type, size_bytes from attachments
    where id = any(${[...files.uploadIds]}::uuid[]) and message_id is null
      and uploaded_by = ${work.actor.id}`.execute(work.tx);
  demandSendable(rows, files);
}

/**
 * Ties one's own uploads to the message that takes them; each can be taken once. Those of the text become parts
 * that the HTML refers to.
 */
export async function claimUploads(
  input: MessageFiles & { messageId: string; ticketId: string },
  work: Work,
): Promise<void> {
  if (input.uploadIds.length === 0) return;
  const imageIds = [...(input.imageIds ?? [])];
  const { rows } = await sql<UploadRow>`
    update attachments a set message_id = ${input.messageId}, ticket_id = ${input.ticketId},
      position = array_position(${[...input.uploadIds]}::uuid[], a.id), inline = i.content_id is not null,
      content_id = i.content_id
    from unnest(${[...input.uploadIds]}::uuid[]) u(id)
    left join unnest(${imageIds}::uuid[], ${imageIds.map(contentIdOf)}::text[]) i(id, content_id) on i.id = u.id
    where a.id = u.id and a.message_id is null and a.uploaded_by = ${work.actor.id}
    returning a.id, a.content_type, a.size_bytes`.execute(work.tx);
  demandSendable(rows, input);
}

/** Throws `tickets.upload_not_found`, `tickets.too_many_files` or `tickets.files_too_large`. */
function demandSendable(found: readonly UploadRow[], files: MessageFiles): void {
  const wanted = new Set(files.uploadIds);
  if (wanted.size > attachmentsPerMessageMax)
    throw new AppError('tickets.too_many_files', { params: { max: attachmentsPerMessageMax } });
  const images = new Set(files.imageIds ?? []);
  const isOdd = found.some(({ id, content_type }) => images.has(id) && !isPicture(content_type));
  if (isOdd || new Set(found.map(({ id }) => id)).size !== wanted.size)
    throw new AppError('tickets.upload_not_found');
  const total = found.reduce((sum, { size_bytes }) => sum + size_bytes, 0);
  if (total > filesPerMessageBytesMax) {
    throw new AppError('tickets.files_too_large', {
      params: {
        total: Math.ceil((total / bytesPerMegabyte) * 10) / 10,
        max: filesPerMessageBytesMax / bytesPerMegabyte,
      },
    });
  }
}
