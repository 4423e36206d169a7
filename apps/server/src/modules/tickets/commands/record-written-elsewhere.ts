import type { MailReading } from '@ventanilla/contracts/ticket-message';
import { sql } from 'kysely';
import { appendEvents, event } from '../../../platform/events/index.ts';
import type { Work } from '../../../platform/work.ts';
import { mayTake } from '../demand-rule.ts';
import { insertAttachments, insertMessage, type NewAttachment } from '../messages.store.ts';
import { categoryWhenWorked, makePreview } from '../tickets.rules.ts';
import {
  ownerChanged,
  saveTicket,
  statusChanged,
  statusOfCategory,
  statusPatch,
  type TicketRow,
  ticketSubject,
} from '../tickets.store.ts';

/** An answer that somebody of ours wrote in a mail program, as it was sent from there. */
export interface WrittenElsewhere {
  channelAccountId: string;
  /** Message-ID without angle brackets. */
  externalId: string;
  /** What it answers: In-Reply-To, then References newest first; without angle brackets. */
  referenceIds: readonly string[];
  /** When its server took it. */
  at: Date;
  subject: string;
  text: string;
  /** Everything that it says, what it quotes included. */
  wholeText: string;
  quotedText: string | null;
  html: string | null;
  hasRemoteImages: boolean;
  from: string | null;
  to: readonly string[];
  cc: readonly string[];
  notices: readonly string[];
  reading: MailReading | null;
  inboundId: string;
  attachments: readonly NewAttachment[];
}

/** A server's clock and its queue put so much between our sending and its keeping a copy, at most. */
const sameMailMs = 15 * 60_000;

interface AnsweredRow {
  ticket_id: string;
  at: Date;
}

/**
 * Writes the answer down in the conversation of the newest reference that is known; it counts as ours like any other,
 * and nothing is sent. The actor of `work` is the agent whose address it is, or the system where the mailbox itself
 * wrote. A closed ticket stays closed. One that we sent ourselves is known by its Message-ID, or else by its words,
 * recipients and time. Null: it refers to nothing here.
 */
export async function recordWrittenElsewhere(
  input: WrittenElsewhere,
  work: Work,
): Promise<{
  action: 'appended' | 'duplicate';
  ticketId: string;
  ticketNumber: number;
  messageId: string;
} | null> {
  const answered = await findAnswered(input, work);
  if (!answered) return null;
  const { rows } =
    await sql<TicketRow>`select * from tickets where id = ${answered.ticket_id} for no key update`.execute(
      work.tx,
    );
  const ticket = rows[0]!;
  // Looked for under the lock: our own sending may have written it meanwhile.
  const same = (await findSame(input.externalId, work)) ?? (await findSent(ticket.id, input, work));
  if (same) return { action: 'duplicate', ticketId: ticket.id, ticketNumber: ticket.number, messageId: same };
  const messageId = await write({ input, ticket, at: instantOf(input.at, answered.at, work.now) }, work);
  return { action: 'appended', ticketId: ticket.id, ticketNumber: ticket.number, messageId };
}

/** Servers tell whole seconds, and their clocks differ: an answer comes after what it answers. */
function instantOf(told: Date, answeredAt: Date, now: Date): Date {
  return new Date(Math.max(Math.min(told.getTime(), now.getTime()), answeredAt.getTime() + 1));
}

async function findAnswered(input: WrittenElsewhere, work: Work): Promise<AnsweredRow | undefined> {
  const refs = [...input.referenceIds];
  const { rows } = await sql<AnsweredRow>`
    select m.ticket_id, m.at from messages m where m.external_id = any(${refs}::text[])
    order by array_position(${refs}::text[], m.external_id), m.at desc limit 1`.execute(work.tx);
  return rows[0];
}

async function findSame(externalId: string, work: Work): Promise<string | null> {
  const { rows } = await sql<{
    id: string;
  }>`select id from messages where external_id = ${externalId} limit 1`.execute(work.tx);
  return rows[0]?.id ?? null;
}

/** A provider may have given it an id of its own: then the same words left from here for the same people just then. */
async function findSent(ticketId: string, input: WrittenElsewhere, work: Work): Promise<string | null> {
  const { rows } = await sql<{ id: string; text: string; recipients: string[]; has_links: boolean }>`
    select m.id, b.text, b.to_addresses || b.cc_addresses as recipients,
      exists (select from file_links l join attachments f on f.id = l.attachment_id where f.message_id = m.id)
        as has_links
    from outbound_messages o join messages m on m.id = o.message_id join message_bodies b on b.message_id = m.id
    where o.ticket_id = ${ticketId} and o.last_try_at between ${new Date(input.at.getTime() - sameMailMs)}
      and ${new Date(input.at.getTime() + sameMailMs)}
    order by o.created_at desc limit 20`.execute(work.tx);
  const recipients = keyOf([...input.to, ...input.cc]);
  const words = bareWords(input.wholeText);
  const sent = rows.find(
    (row) => keyOf(row.recipients) === recipients && isSameText(words, bareWords(row.text), row.has_links),
  );
  return sent?.id ?? null;
}

const keyOf = (addresses: readonly string[]) =>
  [...new Set(addresses.map((address) => address.toLowerCase()))].sort().join();
const bareWords = (text: string) => text.replace(/\s+/g, ' ').trim();

/** What left says what was written; links to large files may follow it, and nothing else. */
const isSameText = (left: string, written: string, hasLinks: boolean) =>
  written !== '' && (hasLinks ? left.startsWith(written) : left === written);

async function write(
  step: { input: WrittenElsewhere; ticket: TicketRow; at: Date },
  work: Work,
): Promise<string> {
  const { input, ticket, at } = step;
  const id = work.ids.uuid();
  const authorId = work.actor.kind === 'agent' ? work.actor.id : null;
  await insertMessage(
    {
      ...input,
      id,
      ticketId: ticket.id,
      at,
      direction: 'out',
      visibility: 'private',
      authorKind: 'agent',
      authorId,
      isAuto: false,
      attachmentCount: input.attachments.length,
      notices: [...input.notices, 'mail.written_elsewhere'],
    },
    work,
  );
  await insertAttachments({ messageId: id, ticketId: ticket.id, attachments: input.attachments }, work);
  const after = await saveTicket(ticket, await patchOf({ ...step, messageId: id, authorId }, work), work);
  await appendEvents(
    [
      ...ownerChanged(ticket, after, 'take'),
      event('message.added@1', ticketSubject(ticket.id), {
        ticketId: ticket.id,
        version: after.version,
        messageId: id,
        direction: 'out',
        visibility: 'private',
        authorKind: 'agent',
        isAuto: false,
      }),
      ...statusChanged(ticket, after, 'reply'),
    ],
    work,
  );
  return id;
}

/** As an answer from the desk changes a ticket; what came after it on the ticket keeps the last word. */
async function patchOf(
  step: { input: WrittenElsewhere; ticket: TicketRow; at: Date; messageId: string; authorId: string | null },
  work: Work,
) {
  const { input, ticket, at, messageId, authorId } = step;
  const isLast = at >= ticket.activity_at;
  const takes = ticket.owner_id === null && !ticket.closed_at && (await mayTake(ticket, work));
  const ownerId = takes ? authorId : ticket.owner_id;
  const category = ticket.closed_at ? ticket.status_category : categoryWhenWorked(ticket.status_category);
  const status = category === ticket.status_category ? null : await statusOfCategory(category, work.tx);
  const isOwners = ownerId !== null && ownerId === authorId;
  return {
    owner_id: ownerId,
    our_last_at: ticket.our_last_at && ticket.our_last_at > at ? ticket.our_last_at : at,
    first_answer_at: ticket.first_answer_at ?? at,
    owner_first_answer_at: isOwners ? (ticket.owner_first_answer_at ?? at) : ticket.owner_first_answer_at,
    attachment_count: ticket.attachment_count + input.attachments.length,
    ...(isLast
      ? {
          activity_at: at,
          last_message_id: messageId,
          preview: makePreview(input.text),
          preview_author: 'agent' as const,
        }
      : {}),
    ...(status ? statusPatch(status, work.now) : {}),
  };
}
