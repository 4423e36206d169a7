import { toInstant } from '../../../platform/clock.ts';
import type { Db } from '../../../platform/db/database.ts';

/** The state of an agent's second step. */
export async function readTwoFactor(
  { agentId }: { agentId: string },
  db: Db,
): Promise<{ since: string | null; backupCodesLeft: number }> {
  const row = await db
    .selectFrom('agents as a')
    .select((eb) => [
      'a.two_factor_since',
      eb
        .selectFrom('backup_codes as c')
        .select(eb.fn.countAll<number>().as('left'))
        .whereRef('c.agent_id', '=', 'a.id')
        .where('c.used_at', 'is', null)
        .as('left'),
    ])
    .where('a.id', '=', agentId)
    .executeTakeFirstOrThrow();
  return { since: toInstant(row.two_factor_since), backupCodesLeft: row.left ?? 0 };
}
