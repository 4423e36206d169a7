import type { ApiKey, createApiKey as contract } from '@ventanilla/contracts/identity';
import { Replayed } from '../../platform/http/idempotency.ts';
import type { RouteContext } from '../../platform/http/index.ts';
import type { Platform } from '../../platform/platform.ts';
import { createApiKey } from './commands/create-api-key.ts';
import { toApiKey } from './identity.store.ts';

type Sealed = ApiKey & { sealedSecret: string };
const purpose = 'api-key-answer';

/**
 * The answer to a new key, which a repeated request with the same `Idempotency-Key` gets again. What is remembered
 * for that has the secret sealed, so that the database alone never holds one.
 */
export async function createApiKeyOnce(
  { body, transact }: Pick<RouteContext<typeof contract>, 'body' | 'transact'>,
  { keyring }: Pick<Platform, 'keyring'>,
): Promise<ApiKey & { secret: string }> {
  const { sealedSecret, ...key } = await replayable(() =>
    transact(async (work): Promise<Sealed> => {
      const created = await createApiKey(body, work);
      const { name, kind, permissions } = work.actor;
      const maker = kind === 'agent' ? { name, active: true, permissions: [...permissions] } : null;
      return { ...toApiKey(created.key, maker), sealedSecret: keyring.seal(created.secret, purpose) };
    }),
  );
  return { ...key, secret: keyring.open(sealedSecret, purpose) };
}

async function replayable(run: () => Promise<Sealed>): Promise<Sealed> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof Replayed) return error.result as Sealed;
    throw error;
  }
}
