import type { MailReading } from '@ventanilla/contracts/tickets';
import { sql } from 'kysely';
import type { Db } from '../../../platform/db/database.ts';
import { appendEvents, event } from '../../../platform/events/index.ts';
import type { Work } from '../../../platform/work.ts';
import { insertAttachments, insertMessage, type NewAttachment } from '../messages.store.ts';
import { bareSubject, categoryWhenCustomerWrites, makePreview } from '../tickets.rules.ts';
import {
  saveTicket,
  statusChanged,
  statusOfCategory,
  statusPatch,
  type TicketRow,
  ticketSubject,
} from '../tickets.store.ts';
import { createTicket } from './create-ticket.ts';

export interface ReceivedMessage {
  channelAccountId: string;
  contactId: string;
  organizationId: string | null;
  authorKind: 'customer' | 'system';
  /** Message-ID without angle brackets. */
  externalId: string;
  /** What it answers: In-Reply-To, then References newest first; without angle brackets. */
  referenceIds: readonly string[];
  /** When it was written; counts for imports only: what arrives live happens now. */
  at: Date;
  subject: string;
  text: string;
  quotedText: string | null;
  html: string | null;
  hasRemoteImages: boolean;
  from: string | null;
  to: readonly string[];
  cc: readonly string[];
  /** Automatic mail and bounces never reopen, link or move the customer's clock. */
  isAuto: boolean;
  notices: readonly string[];
  /** What is shown beside the text: invitation, protection, whom it passes on. */
  reading?: MailReading | null;
  inboundId: string | null;
  attachments: readonly NewAttachment[];
}

export interface ReceivedResult {
  action: 'created' | 'appended' | 'duplicate';
  ticketId: string;
  ticketNumber: number;
  messageId: string;
  /** `linked`: continues a closed ticket; `reopened`; `stranger`: not a participant until now; `id_collision`. */
  flags: string[];
}

/**
 * A customer's message finds its ticket: the one that holds a message it refers to, as long as that is open;
 * else a new one, linked to the former when there was one (P11). Subjects alone never join.
 */
export async function receiveMessage(given: ReceivedMessage, received: Work): Promise<ReceivedResult> {
  const input = await withProvenAuthor(given, received);
  const work = asAuthor(input, received);
  const known = await findSameMessage(input, work);
  if (known && known.text === input.text) {
    return {
      action: 'duplicate',
      ticketId: known.ticket_id,
      ticketNumber: known.number,
      messageId: known.id,
      flags: [],
    };
  }
  // The same Message-ID over another text is another message; it keeps its words and loses the claim to the id.
  const externalId = known ? `${input.externalId}#${work.ids.uuid()}` : input.externalId;
  const flags = known ? ['id_collision'] : [];
  const message = { ...input, externalId, at: work.origin === 'live' ? work.now : input.at };

  const former = await findReferredTicket(input.referenceIds, work);
  if (former && !former.closed_at) return append(former, message, flags, work);
  if (former && input.isAuto) return append(former, message, flags, work);
  // Whoever only holds a reference to a closed conversation begins their own: linking it would send them what its
  // customer writes later, and name it after what they never read.
  if (former && !(await isParticipant(former, message, work))) {
    return openNew(null, message, [...flags, 'stranger'], work);
  }
  if (former && (await mayReopen(former, work))) return reopenAndAppend(former, message, flags, work);
  return openNew(former, message, flags, work);
}

/** A bounce speaks for the system only about a mail that we sent; any other is the word of whoever wrote it. */
async function withProvenAuthor(input: ReceivedMessage, work: Work): Promise<ReceivedMessage> {
  if (input.authorKind !== 'system') return input;
  const { rows } = await sql`select 1 from outbound_messages
    where external_id = any(${[...input.referenceIds]}::text[]) limit 1`.execute(work.tx);
  return rows.length > 0 ? input : { ...input, authorKind: 'customer' };
}

/** The history says that the customer did it, not the process that took their mail in. */
function asAuthor(input: ReceivedMessage, work: Work): Work {
  if (input.authorKind !== 'customer') return work;
  return { ...work, actor: { ...work.actor, kind: 'contact', id: input.contactId } };
}

async function findSameMessage(input: ReceivedMessage, work: Work) {
  const { rows } = await sql<{ id: string; ticket_id: string; number: number; text: string }>`
    select m.id, m.ticket_id, t.number, b.text from messages m
    join tickets t on t.id = m.ticket_id join message_bodies b on b.message_id = m.id
    where m.channel_account_id = ${input.channelAccountId} and m.external_id = ${input.externalId}`.execute(
    work.tx,
  );
  return rows[0];
}

/**
 * The ticket of the newest known reference, locked; when it was continued by others, the last of that line, so
 * that two answers to one closed ticket meet in one new ticket.
 */
async function findReferredTicket(referenceIds: readonly string[], work: Work): Promise<TicketRow | null> {
  if (referenceIds.length === 0) return null;
  const { rows } = await sql<{ ticket_id: string }>`
    select m.ticket_id from messages m
    where m.external_id = any(${[...referenceIds]}::text[])
    order by array_position(${[...referenceIds]}::text[], m.external_id), m.at desc limit 1`.execute(work.tx);
  if (!rows[0]) return null;
  let ticket = await lockTicket(rows[0].ticket_id, work);
  while (ticket.closed_at) {
    const next = await sql<{ id: string }>`
      select id from tickets where previous_ticket_id = ${ticket.id} order by created_at desc, id desc limit 1`.execute(
      work.tx,
    );
    if (!next.rows[0]) break;
    ticket = await lockTicket(next.rows[0].id, work);
  }
  return ticket;
}

async function lockTicket(ticketId: string, work: Work): Promise<TicketRow> {
  const { rows } =
    await sql<TicketRow>`select * from tickets where id = ${ticketId} for no key update`.execute(work.tx);
  return rows[0]!;
}

/** Key of the setting: days after closing during which an answer reopens; 0 (the default): never. */
export const reopenDaysSetting = 'tickets.reopen_days';

/** Days after closing during which an answer reopens; 0: never. */
export async function readReopenDays(db: Db): Promise<number> {
  const row = await db
    .selectFrom('settings')
    .select('value')
    .where('key', '=', reopenDaysSetting)
    .executeTakeFirst();
  return typeof row?.value === 'number' ? row.value : 0;
}

async function mayReopen(ticket: TicketRow, work: Work): Promise<boolean> {
  const days = await readReopenDays(work.tx);
  return days > 0 && work.now.getTime() - ticket.closed_at!.getTime() <= days * 86_400_000;
}

async function append(
  ticket: TicketRow,
  message: ReceivedMessage,
  flags: string[],
  work: Work,
): Promise<ReceivedResult> {
  const stranger = message.authorKind === 'customer' && !(await isParticipant(ticket, message, work));
  const notices = stranger ? [...message.notices, 'mail.not_participant'] : message.notices;
  const messageId = await write(ticket.id, { ...message, notices }, work);
  const counts = message.isAuto || message.authorKind !== 'customer' ? {} : { customer_last_at: message.at };
  const category = message.isAuto
    ? ticket.status_category
    : categoryWhenCustomerWrites(ticket.status_category);
  const status = category === ticket.status_category ? null : await statusOfCategory(category, work.tx);
  const after = await saveTicket(
    ticket,
    {
      ...counts,
      ...(status ? statusPatch(status, work.now) : {}),
      activity_at: message.at,
      last_message_id: messageId,
      preview: makePreview(message.text),
      preview_author: message.authorKind,
      attachment_count: ticket.attachment_count + message.attachments.length,
    },
    work,
  );
  await appendEvents(
    [messageAdded(after, messageId, message), ...statusChanged(ticket, after, 'customer_message')],
    work,
  );
  return {
    action: 'appended',
    ticketId: ticket.id,
    ticketNumber: ticket.number,
    messageId,
    flags: stranger ? [...flags, 'stranger'] : flags,
  };
}

async function reopenAndAppend(ticket: TicketRow, message: ReceivedMessage, flags: string[], work: Work) {
  const status = await statusOfCategory(ticket.owner_id ? 'in_progress' : 'open', work.tx);
  const reopened = await saveTicket(ticket, statusPatch(status, work.now), work);
  await appendEvents(statusChanged(ticket, reopened, 'customer_message'), work);
  return append(reopened, message, [...flags, 'reopened'], work);
}

async function openNew(former: TicketRow | null, message: ReceivedMessage, flags: string[], work: Work) {
  const messageId = work.ids.uuid();
  const ticket = await createTicket(
    {
      subject: (former ? bareSubject(message.subject) : message.subject.trim()) || former?.subject || '',
      requesterId: message.contactId,
      organizationId: message.organizationId,
      channelAccountId: message.channelAccountId,
      previousTicketId: former?.id ?? null,
      at: message.at,
      first: {
        messageId,
        preview: makePreview(message.text),
        author: message.authorKind,
        attachmentCount: message.attachments.length,
      },
    },
    work,
  );
  await write(ticket.id, message, work, messageId);
  await appendEvents([messageAdded(ticket, messageId, message)], work);
  const result: ReceivedResult = {
    action: 'created',
    ticketId: ticket.id,
    ticketNumber: ticket.number,
    messageId,
    flags: former ? [...flags, 'linked'] : flags,
  };
  return result;
}

/**
 * The requester, whoever a participant or we had in To or Cc, and whoever wrote before as such. Holding a
 * reference is not enough.
 */
async function isParticipant(ticket: TicketRow, message: ReceivedMessage, work: Work): Promise<boolean> {
  if (ticket.requester_id === message.contactId) return true;
  const address = message.from?.toLowerCase() ?? '';
  const { rows } = await sql`
    select 1 from messages m join message_bodies b on b.message_id = m.id
    where m.ticket_id = ${ticket.id} and m.visibility <> 'internal' and not ('mail.not_participant' = any(b.notices))
      and ((m.author_kind = 'customer' and m.author_id = ${message.contactId})
        or ${address} = any(select lower(a) from unnest(b.to_addresses || b.cc_addresses) a))
    limit 1`.execute(work.tx);
  return rows.length > 0;
}

async function write(
  ticketId: string,
  message: ReceivedMessage,
  work: Work,
  id = work.ids.uuid(),
): Promise<string> {
  await insertMessage(
    {
      ...message,
      id,
      ticketId,
      direction: 'in',
      visibility: 'private',
      authorId: message.contactId,
      attachmentCount: message.attachments.length,
    },
    work,
  );
  await insertAttachments({ messageId: id, ticketId, attachments: message.attachments }, work);
  return id;
}

function messageAdded(ticket: TicketRow, messageId: string, message: ReceivedMessage) {
  return event('message.added@1', ticketSubject(ticket.id), {
    ticketId: ticket.id,
    version: ticket.version,
    messageId,
    direction: 'in',
    visibility: 'private',
    authorKind: message.authorKind,
    isAuto: message.isAuto,
  });
}
