import { sql } from 'kysely';
import type { Work } from '../../../platform/work.ts';
import { outboundAskedChannel } from './deliver.ts';

/** What waits after a failure is tried at once: its mailbox was mended. */
export async function hurryOutbound(
  { channelAccountId }: { channelAccountId: string },
  { tx, now }: Pick<Work, 'tx' | 'now'>,
): Promise<void> {
  await sql`update outbound_messages set next_try_at = ${now}
    where channel_account_id = ${channelAccountId} and state = 'queued' and attempts > 0
      and leased_until is null and next_try_at > ${now}`.execute(tx);
  await sql`select pg_notify(${outboundAskedChannel}, ${channelAccountId}::text)`.execute(tx);
}

/** How many mails are to leave by a mailbox yet. */
export async function countQueued(
  { channelAccountId }: { channelAccountId: string },
  { tx }: Pick<Work, 'tx'>,
): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from outbound_messages
    where channel_account_id = ${channelAccountId} and state = 'queued'`.execute(tx);
  return rows[0]!.n;
}
