import { sendLaterDaysMax, sendLaterMsMin } from '@ventanilla/contracts/writing';
import { sql } from 'kysely';
import { AppError } from '../../../platform/errors.ts';
import { appendEvents, event } from '../../../platform/events/index.ts';
import { setTimer } from '../../../platform/timers/timers.ts';
import type { Work } from '../../../platform/work.ts';
import { agentIdOf } from '../tickets.policy.ts';
import { ticketSubject } from '../tickets.store.ts';
import { endDraft } from './drafts.ts';
import { prepareReply, type Reply } from './reply.ts';
import { demandUploads } from './uploads.ts';

/** Kind of the timer that sends an answer when it is due. */
export const sendScheduledKind = 'tickets.send_scheduled';

export function scheduledTimerKey(scheduledReplyId: string): string {
  return `${sendScheduledKind}:${scheduledReplyId}`;
}

const dayMs = 86_400_000;

/** How long an answer can be undone, or when it leaves: one of the two. */
export interface SendMoment {
  delayMs?: number | undefined;
  /** ISO 8601. */
  sendAt?: string | undefined;
}

/**
 * Keeps an answer until it is due; the row and its timer are one change. What would refuse it is said now, while its
 * writer looks on, and `tickets.bad_send_time` for an hour that is past or too far. Nothing else happens before: no
 * message, owner or status, so that undoing leaves no trace; of one for a certain hour only, history tells.
 */
export async function scheduleReply(
  input: Reply & SendMoment,
  work: Work,
): Promise<{ scheduledReplyId: string }> {
  const agentId = agentIdOf(work.actor);
  const { dueAt, later } = readMoment(input, work.now);
  const { body, ticket, andThen } = await prepareReply(input, work);
  await demandUploads(body, work);
  const id = work.ids.uuid();
  // Of one for later, what its writer had seen always counts: days may pass.
  const seenMessageId = input.seenMessageId ?? (later ? ticket.last_message_id : null);
  await sql`
    insert into scheduled_replies (id, ticket_id, agent_id, due_at, and_then, text, html, cc, bcc, upload_ids,
      with_signature, seen_message_id, answers_message_id, from_address, later,
      created_at)
    values (${id}, ${ticket.id}, ${agentId}, ${dueAt}, ${andThen}, ${body.text}, ${body.html},
      ${[...input.cc]}::text[], ${[...(input.bcc ?? [])]}::text[], ${body.uploadIds}::uuid[],
      ${input.withSignature ?? false}, ${seenMessageId}::uuid, ${input.answersMessageId ?? null}::uuid,
      ${input.from ?? null}, ${later},
      ${work.now})`.execute(work.tx);
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
  if (later) {
    const about = { ticketId: ticket.id, version: ticket.version, scheduledReplyId: id, agentId };
    await appendEvents(
      [event('reply.scheduled@1', ticketSubject(ticket.id), { ...about, dueAtMs: dueAt.getTime() })],
      work,
    );
  }
  return { scheduledReplyId: id };
}

function readMoment({ delayMs, sendAt }: SendMoment, now: Date): { dueAt: Date; later: boolean } {
  if (sendAt === undefined && delayMs !== undefined)
    return { dueAt: new Date(now.getTime() + delayMs), later: false };
  const dueMs = Date.parse(sendAt ?? '');
  const waitMs = dueMs - now.getTime();
  const isGood = delayMs === undefined && waitMs >= sendLaterMsMin && waitMs <= sendLaterDaysMax * dayMs;
  if (!isGood) throw new AppError('tickets.bad_send_time');
  return { dueAt: new Date(dueMs), later: true };
}
