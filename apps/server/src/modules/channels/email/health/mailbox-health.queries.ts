import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../../../../platform/db/database.ts';
import type { MailboxFailure } from '../../channels.tables.ts';

const minuteMs = 60_000;
const slotMs = 5 * minuteMs;
const lagMs = 120 * minuteMs;
const dayMs = 24 * 60 * minuteMs;
/** Mails that the delay of a mailbox is reckoned from. */
const lastMails = 10;

export interface HealthRow {
  id: string;
  has_imap: boolean;
  state: 'active' | 'paused' | 'failing';
  last_error: MailboxFailure | null;
  last_fetched_at: Date | null;
  failing_since: Date | null;
  well_since: Date | null;
  asked_to_wait_since: Date | null;
  quota_used_bytes: number | null;
  quota_limit_bytes: number | null;
  today: number;
  lag_seconds: number | null;
  waiting: number;
  oldest_at: Date | null;
  next_try_at: Date | null;
  stopped_since: Date | null;
  has_smtp: boolean;
}

/** From its server's taking a mail, or ours where it came to us directly, to its ticket. */
const lagOf = (mail: string): RawBuilder<number> =>
  sql<number>`greatest(0, extract(epoch from ${sql.ref(`${mail}.done_at`)} - coalesce(${sql.ref(`${mail}.arrived_at`)}, ${sql.ref(`${mail}.received_at`)})))`;

/** Every mailbox with how mail comes into it and leaves it, oldest first. `midnight`: when today began. */
export async function readHealth(input: { now: Date; midnight: Date }, db: Db): Promise<HealthRow[]> {
  const { now, midnight } = input;
  const since = new Date(now.getTime() - lagMs);
  const { rows } = await sql<HealthRow>`
    select c.id, jsonb_typeof(c.settings -> 'imap') = 'object' as has_imap,
      jsonb_typeof(c.settings -> 'smtp') = 'object' as has_smtp, c.state, c.last_error, c.last_fetched_at,
      h.failing_since, h.well_since, h.asked_to_wait_since, h.quota_used_bytes, h.quota_limit_bytes, d.today,
      l.lag_seconds, coalesce(o.waiting, 0) as waiting, o.oldest_at, o.next_try_at, o.stopped_since
    from channel_accounts c
    left join mailbox_health h on h.channel_account_id = c.id
    cross join lateral (
      select count(*)::int as today from inbound_raw r
      where r.channel_account_id = c.id and r.origin = 'live' and r.direction = 'in' and r.received_at >= ${midnight}) d
    cross join lateral (
      select avg(seconds)::int as lag_seconds from (
        select ${lagOf('r')} as seconds from inbound_raw r
        where r.channel_account_id = c.id and r.origin = 'live' and r.direction = 'in' and r.received_at >= ${since}
          and r.done_at is not null
        order by r.received_at desc limit ${lastMails}) x) l
    left join (${outgoing}) o on o.channel_account_id = c.id
    where c.kind = 'email' order by c.created_at, c.id`.execute(db);
  return rows;
}

/** What waits to leave. It has stopped since the oldest mail that failed and waits, unless another left after it. */
const outgoing = sql`
  select w.channel_account_id, w.waiting, w.oldest_at, w.next_try_at,
    case when w.tried_at is null or exists (
      select 1 from outbound_messages s where s.channel_account_id = w.channel_account_id and s.state = 'sent'
        and s.created_at >= w.tried_at and s.sent_at > w.tried_at) then null else w.tried_at end as stopped_since
  from (
    select channel_account_id, count(*)::int as waiting, min(created_at) as oldest_at, min(next_try_at) as next_try_at,
      min(created_at) filter (where server_said is not null) as tried_at
    from outbound_messages where state = 'queued' group by channel_account_id) w`;

export interface StoppedRow {
  id: string;
  address: string;
  stopped_since: Date | null;
  sending_told_at: Date | null;
  /** What the other server said of the oldest that waits. */
  server_said: string | null;
}

/** Mailboxes that nothing leaves from, and those of which administrators were told so. */
export async function readStopped(db: Db): Promise<StoppedRow[]> {
  const { rows } = await sql<StoppedRow>`
    select c.id, c.address, o.stopped_since, h.sending_told_at, (
      select m.server_said from outbound_messages m
      where m.channel_account_id = c.id and m.state = 'queued' and m.server_said is not null
      order by m.created_at limit 1) as server_said
    from channel_accounts c left join mailbox_health h on h.channel_account_id = c.id
    left join (${outgoing}) o on o.channel_account_id = c.id
    where c.state <> 'paused' and (o.stopped_since is not null or h.sending_told_at is not null)
    for update of c skip locked`.execute(db);
  return rows;
}

/** How many mailboxes need somebody: they cannot be read, or nothing leaves from them. */
export async function countFailing(db: Db): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from channel_accounts c left join (${outgoing}) o on o.channel_account_id = c.id
    where c.kind = 'email' and (c.state = 'failing' or (c.state <> 'paused' and o.stopped_since is not null))`.execute(
    db,
  );
  return rows[0]!.count;
}

/** Mean delay of all mailboxes in slots of five minutes over two hours, oldest first. */
export async function readLag(now: Date, db: Db): Promise<{ at: Date; seconds: number | null }[]> {
  const end = Math.ceil(now.getTime() / slotMs) * slotMs;
  const begin = end - lagMs;
  const { rows } = await sql<{ slot: number; seconds: number }>`
    select floor((extract(epoch from r.done_at) * 1000 - ${begin}::float8) / ${slotMs})::int as slot,
      avg(${lagOf('r')})::int as seconds
    from channel_accounts c join inbound_raw r on r.channel_account_id = c.id
    where r.origin = 'live' and r.direction = 'in' and r.received_at >= ${new Date(begin)} and r.done_at >= ${new Date(begin)}
    group by 1`.execute(db);
  const bySlot = new Map(rows.map(({ slot, seconds }) => [slot, seconds]));
  return Array.from({ length: lagMs / slotMs }, (_, slot) => ({
    at: new Date(begin + slot * slotMs),
    seconds: bySlot.get(slot) ?? null,
  }));
}

export interface ErrorRow {
  kind: 'incoming' | 'outgoing' | 'bounce' | 'unreadable' | 'alarm';
  cause: string | null;
  count: number;
  last_at: Date;
  mailbox_id: string;
  address: string;
}

/** What went wrong in 24 hours, by kind, cause and mailbox; the latest first. */
export async function readErrors(input: { now: Date; limit: number }, db: Db): Promise<ErrorRow[]> {
  const since = new Date(input.now.getTime() - dayMs);
  const { rows } = await sql<ErrorRow>`
    select e.kind, e.cause, e.count, e.last_at, c.id as mailbox_id, c.address from (
      select 'incoming' as kind, cause, sum(count)::int as count, max(last_at) as last_at, channel_account_id
      from mailbox_errors where last_at >= ${since} and hour >= ${new Date(since.getTime() - 60 * minuteMs)}
      group by cause, channel_account_id
      union all
      select 'outgoing', null, count(*)::int, max(created_at), channel_account_id from outbound_messages
      where created_at >= ${since} and (state = 'failed' or (state = 'queued' and server_said is not null))
      group by channel_account_id
      union all
      select 'bounce', null, count(*)::int, max(o.created_at), o.channel_account_id from outbound_messages o
      where o.created_at >= ${since} and o.bounces <> '[]' group by o.channel_account_id
      union all
      select 'unreadable', null, count(*)::int, max(received_at), channel_account_id from inbound_raw
      where state = 'set_aside' and received_at >= ${since} group by channel_account_id
      union all
      select 'alarm', null, sum(mails)::int, max(last_at), channel_account_id from mail_alarms
      where last_at >= ${since} group by channel_account_id) e
    join channel_accounts c on c.id = e.channel_account_id
    order by e.last_at desc limit ${input.limit}`.execute(db);
  return rows;
}

/** When today began by a clock of that zone. */
export async function midnightOf(input: { now: Date; timeZone: string }, db: Db): Promise<Date> {
  const { rows } = await sql<{ at: Date }>`
    select date_trunc('day', ${input.now}::timestamptz at time zone ${input.timeZone}) at time zone ${input.timeZone} as at`.execute(
    db,
  );
  return rows[0]!.at;
}
