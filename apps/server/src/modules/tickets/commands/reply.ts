import type { AfterReply } from '@ventanilla/contracts/written';
import { sql } from 'kysely';
import { AppError } from '../../../platform/errors.ts';
import { appendEvents, event } from '../../../platform/events/index.ts';
import type { Work } from '../../../platform/work.ts';
import { readSignature } from '../../identity/index.ts';
import { mayTake } from '../demand-rule.ts';
import { signedAnswerAddress, signedMessageId } from '../mail-tokens/signed-addresses.rules.ts';
import { insertMessage } from '../messages.store.ts';
import { insertOutbound } from '../outbound.store.ts';
import { findReplyTarget, type ReplyTarget } from '../queries/reply-target.ts';
import { answerReferences, answerSubject, categoryWhenWorked, makePreview } from '../tickets.rules.ts';
import {
  getTicketToChange,
  markSeen,
  ownerChanged,
  saveTicket,
  statusChanged,
  statusOfCategory,
  statusPatch,
  type TicketRow,
  ticketSubject,
} from '../tickets.store.ts';
import type { OutboundEnvelope } from '../tickets.tables.ts';
import { htmlOfText, withContentIds } from '../written-html.ts';
import { endDraft } from './drafts.ts';
import { settleOutcome } from './settle-outcome.ts';
import { claimUploads } from './uploads.ts';
import { demandContent, readWritten, type Written, type WrittenBody } from './written-message.ts';

export interface Reply extends Written {
  ticketId: string;
  /** Left out: as the rule of the ticket's department says. */
  andThen?: AfterReply | undefined;
  cc: readonly string[];
  bcc?: readonly string[] | undefined;
  withSignature?: boolean | undefined;
  seenMessageId?: string | undefined;
  /** The message that it is an answer to. */
  answersMessageId?: string | undefined;
  /** The address that it leaves from, where its writer chose one. */
  from?: string | null | undefined;
  /** The writer's draft is not this answer: it stays. */
  keepsDraft?: boolean | undefined;
}

/** An answer that nothing speaks against now: what is sent, on which ticket (its row locked) and where to. */
interface ReadyReply {
  body: WrittenBody;
  ticket: TicketRow;
  route: ReplyTarget;
  /** What is done with the ticket in the same step. */
  andThen: AfterReply;
}

/**
 * Throws what would refuse an answer: `tickets.empty_message`, `tickets.not_found`, `tickets.closed`,
 * `tickets.is_spam`, `tickets.fields_missing` where it would close the ticket, `tickets.stale_version` when the customer
 * wrote something that the writer had not seen, `tickets.beyond_scope` and `tickets.beyond_rule` for closing what
 * others close, `tickets.no_reply_address`, `tickets.from_not_available` when the chosen sender sends nothing now,
 * `messages.not_found` when what it answers is no message of the ticket that a customer may see. Files are looked at
 * when they are claimed.
 */
export async function prepareReply(input: Reply, work: Work): Promise<ReadyReply> {
  const body = readWritten(input);
  demandContent(body);
  const ticket = await getTicketToChange({ ticketId: input.ticketId, by: 'tickets:reply' }, work);
  if (ticket.closed_at) throw new AppError('tickets.closed');
  if (ticket.is_spam) throw new AppError('tickets.is_spam');
  if (input.seenMessageId) await refuseIfUnseen(ticket, input.seenMessageId, work);
  const { answersMessageId, from } = input;
  const route = await findReplyTarget({ ticket, answersMessageId, from }, work.tx);
  if (!route) throw new AppError('tickets.no_reply_address');
  const andThen = await settleOutcome({ ticket, asked: input.andThen }, work);
  return { body, ticket, route, andThen };
}

/**
 * An agent's answer: message, outgoing row with its Message-ID fixed, owner and status, in the caller's
 * transaction; channels only deliver the row. Answering what nobody has takes it. The writer's draft ends with it.
 */
export async function replyToTicket(
  input: Reply,
  work: Work,
): Promise<{ ticket: TicketRow; messageId: string }> {
  const { body, ticket, route, andThen } = await prepareReply(input, work);
  const sent = input.withSignature ? await withSignature(body, work) : body;

  const messageId = work.ids.uuid();
  const outboundId = work.ids.uuid();
  const externalId = signedMessageId(
    {
      outboundId,
      ticketNumber: ticket.number,
      to: route.to.address,
      domain: route.account.address.split('@')[1] ?? 'ventanilla.local',
    },
    work.keyring,
  );
  const envelope = makeEnvelope(input, ticket, route, work);
  await insertMessage(
    {
      id: messageId,
      ticketId: ticket.id,
      channelAccountId: route.account.id,
      direction: 'out',
      visibility: 'private',
      authorKind: 'agent',
      authorId: work.actor.id,
      at: work.now,
      isAuto: false,
      externalId,
      inboundId: null,
      answersMessageId: input.answersMessageId ?? null,
      attachmentCount: body.uploadIds.length,
      subject: envelope.subject,
      text: sent.text,
      quotedText: null,
      html: sent.html === null ? null : withContentIds(sent.html),
      hasRemoteImages: false,
      from: envelope.from,
      to: envelope.to,
      cc: envelope.cc,
      bcc: envelope.bcc ?? [],
      notices: [],
      referenceIds: envelope.references,
    },
    work,
  );
  await claimUploads({ ...body, messageId, ticketId: ticket.id }, work);
  const row = { id: outboundId, messageId, ticketId: ticket.id, channelAccountId: route.account.id };
  await insertOutbound({ ...row, externalId, envelope }, work);
  const after = await applyToTicket({ ticket, messageId, body, andThen }, work);
  if (!input.keepsDraft) await endDraft({ ticketId: ticket.id, kind: 'reply' }, work);
  await markSeen(ticket.id, work);
  return { ticket: after, messageId };
}

/** The writer's signature under both forms, parted by the line that mail programs know (RFC 3676 §4.3). */
async function withSignature(body: WrittenBody, work: Work): Promise<Pick<WrittenBody, 'text' | 'html'>> {
  const isAgent = work.actor.kind === 'agent' && work.actor.id !== null;
  const signature = isAgent ? await readSignature({ agentId: work.actor.id! }, work.tx) : '';
  if (signature === '') return body;
  const signed = `-- \n${signature}`;
  const html = body.html === null ? null : body.html + htmlOfText(signed);
  return { text: `${body.text}\n\n${signed}`.trimStart(), html };
}

async function refuseIfUnseen(ticket: TicketRow, seenMessageId: string, work: Work) {
  const { rows } = await sql`
    select 1 from messages m
    where m.ticket_id = ${ticket.id} and m.author_kind = 'customer' and not m.is_auto
      and not exists (
        select 1 from messages s
        where s.id = ${seenMessageId} and s.ticket_id = ${ticket.id} and (s.at, s.id) >= (m.at, m.id))
    limit 1`.execute(work.tx);
  if (rows.length > 0) throw new AppError('tickets.stale_version');
}

function makeEnvelope(input: Reply, ticket: TicketRow, route: ReplyTarget, work: Work): OutboundEnvelope {
  const { account, to } = route;
  const replyTo = account.plusAddresses
    ? signedAnswerAddress(
        { mailbox: account.address, ticketNumber: ticket.number, to: to.address },
        work.keyring,
      )
    : null;
  const addressees = [to.address];
  const cc = without(input.cc, addressees);
  const bcc = without(input.bcc ?? [], [...addressees, ...cc]);
  return {
    fromName: `${work.actor.name} · ${route.account.name}`,
    from: route.account.address,
    to: addressees,
    cc,
    ...(bcc.length > 0 ? { bcc } : {}),
    ...(replyTo === null ? {} : { replyTo }),
    // Whoever never had a mail of this conversation gets no answer but its beginning.
    subject: route.answered.externalId ? answerSubject(ticket.subject) : ticket.subject,
    inReplyTo: route.answered.externalId,
    // Kept newest first in the body, oldest first on the wire.
    references: answerReferences({
      references: [...route.answered.references].reverse(),
      externalId: route.answered.externalId,
    }),
  };
}

/** Each address once, and none that stands before: nobody is in two fields. */
function without(addresses: readonly string[], before: readonly string[]): string[] {
  const seen = new Set(before.map((address) => address.toLowerCase()));
  return addresses.filter((address) => {
    const isNew = !seen.has(address.toLowerCase());
    seen.add(address.toLowerCase());
    return isNew;
  });
}

/** What an answer of ours does to its ticket, whatever way it went. Answering what nobody has takes it. */
export async function applyToTicket(
  step: {
    ticket: TicketRow;
    messageId: string;
    body: Pick<WrittenBody, 'text' | 'uploadIds'>;
    andThen: AfterReply;
  },
  work: Work,
): Promise<TicketRow> {
  const { ticket, messageId, body, andThen } = step;
  const takes = ticket.owner_id === null && (await mayTake(ticket, work));
  const ownerId = takes ? work.actor.id : ticket.owner_id;
  const category =
    andThen === 'close'
      ? 'closed'
      : andThen === 'wait'
        ? 'waiting_customer'
        : categoryWhenWorked(ticket.status_category);
  const status = category === ticket.status_category ? null : await statusOfCategory(category, work.tx);
  const after = await saveTicket(
    ticket,
    {
      owner_id: ownerId,
      our_last_at: work.now,
      activity_at: work.now,
      first_answer_at: ticket.first_answer_at ?? work.now,
      owner_first_answer_at:
        ownerId === work.actor.id ? (ticket.owner_first_answer_at ?? work.now) : ticket.owner_first_answer_at,
      last_message_id: messageId,
      preview: makePreview(body.text),
      preview_author: 'agent',
      attachment_count: ticket.attachment_count + body.uploadIds.length,
      ...(status ? statusPatch(status, work.now) : {}),
    },
    work,
  );
  await appendEvents(
    [
      ...ownerChanged(ticket, after, 'take'),
      event('message.added@1', ticketSubject(ticket.id), {
        ticketId: ticket.id,
        version: after.version,
        messageId,
        direction: 'out',
        visibility: 'private',
        authorKind: 'agent',
        isAuto: false,
      }),
      ...statusChanged(ticket, after, andThen === 'close' ? 'close' : 'reply'),
    ],
    work,
  );
  return after;
}
