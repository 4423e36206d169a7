import { appendEvents, event } from '../../../platform/events/index.ts';
import type { Work } from '../../../platform/work.ts';
import { insertMessage } from '../messages.store.ts';
import { getTicketToChange, markSeen, saveTicket, type TicketRow, ticketSubject } from '../tickets.store.ts';
import { withContentIds } from '../written-html.ts';
import { endDraft } from './drafts.ts';
import { claimUploads } from './uploads.ts';
import { demandContent, readWritten, type Written } from './written-message.ts';

export interface Note extends Written {
  ticketId: string;
  /** Came by mail: the writer's draft is another note, and what had to be said of the mail stands on it. */
  byMail?: { notices: readonly string[] };
}

/**
 * A note that the customer never sees; it moves neither the clocks nor the place in the lists. The writer's draft of
 * one ends with it.
 */
export async function addNote(input: Note, work: Work): Promise<{ ticket: TicketRow; messageId: string }> {
  const body = readWritten(input);
  demandContent(body);
  const ticket = await getTicketToChange({ ticketId: input.ticketId, by: 'tickets:note' }, work);
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
      attachmentCount: body.uploadIds.length,
      subject: null,
      text: body.text,
      quotedText: null,
      html: body.html === null ? null : withContentIds(body.html),
      hasRemoteImages: false,
      from: null,
      to: [],
      cc: [],
      notices: input.byMail?.notices ?? [],
      referenceIds: [],
    },
    work,
  );
  await claimUploads({ ...body, messageId, ticketId: ticket.id }, work);
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
  if (!input.byMail) await endDraft({ ticketId: ticket.id, kind: 'note' }, work);
  await markSeen(ticket.id, work);
  return { ticket: after, messageId };
}
