import { sql } from 'kysely';
import { systemActor } from '../../../platform/actor.ts';
import type { Platform } from '../../../platform/platform.ts';
import { clearBounceMark } from '../../directory/index.ts';

/** A later mail that nobody sent back for so long has arrived; reports come within minutes, seldom hours. */
export const standsAfterMs = 24 * 3_600_000;

/** Forgets bounces of addresses to which later mail went and stayed. Answers how many. */
export async function clearStandingBounces(
  platform: Pick<Platform, 'db' | 'clock' | 'transact'>,
): Promise<number> {
  const before = new Date(platform.clock.now().getTime() - standsAfterMs);
  const { rows } = await sql<{ id: string }>`
    select i.id from contact_identities i
    where i.bounced_at is not null and exists (
      select 1 from tickets t join outbound_messages o on o.ticket_id = t.id
      where t.requester_id = i.contact_id and o.state = 'sent' and not o.local
        and o.sent_at > i.bounced_at and o.sent_at < ${before} and o.bounces = '[]'::jsonb
        and exists (select 1 from jsonb_array_elements_text((o.envelope->'to') || (o.envelope->'cc')) a
          where lower(a) = i.match_key))`.execute(platform.db);
  for (const { id } of rows) {
    await platform.transact({ actor: systemActor }, (work) =>
      clearBounceMark({ identityId: id, how: 'delivered' }, work),
    );
  }
  return rows.length;
}
