import { sql } from 'kysely';
import type { Clock } from '../../../platform/clock.ts';
import type { Db } from '../../../platform/db/database.ts';
import { keepPlan } from '../../../platform/db/kept-plans.ts';
import { AppError } from '../../../platform/errors.ts';
import { appendEvents, event } from '../../../platform/events/index.ts';
import type { Work } from '../../../platform/work.ts';
import { getTicketFor, ticketSubject } from '../tickets.store.ts';
import type { OutboundEnvelope } from '../tickets.tables.ts';

/** One outgoing message as a channel needs it to deliver it. */
export interface OutboundJob {
  id: string;
  messageId: string;
  ticketId: string;
  channelAccountId: string;
  externalId: string;
  envelope: OutboundEnvelope;
  /** This try included. */
  attempts: number;
  text: string;
  html: string | null;
  attachments: {
    sha256: string;
    fileName: string;
    contentType: string;
    contentId: string | null;
    inline: boolean;
  }[];
  createdAt: Date;
}

export type DeliveryOutcome =
  | { kind: 'sent' }
  | { kind: 'local' }
  | { kind: 'retry'; said: string; nextTryAt: Date }
  | { kind: 'failed'; said: string };

/**
 * Leases what is due, oldest first; processes share by row locks. A process that dies gives its lease back when
 * it runs out, and the message then leaves with the same Message-ID.
 */
export async function claimOutbound(
  input: { limit: number; leaseMs: number },
  deps: { db: Db; clock: Clock },
): Promise<OutboundJob[]> {
  const now = deps.clock.now();
  const leasedUntil = new Date(now.getTime() + input.leaseMs);
  const { rows } = await sql<OutboundJob>`
    with due as (
      select id from outbound_messages
      where state = 'queued' and next_try_at <= ${now} and (leased_until is null or leased_until < ${now})
      order by next_try_at, id limit ${input.limit} for update skip locked),
    leased as (
      update outbound_messages o set leased_until = ${leasedUntil}, attempts = o.attempts + 1
      from due where o.id = due.id returning o.*)
    select l.id, l.message_id as "messageId", l.ticket_id as "ticketId", l.channel_account_id as "channelAccountId",
      l.external_id as "externalId", l.envelope, l.attempts, b.text, b.html, l.created_at as "createdAt",
      coalesce((select json_agg(json_build_object('sha256', f.sha256, 'fileName', f.file_name, 'contentType',
        f.content_type, 'contentId', f.content_id, 'inline', f.inline) order by f.position)
        from attachments f where f.message_id = l.message_id), '[]') as attachments
    from leased l join message_bodies b on b.message_id = l.message_id
    order by l.next_try_at, l.id ${keepPlan}`.execute(deps.db);
  return rows;
}

/** Ends every lease; only while no process delivers. */
export async function giveBackOutbound({ db }: { db: Db }): Promise<void> {
  await sql`update outbound_messages set leased_until = null
    where state = 'queued' and leased_until is not null`.execute(db);
}

/** What became of one try. The state and its event are one change; the desk shows it on the message. */
export async function recordDelivery(
  input: { outboundId: string; outcome: DeliveryOutcome },
  work: Work,
): Promise<void> {
  const { outcome } = input;
  const state = outcome.kind === 'retry' ? 'queued' : outcome.kind === 'failed' ? 'failed' : 'sent';
  const said = outcome.kind === 'retry' || outcome.kind === 'failed' ? outcome.said.slice(0, 2000) : null;
  // The ticket first, as everywhere: whoever answers it at the same time waits instead of standing in the way.
  const { rows } = await sql<{ ticket_id: string; version: number; message_id: string }>`
    with held as materialized (
      select t.id, t.version from outbound_messages o join tickets t on t.id = o.ticket_id
      where o.id = ${input.outboundId} for no key update of t)
    update outbound_messages o set state = ${state}, local = ${outcome.kind === 'local'}, leased_until = null,
      next_try_at = ${outcome.kind === 'retry' ? outcome.nextTryAt : null}::timestamptz,
      sent_at = ${state === 'sent' ? work.now : null}::timestamptz, server_said = ${said}
    from held where o.id = ${input.outboundId}
    returning o.ticket_id, held.version, o.message_id ${keepPlan}`.execute(work.tx);
  const sent = rows[0];
  if (!sent) throw new AppError('outbox.not_found');
  await flagTicket(sent.ticket_id, work);
  await appendEvents(
    [
      event('message.delivery_changed@1', ticketSubject(sent.ticket_id), {
        ticketId: sent.ticket_id,
        version: sent.version,
        messageId: sent.message_id,
        outboundId: input.outboundId,
        state,
      }),
    ],
    work,
  );
}

/** Told to the senders when somebody asks for a mail to be tried now: the payload is its mailbox. */
export const outboundAskedChannel = 'ventanilla_outbound_asked';

/** Puts a failed message back in the queue, or one that waits after a failed try at its head, as the same mail. */
export async function retryOutbound({ outboundId }: { outboundId: string }, work: Work): Promise<void> {
  const row = await work.tx
    .selectFrom('outbound_messages')
    .select(['ticket_id', 'message_id', 'channel_account_id'])
    .where('id', '=', outboundId)
    .executeTakeFirst();
  if (!row) throw new AppError('outbox.not_found');
  const ticket = await getTicketFor(
    { ticketId: row.ticket_id, actor: work.actor, lock: true },
    work.tx,
  ).catch(() => {
    throw new AppError('outbox.not_found');
  });
  const { rows } = await sql`update outbound_messages set state = 'queued', next_try_at = ${work.now},
      attempts = case when state = 'failed' then 0 else attempts end
    where id = ${outboundId} and (state = 'failed' or (state = 'queued' and attempts > 0 and leased_until is null))
    returning id`.execute(work.tx);
  if (rows.length === 0) throw new AppError('outbox.not_failed');
  await sql`select pg_notify(${outboundAskedChannel}, ${row.channel_account_id}::text)`.execute(work.tx);
  await flagTicket(ticket.id, work);
  await appendEvents(
    [
      event('message.delivery_changed@1', ticketSubject(ticket.id), {
        ticketId: ticket.id,
        version: ticket.version,
        messageId: row.message_id,
        outboundId,
        state: 'queued',
      }),
    ],
    work,
  );
}

/** The card's mark follows the messages. Not an edit of the ticket: its version stays. */
async function flagTicket(ticketId: string, work: Work) {
  await sql`
    with failed as (
      select exists (select 1 from outbound_messages where ticket_id = ${ticketId} and state = 'failed') as any_failed)
    update tickets set delivery_failed = failed.any_failed from failed
    where id = ${ticketId} and delivery_failed <> failed.any_failed ${keepPlan}`.execute(work.tx);
}
