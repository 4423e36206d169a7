import type { Classifying } from '@ventanilla/contracts/ticket-classification';
import { AppError } from '../../../platform/errors.ts';
import { appendEvents, event } from '../../../platform/events/index.ts';
import type { Work } from '../../../platform/work.ts';
import { identifyContact, type NewPerson } from '../../directory/index.ts';
import { applyClassification } from '../classifying/classify-ticket.ts';
import { demandFields } from '../classifying/demand-fields.ts';
import { insertMessage } from '../messages.store.ts';
import { findReplyTarget } from '../queries/reply-target.ts';
import { makePreview } from '../tickets.rules.ts';
import { markSeen, type TicketRow, ticketSubject } from '../tickets.store.ts';
import { createTicket, ticketCreated } from './create-ticket.ts';
import { assignTicket } from './own-ticket.ts';
import { replyToTicket } from './reply.ts';
import { claimUploads } from './uploads.ts';

export interface OpenedTicket {
  kind: 'phone' | 'email';
  requester: { contactId: string } | NewPerson;
  subject: string;
  text: string;
  uploadIds: readonly string[];
  ownerId: string | null;
  withSignature?: boolean | undefined;
  /** What it is, from its beginning. */
  classification?: Classifying | undefined;
}

/**
 * A ticket that somebody opens by hand (P1). `phone`: the first message is the caller's, written down by the actor,
 * who stays named on it; `email`: the first message is ours and leaves as mail, so whoever writes has the ticket.
 */
export async function openTicket(input: OpenedTicket, work: Work): Promise<TicketRow> {
  const person = await identifyContact(input.requester, work);
  const messageId = work.ids.uuid();
  const byPhone = input.kind === 'phone';
  const ticket = await createTicket(
    {
      subject: input.subject,
      requesterId: person.contactId,
      organizationId: person.organizationId,
      channel: input.kind,
      channelAccountId: null,
      previousTicketId: null,
      at: work.now,
      first: {
        messageId,
        preview: makePreview(input.text),
        author: byPhone ? 'customer' : 'agent',
        attachmentCount: byPhone ? input.uploadIds.length : 0,
      },
    },
    work,
  );
  if (byPhone) await writeDown({ ...input, messageId }, ticket, work);
  else await writeFirst(input, ticket, work);
  const classified = await classifyNew({ ticketId: ticket.id, asked: input.classification }, work);
  await markSeen(ticket.id, work);
  return input.ownerId ? giveTo(input.ownerId, classified, work) : classified;
}

/** Throws `auth.forbidden` for who may not give a ticket to them, and what assigning throws. */
function giveTo(agentId: string, ticket: TicketRow, work: Work): Promise<TicketRow> | TicketRow {
  if (agentId === ticket.owner_id) return ticket;
  const { id, permissions } = work.actor;
  const may = permissions.has('tickets:assign') || (agentId === id && permissions.has('tickets:take'));
  if (!may) throw new AppError('auth.forbidden');
  return assignTicket({ ticketId: ticket.id, agentId }, work);
}

/**
 * Throws `tickets.fields_missing` where a form asks for more than was filled in, and `auth.forbidden` for who may not
 * say what tickets are.
 */
async function classifyNew(
  { ticketId, asked }: { ticketId: string; asked: Classifying | undefined },
  work: Work,
): Promise<TicketRow> {
  // Made in this transaction, by somebody who need not see what nobody has.
  const ticket = await work.tx
    .selectFrom('tickets')
    .selectAll()
    .where('id', '=', ticketId)
    .executeTakeFirstOrThrow();
  const classified = asked ? await applyClassification({ ticket, asked }, work) : ticket;
  if (classified !== ticket && !work.actor.permissions.has('tickets:classify'))
    throw new AppError('auth.forbidden');
  await demandFields({ ticket: classified, when: 'create' }, work);
  return classified;
}

/** What the caller said, as a message of theirs that the actor registered. */
async function writeDown(input: OpenedTicket & { messageId: string }, ticket: TicketRow, work: Work) {
  const { messageId } = input;
  await insertMessage(
    {
      id: messageId,
      ticketId: ticket.id,
      channelAccountId: null,
      direction: 'in',
      visibility: 'private',
      authorKind: 'customer',
      authorId: ticket.requester_id,
      registeredBy: work.actor.kind === 'agent' ? work.actor.id : null,
      at: work.now,
      isAuto: false,
      externalId: null,
      inboundId: null,
      attachmentCount: input.uploadIds.length,
      subject: input.subject,
      text: input.text,
      quotedText: null,
      html: null,
      hasRemoteImages: false,
      from: null,
      to: [],
      cc: [],
      notices: [],
      referenceIds: [],
    },
    work,
  );
  await claimUploads({ uploadIds: input.uploadIds, messageId, ticketId: ticket.id }, work);
  await appendEvents(
    [
      ticketCreated(ticket),
      event('message.added@1', ticketSubject(ticket.id), {
        ticketId: ticket.id,
        version: ticket.version,
        messageId,
        direction: 'in',
        visibility: 'private',
        authorKind: 'customer',
        isAuto: false,
      }),
    ],
    work,
  );
}

/** Our own first words, by mail. Refused before anything is written when there is nowhere to send them. */
async function writeFirst(input: OpenedTicket, ticket: TicketRow, work: Work) {
  if (!(await findReplyTarget({ ticket }, work.tx))) throw new AppError('tickets.no_reply_address');
  await appendEvents([ticketCreated(ticket)], work);
  const { text, uploadIds, withSignature } = input;
  await replyToTicket({ ticketId: ticket.id, text, uploadIds, andThen: 'keep', cc: [], withSignature }, work);
}
