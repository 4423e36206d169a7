import type { IntakeResult } from '@ventanilla/contracts/channels';
import type { Origin } from '@ventanilla/contracts/events';
import { sql } from 'kysely';
import type { Clock } from '../../../../platform/clock.ts';
import type { Db } from '../../../../platform/db/database.ts';
import { keepPlan } from '../../../../platform/db/kept-plans.ts';
import type { RemoteHop } from '../authentication/authenticate-mail.ts';
import type { MailDirection, RawSource } from './raw.store.ts';

/** A waiting mail that this process has for the time of its lease. */
export interface ClaimedMail {
  id: string;
  channelAccountId: string;
  source: RawSource;
  origin: Origin;
  direction: MailDirection;
  /** Of history: the ticket that it opens is closed from its beginning. */
  arrivesClosed: boolean;
  sha256: string;
  receivedAt: Date;
  /** When its own server took it, where that is known. */
  arrivedAt: Date | null;
  /** Address of the envelope, when the way in told it. */
  recipient: string | null;
  /** Who handed it over, where that was somebody outside. */
  remote: RemoteHop | null;
  attempts: number;
  /** Also the proof that the lease is still ours. */
  leasedUntil: Date;
}

export interface AppliedMail {
  mail: ClaimedMail;
  result: IntakeResult;
  /** Set when the mail could not be read and its message only stands in for it. */
  unreadable: Trouble | null;
  /** Whether it is known where the mail came from, so that nobody has to look later. */
  isOriginKnown: boolean;
}

/** What administrators are told of a mail that went wrong. */
export interface Trouble {
  /** Kinds, codes and figures; never the mail's own words. */
  error: string;
  sender: string | null;
  subject: string | null;
}

const senderCharactersMax = 320;
const subjectCharactersMax = 300;

/** Leases what is due, oldest first; a lease that ran out belonged to a process that died. */
export async function claimMails(
  input: { limit: number; leaseMs: number },
  deps: { db: Db; clock: Clock },
): Promise<ClaimedMail[]> {
  const now = deps.clock.now();
  const until = new Date(now.getTime() + input.leaseMs);
  const { rows } = await sql<ClaimedMail>`
    with due as (
      select id from inbound_raw
      where state = 'waiting' and next_try_at <= ${now} and (leased_until is null or leased_until <= ${now})
      order by next_try_at, id limit ${input.limit} for update skip locked)
    update inbound_raw r set leased_until = ${until} from due where r.id = due.id
    returning r.id, r.channel_account_id as "channelAccountId", r.source, r.origin, r.direction, r.arrives_closed as "arrivesClosed", r.sha256,
      r.received_at as "receivedAt", r.arrived_at as "arrivedAt", r.recipient,
      r.remote, r.attempts, r.leased_until as "leasedUntil" ${keepPlan}`.execute(deps.db);
  return rows.sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Ends every lease; only while no process works the queue. */
export async function giveBackMails({ db }: { db: Db }): Promise<void> {
  await sql`update inbound_raw set leased_until = null
    where state = 'waiting' and leased_until is not null`.execute(db);
}

/** Of these, the ids still ours; their rows are locked until the end of the transaction. */
export async function lockClaimed(mails: readonly ClaimedMail[], tx: Db): Promise<Set<string>> {
  if (mails.length === 0) return new Set();
  const { rows } = await sql<{ id: string }>`
    select id from inbound_raw
    where id = any(${mails.map(({ id }) => id)}::uuid[]) and state = 'waiting' and leased_until = ${mails[0]!.leasedUntil}
    order by id for update ${keepPlan}`.execute(tx);
  return new Set(rows.map(({ id }) => id));
}

/** Writes what became of the mails, in the transaction that did it; unreadable ones stay in view. */
export async function finishMails(applied: readonly AppliedMail[], now: Date, tx: Db): Promise<void> {
  if (applied.length === 0) return;
  const rows = JSON.stringify(
    applied.map(({ mail, result, unreadable, isOriginKnown }) => ({
      id: mail.id,
      state: unreadable ? 'set_aside' : 'done',
      result,
      ticket_id: result.ticketId,
      message_id: result.messageId,
      checked: isOriginKnown,
      ...(unreadable ? shownOf(unreadable) : {}),
    })),
  );
  await sql`update inbound_raw r set state = d.state, result = d.result, ticket_id = d.ticket_id,
      message_id = d.message_id, done_at = ${now}, leased_until = null, error = d.error,
      attempts = r.attempts + (d.state = 'set_aside')::int, sender = d.sender, subject = d.subject,
      remote_checked_at = case when d.checked then ${now}::timestamptz end
    from jsonb_to_recordset(${rows}::jsonb) as d(id uuid, state text, result jsonb, ticket_id uuid, message_id uuid,
      checked boolean, error text, sender text, subject text)
    where r.id = d.id ${keepPlan}`.execute(tx);
}

function shownOf({ error, sender, subject }: Trouble): Trouble {
  return {
    error,
    sender: sender?.slice(0, senderCharactersMax) ?? null,
    subject: subject?.slice(0, subjectCharactersMax) ?? null,
  };
}

/** Gives a mail back for later; `counted` failures bring it closer to being set aside. */
export async function postponeMail(
  input: { mail: ClaimedMail; nextTryAt: Date; error: string; counted: boolean },
  db: Db,
): Promise<void> {
  await sql`update inbound_raw set leased_until = null, next_try_at = ${input.nextTryAt},
      error = ${input.error}, attempts = attempts + ${input.counted ? 1 : 0}
    where id = ${input.mail.id} and state = 'waiting' and leased_until = ${input.mail.leasedUntil}`.execute(
    db,
  );
}

/** Puts a mail out of the way, visibly: its bytes and its error stay. */
export async function setMailAside(
  input: { mail: ClaimedMail; result: IntakeResult; trouble: Trouble; now: Date },
  db: Db,
): Promise<void> {
  const { error, sender, subject } = shownOf(input.trouble);
  await sql`update inbound_raw set state = 'set_aside', attempts = attempts + 1, leased_until = null,
      error = ${error}, sender = ${sender}, subject = ${subject}, result = ${JSON.stringify(input.result)}::jsonb, done_at = ${input.now}
    where id = ${input.mail.id} and state = 'waiting' and leased_until = ${input.mail.leasedUntil}`.execute(
    db,
  );
}

export interface IntakeRow {
  id: string;
  state: 'waiting' | 'done' | 'set_aside';
  attempts: number;
  error: string | null;
  result: IntakeResult | null;
}

export async function findIntake(intakeId: string, db: Db): Promise<IntakeRow | null> {
  const { rows } = await sql<IntakeRow>`
    select id, state, attempts, error, result from inbound_raw where id = ${intakeId}`.execute(db);
  return rows[0] ?? null;
}
