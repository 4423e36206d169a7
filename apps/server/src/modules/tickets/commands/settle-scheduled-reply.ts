import { sql } from 'kysely';
import type { Db } from '../../../platform/db/database.ts';
import { AppError } from '../../../platform/errors.ts';
import { appendEvents, event } from '../../../platform/events/index.ts';
import { cancelTimer, type Timer, type TimerKind, timerTriesMax } from '../../../platform/timers/timers.ts';
import type { Work } from '../../../platform/work.ts';
import { findAgentActor } from '../../identity/index.ts';
import { type DraftRow, findDraft, keepVersion } from '../drafts.store.ts';
import { asDraft, lockScheduled, type ScheduledRow, settleScheduled } from '../scheduled.store.ts';
import { agentIdOf } from '../tickets.policy.ts';
import { getTicketFor, type TicketRow, ticketSubject } from '../tickets.store.ts';
import { returnBesideDraft, returnToDraft } from './drafts.ts';
import { replyToTicket } from './reply.ts';
import { scheduledTimerKey, sendScheduledKind } from './schedule-reply.ts';

interface OwnScheduled {
  ticketId: string;
  scheduledReplyId: string;
}

/** Holds one's own answer that waits, its timer taken away. Throws `tickets.scheduled_not_found`. */
async function takeOwn(input: OwnScheduled, work: Work): Promise<ScheduledRow> {
  const agentId = agentIdOf(work.actor);
  await getTicketFor({ ticketId: input.ticketId, actor: work.actor }, work.tx);
  // Only its author's: a stranger's call must not even touch the timer.
  const { rows } = await sql`
    select 1 from scheduled_replies
    where id = ${input.scheduledReplyId} and ticket_id = ${input.ticketId} and agent_id = ${agentId}`.execute(
    work.tx,
  );
  if (rows.length === 0) throw new AppError('tickets.scheduled_not_found');
  await cancelTimer({ key: scheduledTimerKey(input.scheduledReplyId) }, work);
  const row = await lockScheduled(input.scheduledReplyId, work);
  if (!row) throw new AppError('tickets.scheduled_not_found');
  if (row.state === 'sent') throw new AppError('tickets.already_sent');
  return row;
}

/**
 * Undoes an answer that waits: it is its author's draft again, or, `as` a `version`, only one of its versions. One
 * that was stopped is taken off the ticket; its content went back when it stopped. Asked twice it answers the same.
 */
export async function undoScheduledReply(
  input: OwnScheduled & { as?: 'draft' | 'version' },
  work: Work,
): Promise<DraftRow | null> {
  const row = await takeOwn(input, work);
  const { key, content } = asDraft(row);
  if (row.state !== 'undone') await settleScheduled({ id: row.id, state: 'undone' }, work);
  if (row.state !== 'pending') return findDraft(key, work.tx);
  if (row.later) await tell(row, { type: 'reply.called_off@1' }, work);
  if (input.as !== 'version') return returnToDraft({ key, content }, work);
  await keepVersion(key, { content, reason: 'discarded' }, work);
  return findDraft(key, work.tx);
}

/** Sends an answer that waits before its time. What refuses it is thrown, and it goes on waiting. */
export async function sendScheduledReply(
  input: OwnScheduled,
  work: Work,
): Promise<{ ticket: TicketRow; messageId: string }> {
  const row = await takeOwn(input, work);
  if (row.state !== 'pending') throw new AppError('tickets.scheduled_not_found');
  return send(row, work);
}

async function send(row: ScheduledRow, work: Work): Promise<{ ticket: TicketRow; messageId: string }> {
  const sent = await replyToTicket(
    {
      ticketId: row.ticket_id,
      text: row.text,
      html: row.html ?? undefined,
      uploadIds: row.upload_ids,
      andThen: row.and_then,
      cc: row.cc,
      bcc: row.bcc,
      withSignature: row.with_signature,
      seenMessageId: row.seen_message_id ?? undefined,
      answersMessageId: row.answers_message_id ?? undefined,
      from: row.from_address,
      // What its author writes since is another answer.
      keepsDraft: true,
    },
    work,
  );
  await settleScheduled({ id: row.id, state: 'sent', messageId: sent.messageId }, work);
  return sent;
}

/**
 * Sends an answer when it is due, in its author's name and with what they may do by then. The answer, the row's state
 * and the timer's end are one commit: a process that dies before it leaves all three as they were, and the next one
 * sends. What refuses the answer stops it.
 */
export const sendScheduledTimer: TimerKind = {
  kind: sendScheduledKind,
  async fire(timer, work) {
    const row = await lockScheduled(String(timer.payload['scheduledReplyId']), work);
    if (row?.state !== 'pending') return;
    await sql`savepoint scheduled_reply`.execute(work.tx);
    try {
      await send(row, { ...work, actor: await authorOf(row, work.tx) });
    } catch (error) {
      const reason = reasonToStop(error, timer);
      if (reason === null) throw error;
      await sql`rollback to savepoint scheduled_reply`.execute(work.tx);
      await stop(row, reason, work);
    }
  },
};

async function authorOf(row: ScheduledRow, db: Db) {
  const actor = await findAgentActor({ agentId: row.agent_id }, db);
  if (!actor?.permissions.has('tickets:reply')) throw new AppError('auth.forbidden');
  return actor;
}

/** A refusal is final; what may pass by itself is tried again, and its author is told at the last try. */
function reasonToStop(error: unknown, timer: Timer): string | null {
  if (error instanceof AppError && error.status < 500) return error.code;
  return timer.attempts + 1 >= timerTriesMax ? 'http.internal' : null;
}

/**
 * Stops one for a certain hour because the customer wrote since: its author has it back, and is told. Nothing, where
 * they had seen that message or it is no longer pending.
 */
export async function stopScheduledReply(
  input: { scheduledReplyId: string; messageId: string },
  work: Work,
): Promise<void> {
  const { rows } = await sql`
    select 1 from scheduled_replies r left join messages s on s.id = r.seen_message_id, messages m
    where r.id = ${input.scheduledReplyId} and m.id = ${input.messageId}
      and (s.id is null or (s.at, s.id) < (m.at, m.id))`.execute(work.tx);
  if (rows.length === 0) return;
  await holdScheduledReply({ ...input, reason: 'tickets.stale_version' }, work);
}

/** Stops one that waits, whatever its moment: it is its author's draft again, and the ticket tells why. */
export async function holdScheduledReply(
  input: { scheduledReplyId: string; reason: string },
  work: Work,
): Promise<void> {
  await cancelTimer({ key: scheduledTimerKey(input.scheduledReplyId) }, work);
  const row = await lockScheduled(input.scheduledReplyId, work);
  if (row?.state === 'pending') await stop(row, input.reason, work);
}

async function stop(row: ScheduledRow, reason: string, work: Work): Promise<void> {
  await settleScheduled({ id: row.id, state: 'stopped', reason }, work);
  await returnBesideDraft(asDraft(row), work);
  await tell(row, { type: 'reply.stopped@1', reason }, work);
}

type Told = { type: 'reply.stopped@1'; reason: string } | { type: 'reply.called_off@1' };

/** In the author's name, as the answer would have been. */
async function tell(row: ScheduledRow, told: Told, work: Work): Promise<void> {
  const { rows } = await sql<{ version: number }>`
    select version from tickets where id = ${row.ticket_id}`.execute(work.tx);
  const subject = ticketSubject(row.ticket_id);
  const about = {
    ticketId: row.ticket_id,
    version: rows[0]!.version,
    scheduledReplyId: row.id,
    agentId: row.agent_id,
  };
  const made =
    told.type === 'reply.stopped@1'
      ? event(told.type, subject, { ...about, reason: told.reason })
      : event(told.type, subject, about);
  await appendEvents([made], { ...work, actor: { ...work.actor, kind: 'agent', id: row.agent_id } });
}
