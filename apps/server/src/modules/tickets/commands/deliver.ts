import type { RefusedRecipient } from '@ventanilla/contracts/ticket-message';
import { sql } from 'kysely';
import { type Clock, toInstant } from '../../../platform/clock.ts';
import type { Db } from '../../../platform/db/database.ts';
import { keepPlan } from '../../../platform/db/kept-plans.ts';
import { AppError } from '../../../platform/errors.ts';
import { appendEvents, event } from '../../../platform/events/index.ts';
import type { Work } from '../../../platform/work.ts';
import { waitingRecipients } from '../outbound.rules.ts';
import { getTicketToChange, ticketSubject } from '../tickets.store.ts';
import type { OutboundEnvelope } from '../tickets.tables.ts';

const minuteMs = 60_000;
const saidMax = 2_000;

/** One outgoing message as a channel needs it to deliver it. */
export interface OutboundJob {
  id: string;
  messageId: string;
  ticketId: string;
  channelAccountId: string;
  externalId: string;
  envelope: OutboundEnvelope;
  /** Who has not got it yet, and was not refused. */
  recipients: string[];
  /** This try included. */
  attempts: number;
  triedSince: Date;
  text: string;
  html: string | null;
  attachments: {
    id: string;
    sizeBytes: number;
    /** It travels as a link. */
    link: { id: string; expiresAt: string } | null;
    sha256: string;
    fileName: string;
    contentType: string;
    contentId: string | null;
    inline: boolean;
  }[];
  createdAt: Date;
}

/** What one try came to. A recipient named by neither list nor `rest` keeps its state. */
export interface DeliveryOutcome {
  /** Addresses that the server took, or `all` that were waiting. */
  accepted: readonly string[] | 'all';
  /** Addresses that the server refused for good, with its words. */
  refused: readonly { address: string; said: string }[];
  /** What becomes of the recipients that are left; null: none is. */
  rest: { kind: 'retry'; said: string; nextTryAt: Date } | { kind: 'failed'; said: string } | null;
  local: boolean;
}

/** How many mails of one mailbox may be under way more. */
export interface SendingPlace {
  channelAccountId: string;
  places: number;
  /** Tries a minute, of all processes together; null: as many as there are places. */
  perMinute: number | null;
  /** Its server is left in peace: only what was never tried is taken, to tell its writer why it waits. */
  untriedOnly: boolean;
}

type ClaimedRow = Omit<OutboundJob, 'recipients'> & { delivered: string[]; refused: RefusedRecipient[] };

/**
 * Leases what is due, oldest first, each mailbox from a queue of its own; processes share by row locks. A process
 * that dies gives its lease back when it runs out, and the message then leaves with the same Message-ID.
 */
export async function claimOutbound(
  input: { places: readonly SendingPlace[]; limit: number; leaseMs: number },
  deps: { db: Db; clock: Clock },
): Promise<OutboundJob[]> {
  const now = deps.clock.now();
  const leasedUntil = new Date(now.getTime() + input.leaseMs);
  const { places } = input;
  const { rows } = await sql<ClaimedRow>`
    with due as (
      select o.id from unnest(${places.map((each) => each.channelAccountId)}::uuid[],
        ${places.map((each) => each.places)}::int[], ${places.map((each) => each.perMinute)}::int[],
        ${places.map((each) => each.untriedOnly)}::bool[]) as p(account_id, places, per_minute, untried_only)
      cross join lateral (
        select o.id, o.next_try_at from outbound_messages o
        where o.channel_account_id = p.account_id and o.state = 'queued' and o.next_try_at <= ${now}
          and (o.leased_until is null or o.leased_until < ${now}) and (o.attempts = 0 or not p.untried_only)
        order by o.next_try_at, o.id
        limit case when p.per_minute is null then p.places else least(p.places, greatest(0, p.per_minute - (
          select count(*) from outbound_messages t where t.channel_account_id = p.account_id
            and t.last_try_at > ${new Date(now.getTime() - minuteMs)}))) end
        for update skip locked) o
      order by o.next_try_at, o.id limit ${input.limit}),
    leased as (
      update outbound_messages o set leased_until = ${leasedUntil}, attempts = o.attempts + 1,
        last_try_at = ${now}, tried_since = coalesce(o.tried_since, ${now})
      from due where o.id = due.id returning o.*)
    select l.id, l.message_id as "messageId", l.ticket_id as "ticketId", l.channel_account_id as "channelAccountId",
      l.external_id as "externalId", l.envelope, l.attempts, l.tried_since as "triedSince", b.text, b.html,
      l.created_at as "createdAt", l.delivered_to as delivered, l.refused,
      coalesce((select json_agg(json_build_object('id', f.id, 'sizeBytes', f.size_bytes, 'link', (
        select json_build_object('id', k.id, 'expiresAt', k.expires_at) from file_links k where k.attachment_id = f.id),
        'sha256', f.sha256, 'fileName', f.file_name, 'contentType',
        f.content_type, 'contentId', f.content_id, 'inline', f.inline) order by f.position)
        from attachments f where f.message_id = l.message_id), '[]') as attachments
    from leased l join message_bodies b on b.message_id = l.message_id
    order by l.next_try_at, l.id ${keepPlan}`.execute(deps.db);
  return rows.map(({ delivered, refused, ...job }) => ({
    ...job,
    recipients: waitingRecipients({ envelope: job.envelope, delivered, refused }),
  }));
}

/** Goes on holding what is still under way. */
export async function renewLeases(
  input: { outboundIds: readonly string[]; leaseMs: number },
  { db, clock }: { db: Db; clock: Clock },
): Promise<void> {
  const until = new Date(clock.now().getTime() + input.leaseMs);
  await sql`update outbound_messages set leased_until = ${until}
    where id = any(${[...input.outboundIds]}::uuid[]) and state = 'queued' and leased_until is not null`.execute(
    db,
  );
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
  // The ticket first, as everywhere: whoever answers it at the same time waits instead of standing in the way.
  const { rows } = await sql<HeldRow>`
    with held as materialized (
      select t.id, t.version from outbound_messages o join tickets t on t.id = o.ticket_id
      where o.id = ${input.outboundId} for no key update of t)
    select o.ticket_id, held.version, o.message_id, o.envelope, o.delivered_to, o.refused
    from outbound_messages o, held where o.id = ${input.outboundId} ${keepPlan}`.execute(work.tx);
  const mail = rows[0];
  if (!mail) throw new AppError('outbox.not_found');
  const after = stateAfter(mail, input.outcome, work.now);
  await sql`
    update outbound_messages o set state = ${after.state}, local = ${input.outcome.local}, leased_until = null,
      next_try_at = ${after.nextTryAt}::timestamptz, delivered_to = ${after.delivered}::text[],
      refused = ${JSON.stringify(after.refused)}::jsonb,
      sent_at = ${after.state === 'sent' ? work.now : null}::timestamptz, server_said = ${after.said}
    where o.id = ${input.outboundId} ${keepPlan}`.execute(work.tx);
  await flagTicket(mail.ticket_id, work);
  const subject = ticketSubject(mail.ticket_id);
  const about = {
    ticketId: mail.ticket_id,
    version: mail.version,
    messageId: mail.message_id,
    outboundId: input.outboundId,
  };
  const count = after.refused.length - mail.refused.length;
  await appendEvents(
    [
      event('message.delivery_changed@1', subject, { ...about, state: after.state }),
      ...(count > 0 && after.state !== 'failed'
        ? [event('message.recipients_refused@1', subject, { ...about, count })]
        : []),
    ],
    work,
  );
}

interface HeldRow {
  ticket_id: string;
  version: number;
  message_id: string;
  envelope: OutboundEnvelope;
  delivered_to: string[];
  refused: RefusedRecipient[];
}

/** What the row says after a try. */
function stateAfter(mail: HeldRow, outcome: DeliveryOutcome, now: Date) {
  const before = { envelope: mail.envelope, delivered: mail.delivered_to, refused: mail.refused };
  const accepted = outcome.accepted === 'all' ? waitingRecipients(before) : outcome.accepted;
  const delivered = [...new Set([...mail.delivered_to, ...accepted])];
  const at = toInstant(now);
  const newly = outcome.refused.map(({ address, said }) => ({ address, said, at, settled: null }));
  let refused: RefusedRecipient[] = [...mail.refused, ...newly];
  const left = waitingRecipients({ envelope: mail.envelope, delivered, refused });
  const { rest } = outcome;
  const said = rest?.said.slice(0, saidMax) ?? null;
  // Left without a word: somebody corrected an address while the mail was under way.
  if (left.length > 0 && rest?.kind !== 'failed')
    return { state: 'queued' as const, delivered, refused, said, nextTryAt: rest?.nextTryAt ?? now };
  // Some have it: that the others do not is a matter of each of them, no longer of the mail.
  if (rest?.kind === 'failed' && delivered.length > 0)
    refused = [...refused, ...left.map((address) => ({ address, said: rest.said, at, settled: null }))];
  if (delivered.length > 0)
    return { state: 'sent' as const, delivered, refused, said: null, nextTryAt: null };
  const words = said ?? outcome.refused.at(-1)?.said.slice(0, saidMax) ?? null;
  return { state: 'failed' as const, delivered, refused, said: words, nextTryAt: null };
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
  const ticket = await getTicketToChange(
    { ticketId: row.ticket_id, by: 'tickets:reply', absent: 'outbox.not_found' },
    work,
  );
  const { rows } = await sql`update outbound_messages set state = 'queued', next_try_at = ${work.now},
      attempts = case when state = 'failed' then 0 else attempts end,
      tried_since = case when state = 'failed' then null else tried_since end,
      refused = case when state = 'failed' then '[]' else refused end
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

/**
 * The card's mark follows the messages: what came back stays until a later one went, also where the report was faster
 * than our own record of the delivery. Not an edit of the ticket: its version stays.
 */
export async function flagTicket(ticketId: string, work: Work) {
  await sql`
    with failed as (
      select exists (select 1 from outbound_messages o where o.ticket_id = ${ticketId} and (o.state = 'failed'
        or o.refused @> '[{"settled": null}]' or o.bounces @> '[{"permanent": true}]' and not exists (
          select 1 from outbound_messages later where later.ticket_id = o.ticket_id and later.created_at > o.created_at
            and later.state = 'sent' and later.bounces = '[]'))) as any_failed)
    update tickets set delivery_failed = failed.any_failed from failed
    where id = ${ticketId} and delivery_failed <> failed.any_failed ${keepPlan}`.execute(work.tx);
}
