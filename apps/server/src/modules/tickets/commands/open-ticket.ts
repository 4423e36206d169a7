import type { openingKinds } from '@ventanilla/contracts/new-ticket';
import type { Classifying } from '@ventanilla/contracts/ticket-classification';
import { sql } from 'kysely';
import { AppError } from '../../../platform/errors.ts';
import { appendEvents, event } from '../../../platform/events/index.ts';
import type { Work } from '../../../platform/work.ts';
import { identifyContact, type NewPerson } from '../../directory/index.ts';
import { demandDepartment } from '../../identity/index.ts';
import { applyClassification } from '../classifying/classify-ticket.ts';
import { demandFields } from '../classifying/demand-fields.ts';
import { insertMessage } from '../messages.store.ts';
import { findReplyTarget } from '../queries/reply-target.ts';
import { makePreview } from '../tickets.rules.ts';
import { markSeen, saveTicket, type TicketRow, ticketSubject } from '../tickets.store.ts';
import { answerByVoice } from './answer-by-voice.ts';
import { createTicket, ticketCreated } from './create-ticket.ts';
import { giveNewTicket } from './own-ticket.ts';
import { replyToTicket } from './reply.ts';
import { claimUploads } from './uploads.ts';

/** What is the same for each of several tickets opened at once. */
export interface Opened {
  kind: (typeof openingKinds)[number];
  subject: string;
  text: string;
  ownerId: string | null;
  departmentId: string | null;
  withSignature?: boolean | undefined;
  /** What it is, from its beginning. */
  classification?: Classifying | undefined;
  /** What was answered in the call: it is closed from its beginning. */
  resolution?: string | undefined;
}

type Requester = { contactId: string } | NewPerson;

export interface OpenedTicket extends Opened {
  /** Null, of an internal one: the actor. */
  requester: Requester | null;
  uploadIds: readonly string[];
}

const channelOf = { phone: 'phone', user: 'email', email: 'email', internal: 'internal' } as const;

/**
 * A ticket that somebody opens by hand (P1, W3). `phone`, `user`: the first message is the customer's, written down by
 * the actor, who stays named on it; `email`: the first message is ours and leaves as mail, so whoever writes has the
 * ticket; `internal`: it is a note. Throws what identifying a person, its department and its classification refuse.
 */
export async function openTicket(input: OpenedTicket, work: Work): Promise<TicketRow> {
  const { kind, text, departmentId } = input;
  const person = await identifyContact(input.requester ?? (await actorAsPerson(work)), work);
  if (departmentId) await demandDepartment({ departmentId }, work.tx);
  const messageId = work.ids.uuid();
  const author = kind === 'phone' || kind === 'user' ? 'customer' : 'agent';
  const ticket = await createTicket(
    {
      subject: input.subject,
      requesterId: person.contactId,
      organizationId: person.organizationId,
      channel: channelOf[kind],
      departmentId,
      channelAccountId: null,
      previousTicketId: null,
      at: work.now,
      first: {
        messageId,
        preview: makePreview(text),
        author,
        attachmentCount: kind === 'email' ? 0 : input.uploadIds.length,
      },
    },
    work,
  );
  if (kind === 'email') await writeFirst(input, ticket, work);
  else await writeDown({ ...input, messageId, author }, ticket, work);
  const classified = await classifyNew({ ticketId: ticket.id, asked: input.classification }, work);
  await markSeen(ticket.id, work);
  const given = input.ownerId ? await giveTo(input.ownerId, classified, work) : classified;
  return input.resolution === undefined
    ? given
    : answerByVoice({ ticket: given, text: input.resolution }, work);
}

/** The same for each of several people, once for each: all of them, or none. */
export async function openSeveralTickets(
  { requesters, ...opened }: Opened & { requesters: readonly Requester[] },
  work: Work,
): Promise<TicketRow[]> {
  const people = new Set<string>();
  for (const requester of requesters) people.add((await identifyContact(requester, work)).contactId);
  const tickets: TicketRow[] = [];
  for (const contactId of people)
    tickets.push(await openTicket({ ...opened, requester: { contactId }, uploadIds: [] }, work));
  return tickets;
}

/** Throws `contacts.not_found` for a machine, which asks for nothing itself. */
async function actorAsPerson({ actor, tx }: Work): Promise<NewPerson> {
  const { rows } = await sql<{ name: string; email: string }>`
    select name, email from agents where id = ${actor.kind === 'agent' ? actor.id : null}::uuid`.execute(tx);
  if (!rows[0]) throw new AppError('contacts.not_found');
  const { name, email } = rows[0];
  const emails = [{ address: email, label: 'official' as const }];
  return { name, jobTitle: null, emails, phones: [], organizationId: null };
}

/** Throws `auth.forbidden` for who may not give a ticket to them, and what assigning throws. */
function giveTo(agentId: string, ticket: TicketRow, work: Work): Promise<TicketRow> | TicketRow {
  if (agentId === ticket.owner_id) return ticket;
  const { id, permissions } = work.actor;
  const may = permissions.has('tickets:assign') || (agentId === id && permissions.has('tickets:take'));
  if (!may) throw new AppError('auth.forbidden');
  return giveNewTicket({ ticket, agentId }, work);
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

/** What is different in a first message that the customer said, and in one that the house says to itself. */
const firstMessages = {
  customer: { direction: 'in', visibility: 'private' },
  agent: { direction: 'out', visibility: 'internal' },
} as const;

/** The first words, said by the customer and registered by the actor, or a note of the actor's own. */
async function writeDown(
  { messageId, author, ...input }: OpenedTicket & { messageId: string; author: 'customer' | 'agent' },
  ticket: TicketRow,
  work: Work,
) {
  const { direction, visibility } = firstMessages[author];
  await insertMessage(
    {
      id: messageId,
      ticketId: ticket.id,
      channelAccountId: null,
      direction,
      visibility,
      authorKind: author,
      authorId: author === 'customer' ? ticket.requester_id : work.actor.id,
      registeredBy: author === 'customer' && work.actor.kind === 'agent' ? work.actor.id : null,
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
  const noted = visibility === 'internal' ? await saveTicket(ticket, { note_count: 1 }, work) : ticket;
  await appendEvents(
    [
      ticketCreated(ticket),
      event('message.added@1', ticketSubject(ticket.id), {
        ticketId: ticket.id,
        version: noted.version,
        messageId,
        direction,
        visibility,
        authorKind: author,
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
