import type { Db } from '../../../platform/db/database.ts';

/** What stands under an agent's answers where they want it: plain text, empty when they have none. */
export async function readSignature({ agentId }: { agentId: string }, db: Db): Promise<string> {
  const row = await db.selectFrom('agents').select('signature').where('id', '=', agentId).executeTakeFirst();
  return row?.signature ?? '';
}
