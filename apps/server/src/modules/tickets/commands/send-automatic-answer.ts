import { appendEvents, event } from '../../../platform/events/index.ts';
import type { Work } from '../../../platform/work.ts';
import { insertMessage } from '../messages.store.ts';
import { insertOutbound } from '../outbound.store.ts';
import { findReplyTarget } from '../queries/reply-target.ts';
import { answerReferences } from '../tickets.rules.ts';
import { getTicketFor, type TicketRow, ticketSubject } from '../tickets.store.ts';
import type { OutboundEnvelope } from '../tickets.tables.ts';

export interface AutomaticAnswer {
  ticketId: string;
  account: { id: string; name: string; address: string };
  to: string;
  subject: string;
  text: string;
  /** Message-ID of the mail answered and what that one refers to, newest first; without angle brackets. */
  answered: { externalId: string; references: readonly string[] };
}

/**
 * Writes what the product answers by itself: a message of the conversation and its row in the queue. It is nobody's
 * answer: owner, status, clocks and what the card says of the last word stay. It leaves from the address that was
 * written to, as an agent's answer does.
 */
export async function sendAutomaticAnswer(
  input: AutomaticAnswer,
  work: Work,
): Promise<{ messageId: string }> {
  const ticket = await getTicketFor({ ticketId: input.ticketId, actor: work.actor, lock: true }, work.tx);
  const account = await asWrittenTo(input, ticket, work);
  const messageId = work.ids.uuid();
  const outboundId = work.ids.uuid();
  const externalId = `${outboundId}@${account.address.split('@')[1] ?? 'ventanilla.local'}`;
  const envelope: OutboundEnvelope = {
    fromName: account.name,
    from: account.address,
    to: [input.to],
    cc: [],
    subject: input.subject,
    inReplyTo: input.answered.externalId,
    references: answerReferences({
      references: [...input.answered.references].reverse(),
      externalId: input.answered.externalId,
    }),
    automatic: true,
  };
  await insertMessage(
    {
      id: messageId,
      ticketId: ticket.id,
      channelAccountId: account.id,
      direction: 'out',
      visibility: 'private',
      authorKind: 'system',
      authorId: null,
      // After the mail that it answers, which is written at the same instant.
      at: new Date(work.now.getTime() + 1),
      isAuto: true,
      externalId,
      inboundId: null,
      attachmentCount: 0,
      subject: input.subject,
      text: input.text,
      quotedText: null,
      html: null,
      hasRemoteImages: false,
      from: envelope.from,
      to: envelope.to,
      cc: [],
      notices: [],
      referenceIds: envelope.references,
    },
    work,
  );
  const row = { id: outboundId, messageId, ticketId: ticket.id, channelAccountId: account.id };
  await insertOutbound({ ...row, externalId, envelope }, work);
  await appendEvents(
    [
      event('message.added@1', ticketSubject(ticket.id), {
        ticketId: ticket.id,
        version: ticket.version,
        messageId,
        direction: 'out',
        visibility: 'private',
        authorKind: 'system',
        isAuto: true,
      }),
    ],
    work,
  );
  return { messageId };
}

/** The mailbox with that of its addresses which the customer knows: where they wrote to an alias, the alias. */
async function asWrittenTo({ account }: AutomaticAnswer, ticket: TicketRow, work: Work) {
  const route = await findReplyTarget({ ticket }, work.tx);
  return route?.account.id === account.id ? { ...account, address: route.account.address } : account;
}
