import { sql } from 'kysely';
import { setTimer } from '../../../platform/timers/timers.ts';
import type { Work } from '../../../platform/work.ts';
import { agentIdOf } from '../tickets.policy.ts';
import { endDraft } from './drafts.ts';
import { prepareReply, type Reply } from './reply.ts';
import { demandUploads } from './uploads.ts';

/** Kind of the timer that sends an answer when it is due. */
export const sendScheduledKind = 'tickets.send_scheduled';

export function scheduledTimerKey(scheduledReplyId: string): string {
  return `${sendScheduledKind}:${scheduledReplyId}`;
}

/**
 * Keeps an answer until it is due; the row and its timer are one change. What would refuse it is said now, while its
 * writer looks on. Nothing else happens before: no message, owner, status or event, so that undoing leaves no trace.
 */
export async function scheduleReply(
  input: Reply & { delayMs: number },
  work: Work,
): Promise<{ scheduledReplyId: string }> {
  const agentId = agentIdOf(work.actor);
  const { body, ticket } = await prepareReply(input, work);
  await demandUploads(body, work);
  const id = work.ids.uuid();
  const dueAt = new Date(work.now.getTime() + input.delayMs);
  await sql`
    insert into scheduled_replies (id, ticket_id, agent_id, due_at, and_then, text, html, cc, upload_ids,
      with_signature, seen_message_id, answers_message_id, created_at)
    values (${id}, ${ticket.id}, ${agentId}, ${dueAt}, ${input.andThen}, ${body.text}, ${body.html},
      ${[...input.cc]}::text[], ${body.uploadIds}::uuid[], ${input.withSignature ?? false},
      ${input.seenMessageId ?? null}::uuid, ${input.answersMessageId ?? null}::uuid, ${work.now})`.execute(
    work.tx,
  );
  await setTimer(
    {
      key: scheduledTimerKey(id),
      kind: sendScheduledKind,
      dueAt,
      subject: { type: 'ticket', id: ticket.id },
      payload: { scheduledReplyId: id },
    },
    work,
  );
  await endDraft({ ticketId: ticket.id, kind: 'reply' }, work);
  return { scheduledReplyId: id };
}
