import { AppError } from '../../../platform/errors.ts';
import { appendEvents, event } from '../../../platform/events/index.ts';
import type { Work } from '../../../platform/work.ts';
import { insertMessage } from '../messages.store.ts';
import { getTicketFor, markSeen, saveTicket, type TicketRow, ticketSubject } from '../tickets.store.ts';
import { claimUploads } from './uploads.ts';

/** A note that the customer never sees; it moves neither the clocks nor the place in the lists. */
export async function addNote(
  input: { ticketId: string; text: string; uploadIds: readonly string[] },
  work: Work,
): Promise<{ ticket: TicketRow; messageId: string }> {
  const text = input.text.trim();
  if (text === '' && input.uploadIds.length === 0) throw new AppError('tickets.empty_message');
  const ticket = await getTicketFor({ ticketId: input.ticketId, actor: work.actor, lock: true }, work.tx);
  const messageId = work.ids.uuid();
  await insertMessage(
    {
      id: messageId,
      ticketId: ticket.id,
      channelAccountId: null,
      direction: 'out',
      visibility: 'internal',
      authorKind: 'agent',
      authorId: work.actor.id,
      at: work.now,
      isAuto: false,
      externalId: null,
      inboundId: null,
      attachmentCount: input.uploadIds.length,
      subject: null,
      text,
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
  const after = await saveTicket(ticket, { note_count: ticket.note_count + 1 }, work);
  await appendEvents(
    [
      event('message.added@1', ticketSubject(ticket.id), {
        ticketId: ticket.id,
        version: after.version,
        messageId,
        direction: 'out',
        visibility: 'internal',
        authorKind: 'agent',
        isAuto: false,
      }),
    ],
    work,
  );
  await markSeen(ticket.id, work);
  return { ticket: after, messageId };
}
