import { sql } from 'kysely';
import type { Db } from '../../../../platform/db/database.ts';
import { appendEvents, event } from '../../../../platform/events/index.ts';
import type { Work } from '../../../../platform/work.ts';
import { insertAttachments, insertMessage } from '../../messages.store.ts';
import { bareSubject, categoryWhenCustomerWrites, makePreview } from '../../tickets.rules.ts';
import {
  saveTicket,
  statusChanged,
  statusOfCategory,
  statusPatch,
  type TicketRow,
  ticketSubject,
} from '../../tickets.store.ts';
import { createTicket, ticketCreated } from '../create-ticket.ts';
import { recordAlsoReceived, takeTurn } from './also-received.ts';
import { findPlace, isParticipant, lockLast, mayFollowSubject, type Place } from './find-place.ts';
import { awaitReferences } from './late-parents.ts';
import { proposeRequester } from './propose-requester.ts';
import type { ReceivedMessage, ReceivedResult } from './received-message.ts';

/** Where a message goes and what is to be said of it there. */
interface Placing {
  former: TicketRow | null;
  /** Named without a right to it. */
  mentionedId: string | null;
  flags: string[];
}

/**
 * A customer's message finds its ticket in the order of R13: what we signed, the newest known reference, an answer
 * that came before it, and the number in the subject for those who may. As long as that ticket is open the message
 * joins it, else it opens a new one, linked to the former (P11). A subject's words never join. Nobody acts as an
 * agent here: a mail from an agent's address is a customer's, marked, and joins only where that address takes part.
 */
export async function receiveMessage(given: ReceivedMessage, received: Work): Promise<ReceivedResult> {
  const input = await withProvenAuthor(given, received);
  const work = asAuthor(input, received);
  await takeTurn(input, work);
  const place = await findPlace(input, work);
  const { same } = place;
  const isSame = same !== null && same.text === input.text;
  if (isSame && same.accountId === input.channelAccountId) {
    const { ticketId, number, id } = same;
    return { action: 'duplicate', ticketId, ticketNumber: number, messageId: id, flags: [] };
  }
  if (isSame && same.authorId === input.contactId) return recordAlsoReceived({ same, message: input }, work);
  // The same Message-ID over another text is another message; it keeps its words and loses the claim to the id.
  const collides = same !== null && same.accountId === input.channelAccountId;
  const claimsAgent = place.claimsAgent && input.authorKind === 'customer';
  const message = {
    ...input,
    externalId: collides ? `${input.externalId}#${work.ids.uuid()}` : input.externalId,
    at: work.origin === 'live' ? work.now : input.at,
    notices: claimsAgent ? [...input.notices, 'mail.claims_agent'] : input.notices,
  };
  const flags = [...(collides ? ['id_collision'] : []), ...(claimsAgent ? ['claims_agent'] : [])];
  const placing = await findTicket({ message, place, claimsAgent }, work);
  return putInPlace({ message, ...placing, flags: [...flags, ...placing.flags] }, claimsAgent, work);
}

async function findTicket(
  input: { message: ReceivedMessage; place: Place; claimsAgent: boolean },
  work: Work,
): Promise<Placing> {
  const { message, place, claimsAgent } = input;
  const knownId = place.referredId ?? place.awaitingId;
  if (knownId) {
    const former = await lockLast(knownId, work);
    const isLate = place.referredId === null;
    // Headers are published, addresses are forged: neither lets anybody speak among others as one of us.
    if (claimsAgent && !(await isParticipant(former, message, work)))
      return { former: null, mentionedId: former.id, flags: [] };
    return { former, mentionedId: null, flags: isLate ? ['late_parent'] : [] };
  }
  const { mentioned } = place;
  if (!mentioned) return { former: null, mentionedId: null, flags: [] };
  if (!claimsAgent && (await mayFollowSubject(mentioned, message, work)))
    return { former: await lockLast(mentioned.id, work), mentionedId: null, flags: [] };
  return { former: null, mentionedId: mentioned.id, flags: ['mentioned'] };
}

async function putInPlace(
  input: Placing & { message: ReceivedMessage },
  claimsAgent: boolean,
  work: Work,
): Promise<ReceivedResult> {
  const { former, message, mentionedId, flags } = input;
  if (former && (!former.closed_at || message.isAuto)) return join(former, message, flags, work);
  // Whoever only holds a reference to a closed conversation begins their own: linking it would send them what its
  // customer writes later, and name it after what they never read.
  const isOutside = former !== null && !(await isParticipant(former, message, work));
  if (former && !isOutside && work.origin === 'import') return joinHistory(former, message, flags, work);
  if (former && !isOutside && (await mayReopen(former, work)))
    return reopenAndAppend(former, message, flags, work);
  const opened = await openNew(
    {
      former: isOutside ? null : former,
      message,
      mentionedId: isOutside ? former.id : mentionedId,
      flags: isOutside ? [...flags, 'stranger'] : flags,
    },
    work,
  );
  const forwardedFrom = message.reading?.forwardedFrom;
  if (claimsAgent && forwardedFrom && forwardedFrom.address !== message.from)
    await proposeRequester(
      { ticket: opened.ticket, messageId: opened.result.messageId, ...forwardedFrom },
      work,
    );
  return opened.result;
}

async function join(former: TicketRow, message: ReceivedMessage, flags: string[], work: Work) {
  const appended = await append(former, message, flags, work);
  // It may itself answer a mail that is still under way.
  if (flags.includes('late_parent'))
    await awaitReferences({ ticketId: former.id, messageId: appended.messageId, message }, work);
  return appended;
}

/**
 * A conversation of the past stays one, whatever became of it; where its ticket came in closed and nobody has touched
 * it, mail that is recent enough opens it.
 */
async function joinHistory(former: TicketRow, message: ReceivedMessage, flags: string[], work: Work) {
  const cameInClosed = former.status_category === 'closed' && former.first_answer_at === null;
  if (cameInClosed && !message.arrivesClosed) return reopenAndAppend(former, message, flags, work);
  return join(former, message, flags, work);
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
  // What comes from the past may be older than what the ticket has by now.
  const isLast = work.origin === 'live' || message.at >= ticket.activity_at;
  const counts =
    message.isAuto || message.authorKind !== 'customer' || !isLast ? {} : { customer_last_at: message.at };
  const category =
    message.isAuto || !isLast ? ticket.status_category : categoryWhenCustomerWrites(ticket.status_category);
  const status = category === ticket.status_category ? null : await statusOfCategory(category, work.tx);
  const after = await saveTicket(
    ticket,
    {
      ...counts,
      ...(status ? statusPatch(status, work.now) : {}),
      ...(isLast
        ? {
            activity_at: message.at,
            last_message_id: messageId,
            preview: makePreview(message.text),
            preview_author: message.authorKind,
          }
        : {}),
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

async function openNew(
  input: Placing & { message: ReceivedMessage },
  work: Work,
): Promise<{ ticket: TicketRow; result: ReceivedResult }> {
  const { former, message, mentionedId, flags } = input;
  const messageId = work.ids.uuid();
  const ticket = await createTicket(
    {
      subject: (former ? bareSubject(message.subject) : message.subject.trim()) || former?.subject || '',
      requesterId: message.contactId,
      organizationId: message.organizationId,
      channelAccountId: message.channelAccountId,
      previousTicketId: former?.id ?? null,
      mentionedTicketId: mentionedId,
      at: message.at,
      isClosed: message.arrivesClosed ?? false,
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
  await appendEvents([ticketCreated(ticket), messageAdded(ticket, messageId, message)], work);
  if (!former && !mentionedId) await awaitReferences({ ticketId: ticket.id, messageId, message }, work);
  const result: ReceivedResult = {
    action: 'created',
    ticketId: ticket.id,
    ticketNumber: ticket.number,
    messageId,
    flags: former ? [...flags, 'linked'] : flags,
  };
  return { ticket, result };
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
