import { AppError } from '../../../platform/errors.ts';
import type { Work } from '../../../platform/work.ts';
import { demandFields } from '../classifying/demand-fields.ts';
import { demandRule } from '../demand-rule.ts';
import { insertMessage } from '../messages.store.ts';
import type { TicketRow } from '../tickets.store.ts';
import { applyToTicket } from './reply.ts';

/**
 * What somebody of ours answered in a call, written down: it counts as an answer like any other, nothing is sent, and the
 * ticket, made in the same transaction, is closed with it. Throws what closing refuses.
 */
export async function answerByVoice(
  { ticket, text }: { ticket: TicketRow; text: string },
  work: Work,
): Promise<TicketRow> {
  if (!work.actor.permissions.has('tickets:close')) throw new AppError('auth.forbidden');
  await demandRule({ ticket, rule: 'close' }, work);
  await demandFields({ ticket, when: 'close' }, work);
  const messageId = work.ids.uuid();
  await insertMessage(
    {
      id: messageId,
      ticketId: ticket.id,
      channelAccountId: null,
      direction: 'out',
      visibility: 'private',
      authorKind: 'agent',
      authorId: work.actor.id,
      at: work.now,
      isAuto: false,
      externalId: null,
      inboundId: null,
      attachmentCount: 0,
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
  return applyToTicket({ ticket, messageId, body: { text, uploadIds: [] }, andThen: 'close' }, work);
}
