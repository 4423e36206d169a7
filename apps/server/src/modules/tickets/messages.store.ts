import type { MailReading } from '@ventanilla/contracts/ticket-message';
import { type RawBuilder, sql } from 'kysely';
import { keepPlan } from '../../platform/db/kept-plans.ts';
import type { Work } from '../../platform/work.ts';
import { searchableLengthMax } from './tickets.rules.ts';
import type { MessageAuthentication } from './tickets.tables.ts';

export interface NewAttachment {
  sha256: string;
  fileName: string;
  contentType: string;
  sizeBytes: number;
  /** Content-ID without angle brackets. */
  contentId: string | null;
  inline: boolean;
}

export interface NewMessage {
  id: string;
  ticketId: string;
  channelAccountId: string | null;
  direction: 'in' | 'out';
  visibility: 'public' | 'private' | 'internal';
  authorKind: 'customer' | 'agent' | 'system';
  authorId: string | null;
  /** The agent who wrote down what the author said in a call. */
  registeredBy?: string | null;
  at: Date;
  isAuto: boolean;
  externalId: string | null;
  inboundId: string | null;
  /** The message that this one answers, where its writer chose one. */
  answersMessageId?: string | null;
  attachmentCount: number;
  subject: string | null;
  text: string;
  quotedText: string | null;
  html: string | null;
  hasRemoteImages: boolean;
  from: string | null;
  to: readonly string[];
  cc: readonly string[];
  bcc?: readonly string[];
  notices: readonly string[];
  referenceIds: readonly string[];
  /** Of a received mail: what is shown beside its text. */
  reading?: MailReading | null;
  authentication?: MessageAuthentication | null;
}

/** What is searched of a text: its words as Spanish bends them, with their accents and without. */
export function searchVector(text: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`to_tsvector('spanish', ${text}) || to_tsvector('es_plain', ${text})`;
}

/** Writes a message, its body and its search vector in one statement. */
export async function insertMessage(message: NewMessage, work: Work): Promise<void> {
  const searchable = `${message.subject ?? ''}\n${message.text}`.slice(0, searchableLengthMax);
  await sql`
    with m as (
      insert into messages (id, ticket_id, channel_account_id, direction, visibility, author_kind, author_id, at,
        is_auto, external_id, reply_to_id, inbound_id, attachment_count, registered_by)
      values (${message.id}, ${message.ticketId}, ${message.channelAccountId}::uuid, ${message.direction},
        ${message.visibility}, ${message.authorKind}, ${message.authorId}::uuid, ${message.at}, ${message.isAuto},
        ${message.externalId}, ${message.answersMessageId ?? null}::uuid, ${message.inboundId}::uuid,
        ${message.attachmentCount}, ${message.registeredBy ?? null}::uuid)),
    b as (
      insert into message_bodies (message_id, subject, text, quoted_text, html, has_remote_images, from_address,
        to_addresses, cc_addresses, bcc_addresses, notices, reference_ids, reading, authentication)
      values (${message.id}, ${message.subject}, ${message.text}, ${message.quotedText}, ${message.html},
        ${message.hasRemoteImages}, ${message.from}, ${[...message.to]}::text[], ${[...message.cc]}::text[], ${[...(message.bcc ?? [])]}::text[],
        ${[...message.notices]}::text[], ${[...message.referenceIds]}::text[],
        ${message.reading ? JSON.stringify(message.reading) : null}::jsonb,
        ${message.authentication ? JSON.stringify(message.authentication) : null}::jsonb))
    insert into message_search (message_id, ticket_id, at, vector)
    values (${message.id}, ${message.ticketId}, ${message.at},
      ${searchVector(sql`${searchable}`)}) ${keepPlan}`.execute(work.tx);
}

/** Attaches stored files to a message. */
export async function insertAttachments(
  input: { messageId: string; ticketId: string; attachments: readonly NewAttachment[] },
  work: Work,
): Promise<void> {
  if (input.attachments.length === 0) return;
  await work.tx
    .insertInto('attachments')
    .values(
      input.attachments.map((file, position) => ({
        id: work.ids.uuid(),
        message_id: input.messageId,
        ticket_id: input.ticketId,
        sha256: file.sha256,
        file_name: file.fileName,
        content_type: file.contentType,
        size_bytes: file.sizeBytes,
        content_id: file.contentId,
        inline: file.inline,
        position,
        uploaded_by: null,
        created_at: work.now,
      })),
    )
    .execute();
}
