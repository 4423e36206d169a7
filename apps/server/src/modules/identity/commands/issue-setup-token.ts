import { sql } from 'kysely';
import { systemActor } from '../../../platform/actor.ts';
import type { Platform } from '../../../platform/platform.ts';
import { setupTokenHours } from '../identity.config.ts';
import { hashSecret } from '../identity.rules.ts';
import { hasAgents, setupLock } from '../identity.store.ts';

/**
 * A token for the link `<url>/setup#token=…` by which the first administrator is made, good for 24 h and for one
 * use; earlier ones end. Null once there is an agent. Only its hash is stored.
 */
export async function issueSetupToken(platform: Pick<Platform, 'transact' | 'ids'>): Promise<string | null> {
  const token = platform.ids.secret(32);
  return platform.transact({ actor: systemActor }, async ({ tx, now }) => {
    await sql`select pg_advisory_xact_lock(${setupLock})`.execute(tx);
    await tx.deleteFrom('setup_tokens').where('used_at', 'is', null).execute();
    if (await hasAgents(tx)) return null;
    const expires_at = new Date(now.getTime() + setupTokenHours * 60 * 60 * 1000);
    await tx
      .insertInto('setup_tokens')
      .values({ token_hash: hashSecret(token), created_at: now, expires_at, used_at: null })
      .execute();
    return token;
  });
}
