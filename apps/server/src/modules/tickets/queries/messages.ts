import type { RecipientBounce } from '@ventanilla/contracts/bounces';
import type { Attachment } from '@ventanilla/contracts/files';
import type { MailReading, RefusedRecipient, TicketMessage } from '@ventanilla/contracts/ticket-message';
import { messagesUntilMax } from '@ventanilla/contracts/tickets';
import type { AnsweredMessage } from '@ventanilla/contracts/written';
import { type RawBuilder, sql } from 'kysely';
import type { Actor } from '../../../platform/actor.ts';
import { toInstant } from '../../../platform/clock.ts';
import { decodeCursor, encodeCursor } from '../../../platform/cursor.ts';
import type { Db } from '../../../platform/db/database.ts';
import { keepPlan } from '../../../platform/db/kept-plans.ts';
import { AppError } from '../../../platform/errors.ts';
import type { MessageAuthentication } from '../tickets.tables.ts';

interface MessageRow {
  id: string;
  direction: 'in' | 'out';
  visibility: 'public' | 'private' | 'internal';
  author_kind: 'customer' | 'agent' | 'system';
  author_id: string | null;
  author_name: string | null;
  registered_by: string | null;
  registrar_name: string | null;
  at: Date;
  is_auto: boolean;
  text: string;
  quoted_text: string | null;
  html: string | null;
  has_remote_images: boolean;
  from_address: string | null;
  to_addresses: string[];
  cc_addresses: string[];
  bcc_addresses: string[];
  notices: string[];
  answers: AnsweredJson | null;
  reading: MailReading | null;
  has_original: boolean;
  authentication: MessageAuthentication | null;
  also_received: string[];
  attachments: Attachment[];
  outbound_id: string | null;
  delivery_state: 'queued' | 'sent' | 'failed' | null;
  attempts: number | null;
  next_try_at: Date | null;
  sent_at: Date | null;
  server_said: string | null;
  local: boolean | null;
  bounces: RecipientBounce[] | null;
  refused: RefusedRecipient[] | null;
}

/** As JSON tells it: instants are text. */
export interface AnsweredJson {
  id: string;
  authorName: string;
  at: string;
}

/** Who wrote the message that another one answers, and when, as a column; null where there is none. */
export function answeredOf(messageId: RawBuilder<unknown>): RawBuilder<AnsweredJson | null> {
  return sql<AnsweredJson | null>`case when ${messageId} is null then null else (
    select json_build_object('id', r.id, 'at', r.at, 'authorName', coalesce(
      case when r.author_kind = 'agent' then (select g.name from agents g where g.id = r.author_id)
        else (select k.name from contacts k where k.id = r.author_id) end, ''))
    from messages r where r.id = ${messageId}) end`;
}

export function toAnswered(json: AnsweredJson | null): AnsweredMessage | null {
  return json && { ...json, at: new Date(json.at).toISOString() };
}

/** Messages of a ticket shown at once. */
export const messagesPerPage = 100;

/**
 * Messages of a ticket that the caller came to through its gate: the newest `limit` before the cursor, oldest
 * first, with bodies, files and what became of those that we sent.
 */
export async function listMessages(
  input: { ticketId: string; actor: Actor; limit: number; cursor?: string | undefined; messageId?: string },
  db: Db,
): Promise<{ items: TicketMessage[]; olderCursor: string | null }> {
  const before = input.cursor ? decodeCursor(input.cursor, 2) : null;
  const older = before ? sql`and (m.at, m.id) < (${before[0]}::timestamptz, ${before[1]}::uuid)` : sql``;
  const only = input.messageId ? sql`and m.id = ${input.messageId}` : sql``;
  const { rows } = await sql<MessageRow>`
    select m.id, m.direction, m.visibility, m.author_kind, m.author_id, coalesce(a.name, c.name) as author_name,
      m.registered_by, ra.name as registrar_name, m.at,
      m.is_auto, b.text, b.quoted_text, b.html, b.has_remote_images, b.from_address, b.to_addresses, b.cc_addresses,
      b.bcc_addresses,
      b.notices, ${answeredOf(sql`m.reply_to_id`)} as answers, b.reading, m.inbound_id is not null as has_original,
      b.authentication, o.id as outbound_id, o.state as delivery_state, o.attempts, o.next_try_at, o.sent_at,
      o.server_said, o.local, o.bounces, o.refused,
      case when b.also_account_ids = '{}' then '{}' else array(
        select ca.address from channel_accounts ca where ca.id = any(b.also_account_ids) order by ca.address) end as also_received,
      case when m.attachment_count = 0 then '[]' else coalesce((
        select json_agg(json_build_object('id', f.id, 'fileName', f.file_name, 'contentType', f.content_type,
          'sizeBytes', f.size_bytes, 'contentId', f.content_id, 'inline', f.inline, 'link', (select json_build_object('expiresAt', k.expires_at,
          'revoked', k.revoked_at is not null, 'downloads', k.downloads) from file_links k where k.attachment_id = f.id))
          order by f.position)
        from attachments f where f.message_id = m.id), '[]') end as attachments
    from (
      select * from messages m where m.ticket_id = ${input.ticketId} ${older} ${only}
      order by m.at desc, m.id desc limit ${input.limit + 1}) m
    join message_bodies b on b.message_id = m.id
    left join agents a on m.author_kind = 'agent' and a.id = m.author_id
    left join agents ra on ra.id = m.registered_by
    left join contacts c on m.author_kind <> 'agent' and c.id = m.author_id
    left join outbound_messages o on m.direction = 'out' and o.message_id = m.id
    order by m.at desc, m.id desc ${keepPlan}`.execute(db);
  const shown = rows.slice(0, input.limit);
  const oldest = shown.at(-1);
  return {
    items: shown.map((row) => toMessage(row, input.actor)).reverse(),
    olderCursor:
      rows.length > input.limit && oldest ? encodeCursor([oldest.at.toISOString(), oldest.id]) : null,
  };
}

const plainReading: MailReading = { calendar: null, signed: null, encrypted: null, forwardedFrom: null };

function toMessage(row: MessageRow, actor: Actor): TicketMessage {
  return {
    id: row.id,
    direction: row.direction,
    visibility: row.visibility,
    author: { kind: row.author_kind, id: row.author_id, name: row.author_name ?? '' },
    registeredBy: row.registered_by ? { id: row.registered_by, name: row.registrar_name ?? '' } : null,
    at: toInstant(row.at),
    text: row.text,
    quotedText: row.quoted_text,
    html: row.html,
    hasRemoteImages: row.has_remote_images,
    isAuto: row.is_auto,
    from: row.from_address,
    to: row.to_addresses,
    cc: row.cc_addresses,
    // Programs with a key may show what they read to anybody: blind copies are for our people's eyes.
    bcc: actor.kind === 'agent' ? row.bcc_addresses : [],
    attachments: row.attachments.map(withLink),
    delivery:
      row.delivery_state && row.outbound_id
        ? {
            outboundId: row.outbound_id,
            state: row.delivery_state,
            attempts: row.attempts ?? 0,
            nextTryAt: toInstant(row.next_try_at),
            sentAt: toInstant(row.sent_at),
            serverSaid: row.server_said,
            local: row.local ?? false,
            bounces: row.bounces ?? [],
            refused: row.refused ?? [],
          }
        : null,
    notices: row.notices,
    answers: toAnswered(row.answers),
    mail: row.has_original ? (row.reading ?? plainReading) : null,
    authentication: row.authentication,
    alsoReceivedBy: row.also_received,
  };
}

/** As JSON tells it: instants are text, of whatever form the database likes. */
function withLink({ link, ...file }: Attachment): Attachment {
  return link ? { ...file, link: { ...link, expiresAt: new Date(link.expiresAt).toISOString() } } : file;
}

/** One message as the desk shows it, right after it was written. */
export async function getMessage(
  input: { ticketId: string; messageId: string; actor: Actor },
  db: Db,
): Promise<TicketMessage> {
  const { items } = await listMessages({ ...input, limit: 1 }, db);
  return items[0]!;
}

/** Messages before the one asked for that come along, so that it does not stand at the very edge. */
const contextBefore = 10;

/**
 * How many messages lie between a cursor and one message, that one and a few before it included; `messagesUntilMax`
 * at most. Throws `messages.not_found` for one that is not of this ticket.
 */
export async function countUntil(
  input: { ticketId: string; messageId: string; cursor?: string | undefined },
  db: Db,
): Promise<number> {
  const from = input.cursor ? decodeCursor(input.cursor, 2) : null;
  const older = from ? sql`and (m.at, m.id) < (${from[0]}::timestamptz, ${from[1]}::uuid)` : sql``;
  const { rows } = await sql<{ count: number }>`
    select (select count(*) from (
      select 1 from messages m where m.ticket_id = w.ticket_id and (m.at, m.id) >= (w.at, w.id) ${older}
      limit ${sql.lit(messagesUntilMax)}) s)::int as count
    from messages w where w.id = ${input.messageId} and w.ticket_id = ${input.ticketId}`.execute(db);
  if (!rows[0]) throw new AppError('messages.not_found');
  return Math.min(rows[0].count + contextBefore, messagesUntilMax);
}
