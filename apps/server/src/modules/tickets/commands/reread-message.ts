import type { MailReading } from '@ventanilla/contracts/ticket-message';
import { sql } from 'kysely';
import { appendEvents, event } from '../../../platform/events/index.ts';
import type { Work } from '../../../platform/work.ts';
import { insertAttachments, type NewAttachment, searchVector } from '../messages.store.ts';
import { makePreview, searchableLengthMax } from '../tickets.rules.ts';
import { saveTicket, type TicketRow, ticketSubject } from '../tickets.store.ts';

/** What a received message says by a new reading of its original. */
export interface Reread {
  messageId: string;
  subject: string;
  text: string;
  quotedText: string | null;
  html: string | null;
  hasRemoteImages: boolean;
  notices: readonly string[];
  /** Notices that only reading gives: those of the former reading go. Others stay, they are about the conversation. */
  replacesNotices: readonly string[];
  reading: MailReading | null;
  attachments: readonly NewAttachment[];
}

interface Body {
  /** The first message of its ticket, which the ticket's own subject is found by. */
  is_first: boolean;
  subject: string | null;
  text: string;
  quoted_text: string | null;
  html: string | null;
  has_remote_images: boolean;
  notices: string[];
  same_reading: boolean;
  reading: MailReading | null;
  attachment_count: number;
}

type File = NewAttachment & { id: string };

/**
 * Replaces what a received message says by a new reading of its original; the former text is kept as a version.
 * Nothing else follows: no answer, no notice, no reopening, no clock. Answers whether anything changed: reading
 * the same again changes nothing.
 */
export async function rereadMessage(reread: Reread, work: Work): Promise<{ changed: boolean }> {
  const ticket = await lockTicketOf(reread.messageId, work);
  const before = await readBody(reread, work);
  const notices = [
    ...reread.notices,
    ...before.notices.filter((notice) => !reread.replacesNotices.includes(notice)),
  ];
  const files = await readFiles(reread.messageId, work);
  if (isSame(before, { ...reread, notices }) && sameFiles(files, reread.attachments)) {
    return { changed: false };
  }
  await keepVersion(reread.messageId, before, files, work);
  await writeBody({ ...reread, notices, ownSubject: before.is_first ? ticket.subject : '' }, work);
  await replaceFiles({ ...reread, ticketId: ticket.id, files }, work);
  const isLast = ticket.last_message_id === reread.messageId;
  const after = await saveTicket(
    ticket,
    {
      attachment_count: ticket.attachment_count - before.attachment_count + reread.attachments.length,
      ...(isLast ? { preview: makePreview(reread.text) } : {}),
    },
    work,
  );
  const payload = { ticketId: ticket.id, version: after.version, messageId: reread.messageId };
  await appendEvents([event('message.reread@1', ticketSubject(ticket.id), payload)], work);
  return { changed: true };
}

async function lockTicketOf(messageId: string, work: Work): Promise<TicketRow> {
  const { rows } = await sql<TicketRow>`select t.* from tickets t
    where t.id = (select ticket_id from messages where id = ${messageId}) for no key update`.execute(work.tx);
  return rows[0]!;
}

async function readBody({ messageId, reading }: Reread, work: Work): Promise<Body> {
  const { rows } = await sql<Body>`
    select m.attachment_count,
      not exists (select 1 from messages f where f.ticket_id = m.ticket_id and (f.at, f.id) < (m.at, m.id)) as is_first, b.subject, b.text, b.quoted_text, b.html, b.has_remote_images,
      b.notices, b.reading, b.reading is not distinct from ${reading ? JSON.stringify(reading) : null}::jsonb as same_reading
    from messages m join message_bodies b on b.message_id = m.id where m.id = ${messageId}`.execute(work.tx);
  return rows[0]!;
}

async function readFiles(messageId: string, work: Work): Promise<File[]> {
  const { rows } = await sql<File>`
    select id, sha256, file_name as "fileName", content_type as "contentType", size_bytes as "sizeBytes",
      content_id as "contentId", inline
    from attachments where message_id = ${messageId} order by position`.execute(work.tx);
  return rows;
}

function isSame(before: Body, after: Reread): boolean {
  return (
    before.same_reading &&
    (before.subject ?? '') === after.subject &&
    before.text === after.text &&
    before.quoted_text === after.quotedText &&
    before.html === after.html &&
    before.has_remote_images === after.hasRemoteImages &&
    JSON.stringify([...before.notices].sort()) === JSON.stringify([...after.notices].sort())
  );
}

const fileKey = (file: NewAttachment) =>
  JSON.stringify([file.sha256, file.fileName, file.contentType, file.contentId, file.inline]);

function sameFiles(before: readonly NewAttachment[], after: readonly NewAttachment[]): boolean {
  return before.length === after.length && before.every((file, at) => fileKey(file) === fileKey(after[at]!));
}

async function keepVersion(messageId: string, before: Body, files: readonly File[], work: Work) {
  const body = {
    subject: before.subject,
    text: before.text,
    quotedText: before.quoted_text,
    html: before.html,
    notices: before.notices,
    reading: before.reading,
    files: files.map(({ fileName, sha256 }) => ({ fileName, sha256 })),
  };
  await work.tx
    .insertInto('message_versions')
    .values({ id: work.ids.uuid(), message_id: messageId, at: work.now, body: JSON.stringify(body) })
    .execute();
}

async function writeBody(reread: Reread & { ownSubject: string }, work: Work): Promise<void> {
  // Two subjects are the same one unless somebody changed the ticket's by hand.
  const own = reread.ownSubject === reread.subject ? '' : `${reread.ownSubject}\n`;
  const searchable = `${own}${reread.subject}\n${reread.text}`.slice(0, searchableLengthMax);
  await sql`
    with b as (
      update message_bodies set subject = ${reread.subject}, text = ${reread.text}, quoted_text = ${reread.quotedText},
        html = ${reread.html}, has_remote_images = ${reread.hasRemoteImages}, notices = ${[...reread.notices]}::text[],
        reading = ${reread.reading ? JSON.stringify(reread.reading) : null}::jsonb
      where message_id = ${reread.messageId}),
    m as (update messages set attachment_count = ${reread.attachments.length} where id = ${reread.messageId})
    update message_search set vector = ${searchVector(sql`${searchable}`)}
    where message_id = ${reread.messageId}`.execute(work.tx);
}

/** Files found again keep their ids, so that addresses of theirs stay good. */
async function replaceFiles(
  input: Pick<Reread, 'messageId' | 'attachments'> & { ticketId: string; files: readonly File[] },
  work: Work,
): Promise<void> {
  const former = new Map(input.files.map((file) => [fileKey(file), file.id]));
  const ids = input.attachments.map((file) => {
    const known = former.get(fileKey(file));
    former.delete(fileKey(file));
    return known ?? null;
  });
  const kept = ids.filter((id) => id !== null);
  await sql`delete from attachments
    where message_id = ${input.messageId} and not (id = any(${kept}::uuid[]))`.execute(work.tx);
  const added = input.attachments.filter((_file, at) => ids[at] === null);
  await insertAttachments({ ...input, attachments: added }, work);
  // Those added have their places among themselves until here.
  const positions = input.attachments.map(fileKey);
  const { rows } = await sql<NewAttachment & { id: string }>`
    select id, sha256, file_name as "fileName", content_type as "contentType", size_bytes as "sizeBytes",
      content_id as "contentId", inline from attachments where message_id = ${input.messageId}`.execute(
    work.tx,
  );
  for (const row of rows) {
    const position = positions.indexOf(fileKey(row));
    if (position < 0) continue;
    positions[position] = '';
    await sql`update attachments set position = ${position} where id = ${row.id}`.execute(work.tx);
  }
}
