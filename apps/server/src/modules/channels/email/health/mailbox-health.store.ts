import { sql } from 'kysely';
import type { Db } from '../../../../platform/db/database.ts';
import { appendEvents, event } from '../../../../platform/events/index.ts';
import type { Work } from '../../../../platform/work.ts';
import type { MailboxFailure } from '../../channels.tables.ts';
import { recordHealth } from '../mailboxes/mailboxes.store.ts';

/** How one attempt to read a mailbox ended, or went on. */
export type TryOutcome =
  | { kind: 'well' }
  | { kind: 'failed' | 'asked_to_wait' | 'lost'; failure: MailboxFailure };

/**
 * Writes how reading a mailbox goes: its state, with an event when that changes; the outage under way; and what went
 * wrong, counted by cause and hour. A line that was `lost` while it worked is counted and nothing more.
 */
export async function recordTry(
  input: { channelAccountId: string; outcome: TryOutcome },
  work: Work,
): Promise<void> {
  const { channelAccountId, outcome } = input;
  if (outcome.kind !== 'well') await countError({ channelAccountId, cause: outcome.failure.code }, work);
  if (outcome.kind === 'lost') return;
  if (outcome.kind === 'asked_to_wait') return noteWaiting(channelAccountId, work);
  const failure = outcome.kind === 'failed' ? outcome.failure : null;
  await noteOutage({ channelAccountId, failed: failure !== null }, work);
  if (!(await recordHealth({ id: channelAccountId, failure }, work))) return;
  const state = failure ? ('failing' as const) : ('active' as const);
  await appendEvents(
    [event('mailbox.changed@1', { type: 'mailbox', id: channelAccountId }, { channelAccountId, state })],
    work,
  );
}

async function noteOutage(input: { channelAccountId: string; failed: boolean }, work: Work): Promise<void> {
  const { channelAccountId, failed } = input;
  await (failed
    ? sql`insert into mailbox_health as h (channel_account_id, failing_since, failures)
        values (${channelAccountId}, ${work.now}, 1)
        on conflict (channel_account_id) do update set failing_since = coalesce(h.failing_since, excluded.failing_since),
          failures = h.failures + 1, well_since = null, asked_to_wait_since = null`
    : sql`insert into mailbox_health as h (channel_account_id, well_since) values (${channelAccountId}, ${work.now})
        on conflict (channel_account_id) do update set well_since = coalesce(h.well_since, excluded.well_since),
          asked_to_wait_since = null`
  ).execute(work.tx);
}

async function noteWaiting(channelAccountId: string, work: Work): Promise<void> {
  await sql`insert into mailbox_health as h (channel_account_id, asked_to_wait_since)
    values (${channelAccountId}, ${work.now})
    on conflict (channel_account_id) do update
      set asked_to_wait_since = coalesce(h.asked_to_wait_since, excluded.asked_to_wait_since)`.execute(
    work.tx,
  );
}

async function countError(input: { channelAccountId: string; cause: string }, work: Work): Promise<void> {
  await sql`insert into mailbox_errors as e (channel_account_id, cause, hour, count, last_at)
    values (${input.channelAccountId}, ${input.cause}, date_trunc('hour', ${work.now}::timestamptz), 1, ${work.now})
    on conflict (channel_account_id, cause, hour) do update set count = e.count + 1, last_at = excluded.last_at`.execute(
    work.tx,
  );
}

/** Space of the mailbox on its server; null where the server does not tell it any more. */
export async function recordQuota(
  input: { channelAccountId: string; quota: { usedBytes: number; limitBytes: number } | null },
  db: Db,
): Promise<void> {
  const { channelAccountId, quota } = input;
  await sql`update mailbox_health set quota_used_bytes = ${quota?.usedBytes ?? null}::bigint,
      quota_limit_bytes = ${quota?.limitBytes ?? null}::bigint
    where channel_account_id = ${channelAccountId}`.execute(db);
}

/** Errors are kept for two days. */
export async function removeOldErrors(now: Date, db: Db): Promise<void> {
  await sql`delete from mailbox_errors where hour < ${new Date(now.getTime() - 2 * 86_400_000)}`.execute(db);
}
