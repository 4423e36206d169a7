import { sql } from 'kysely';
import type { Platform } from '../../../../platform/platform.ts';
import type { Work } from '../../../../platform/work.ts';
import { awaitedDays } from './find-place.ts';
import type { ReceivedMessage } from './received-message.ts';

/** What one mail may wait for: In-Reply-To and its newest references. */
const awaitedMax = 10;

/** Remembers what a mail that opened a ticket refers to and is not here. */
export async function awaitReferences(
  input: { ticketId: string; messageId: string; message: ReceivedMessage },
  work: Work,
): Promise<void> {
  const { ticketId, messageId, message } = input;
  const ids = message.referenceIds.slice(0, awaitedMax);
  if (ids.length === 0 || message.isAuto) return;
  await sql`insert into awaited_references (external_id, message_id, ticket_id, channel_account_id, at)
    select r, ${messageId}::uuid, ${ticketId}::uuid, ${message.channelAccountId}::uuid, ${work.now}
    from unnest(${ids}::text[]) r`.execute(work.tx);
}

/** Forgets what nobody waits for any more. */
export async function removeOldAwaited({ db, clock }: Pick<Platform, 'db' | 'clock'>): Promise<void> {
  const limit = new Date(clock.now().getTime() - awaitedDays * 86_400_000);
  await sql`delete from awaited_references where at < ${limit}`.execute(db);
}
