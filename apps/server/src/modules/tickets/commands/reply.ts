import { sql } from 'kysely';
import { AppError } from '../../../platform/errors.ts';
import { appendEvents, event } from '../../../platform/events/index.ts';
import type { Work } from '../../../platform/work.ts';
import { readSignature } from '../../identity/index.ts';
import { insertMessage } from '../messages.store.ts';
import { answerReferences, answerSubject, categoryWhenWorked, makePreview } from '../tickets.rules.ts';
import {
  getTicketFor,
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
import { claimUploads } from './uploads.ts';

export interface Reply {
  ticketId: string;
  text: string;
  uploadIds: readonly string[];
  andThen: 'keep' | 'close' | 'wait';
  cc: readonly string[];
  withSignature?: boolean | undefined;
  seenMessageId?: string | undefined;
}

/**
 * An agent's answer: message, outgoing row with its Message-ID fixed, owner and status, in the caller's
 * transaction; channels only deliver the row. Answering what nobody has takes it. Refused when the customer
 * wrote something that the writer had not seen.
 */
export async function replyToTicket(
  input: Reply,
  work: Work,
): Promise<{ ticket: TicketRow; messageId: string }> {
  const written = input.text.trim();
  if (written === '' && input.uploadIds.length === 0) throw new AppError('tickets.empty_message');
  const ticket = await getTicketFor({ ticketId: input.ticketId, actor: work.actor, lock: true }, work.tx);
  if (ticket.closed_at) throw new AppError('tickets.closed');
  if (input.seenMessageId) await refuseIfUnseen(ticket, input.seenMessageId, work);
  const route = await findReplyRoute(ticket, work);
  const text = input.withSignature ? await withSignature(written, work) : written;

  const messageId = work.ids.uuid();
  const outboundId = work.ids.uuid();
  const externalId = `${outboundId}@${route.account.address.split('@')[1] ?? 'ventanilla.local'}`;
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
      attachmentCount: input.uploadIds.length,
      subject: envelope.subject,
      text,
      quotedText: null,
      html: null,
      hasRemoteImages: false,
      from: envelope.from,
      to: envelope.to,
      cc: envelope.cc,
      notices: [],
      referenceIds: envelope.references,
    },
    work,
  );
  await claimUploads({ uploadIds: input.uploadIds, messageId, ticketId: ticket.id }, work);
  await work.tx
    .insertInto('outbound_messages')
    .values({
      id: outboundId,
      message_id: messageId,
      ticket_id: ticket.id,
      channel_account_id: route.account.id,
      external_id: externalId,
      envelope: JSON.stringify(envelope),
      state: 'queued',
      next_try_at: work.now,
      leased_until: null,
      sent_at: null,
      server_said: null,
      created_at: work.now,
    })
    .execute();
  const after = await applyToTicket({ ticket, messageId, text: written, input }, work);
  await markSeen(ticket.id, work);
  return { ticket: after, messageId };
}

/** The writer's signature under the text, parted by the line that mail programs know (RFC 3676 §4.3). */
async function withSignature(text: string, work: Work): Promise<string> {
  const isAgent = work.actor.kind === 'agent' && work.actor.id !== null;
  const signature = isAgent ? await readSignature({ agentId: work.actor.id! }, work.tx) : '';
  return signature === '' ? text : `${text}\n\n-- \n${signature}`;
}

async function refuseIfUnseen(ticket: TicketRow, seenMessageId: string, work: Work) {
  const { rows } = await sql`
    select 1 from messages m
    where m.ticket_id = ${ticket.id} and m.author_kind = 'customer' and not m.is_auto
      and (m.at, m.id) > (select s.at, s.id from messages s where s.id = ${seenMessageId} and s.ticket_id = ${ticket.id})
    limit 1`.execute(work.tx);
  if (rows.length > 0) throw new AppError('tickets.stale_version');
}

interface ReplyRoute {
  account: { id: string; name: string; address: string };
  to: string;
  answered: { externalId: string | null; references: string[] };
}

/** The last mail of the customer says where the answer goes and what it refers to; else their address on file. */
async function findReplyRoute(ticket: TicketRow, work: Work): Promise<ReplyRoute> {
  const { rows } = await sql<{
    channel_account_id: string | null;
    external_id: string | null;
    reference_ids: string[];
    from_address: string | null;
  }>`
    select m.channel_account_id, m.external_id, b.reference_ids, b.from_address
    from messages m join message_bodies b on b.message_id = m.id
    where m.ticket_id = ${ticket.id} and m.direction = 'in' and m.author_kind = 'customer' and not m.is_auto
    order by m.at desc, m.id desc limit 1`.execute(work.tx);
  const last = rows[0];
  const to = last?.from_address ?? (await addressOnFile(ticket.requester_id, work));
  if (!to) throw new AppError('tickets.no_reply_address');
  const account = await work.tx
    .selectFrom('channel_accounts')
    .select(['id', 'name', 'address'])
    .where('kind', '=', 'email')
    .orderBy(
      sql`id = ${last?.channel_account_id ?? ticket.channel_account_id} desc nulls last, is_default desc, created_at`,
    )
    .limit(1)
    .executeTakeFirst();
  if (!account) throw new AppError('tickets.no_reply_address');
  const externalId = last?.external_id?.split('#')[0] ?? null;
  return { account, to, answered: { externalId, references: last?.reference_ids ?? [] } };
}

async function addressOnFile(contactId: string, work: Work): Promise<string | null> {
  const row = await work.tx
    .selectFrom('contact_identities')
    .select('value')
    .where('contact_id', '=', contactId)
    .where('kind', '=', 'email')
    .where('superseded_by', 'is', null)
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.value ?? null;
}

function makeEnvelope(input: Reply, ticket: TicketRow, route: ReplyRoute, work: Work): OutboundEnvelope {
  return {
    fromName: `${work.actor.name} · ${route.account.name}`,
    from: route.account.address,
    to: [route.to],
    cc: input.cc.filter((address) => address.toLowerCase() !== route.to.toLowerCase()),
    subject: answerSubject(ticket.subject),
    inReplyTo: route.answered.externalId,
    // Kept newest first in the body, oldest first on the wire.
    references: answerReferences({
      references: [...route.answered.references].reverse(),
      externalId: route.answered.externalId,
    }),
  };
}

async function applyToTicket(
  step: { ticket: TicketRow; messageId: string; text: string; input: Reply },
  work: Work,
): Promise<TicketRow> {
  const { ticket, messageId, text, input } = step;
  const takes = ticket.owner_id === null && work.actor.kind === 'agent';
  const ownerId = takes ? work.actor.id : ticket.owner_id;
  const category =
    input.andThen === 'close'
      ? 'closed'
      : input.andThen === 'wait'
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
      preview: makePreview(text),
      preview_author: 'agent',
      attachment_count: ticket.attachment_count + input.uploadIds.length,
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
      ...statusChanged(ticket, after, input.andThen === 'close' ? 'close' : 'reply'),
    ],
    work,
  );
  return after;
}
