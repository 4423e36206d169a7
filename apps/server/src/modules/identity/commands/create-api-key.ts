import type { Permission } from '@ventanilla/contracts/permissions';
import { permissions } from '@ventanilla/contracts/permissions';
import { systemActor } from '../../../platform/actor.ts';
import { recordAudit } from '../../../platform/audit.ts';
import { AppError } from '../../../platform/errors.ts';
import type { Transact, Work } from '../../../platform/work.ts';
import { hashSecret } from '../identity.rules.ts';
import type { ApiKeyRow } from '../identity.store.ts';

const secretBytes = 32;
const prefixLength = 10;

/**
 * A key that may do what its scopes say, each of which its maker must hold. The secret is in the answer and nowhere
 * else. Throws `api_keys.scope_not_held`.
 */
export async function createApiKey(
  input: { name: string; scopes: readonly Permission[] },
  work: Work,
): Promise<{ key: ApiKeyRow; secret: string }> {
  if (!input.scopes.every((scope) => work.actor.permissions.has(scope)))
    throw new AppError('api_keys.scope_not_held');
  const scopes = [...new Set(input.scopes)];
  const secret = `vk_${work.ids.secret(secretBytes)}`;
  const key = await work.tx
    .insertInto('api_keys')
    .values({
      id: work.ids.uuid(),
      name: input.name,
      prefix: secret.slice(0, prefixLength),
      secret_hash: hashSecret(secret),
      scopes,
      created_by: await makerOf(work),
      created_at: work.now,
      last_used_at: null,
      revoked_at: null,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  await recordAudit(
    { action: 'api_key.created', subjectType: 'api_key', subjectId: key.id, details: { scopes } },
    work,
  );
  return { key, secret };
}

/** The agent behind who acts: a key made by a key is its maker's, and ends with their access too. */
async function makerOf({ actor, tx }: Work): Promise<string | null> {
  if (actor.kind === 'agent') return actor.id;
  if (actor.kind !== 'api_key' || actor.id === null) return null;
  const parent = await tx
    .selectFrom('api_keys')
    .select('created_by')
    .where('id', '=', actor.id)
    .executeTakeFirst();
  return parent?.created_by ?? null;
}

/**
 * The same from the command line, by whoever can reach the database. Answers the secret, to be shown once.
 * Throws `api_keys.unknown_scope` for a scope that does not exist, or when there is none.
 */
export async function createApiKeyFromCli(
  input: { name: string; scopes: readonly string[] },
  deps: { transact: Transact },
): Promise<{ id: string; secret: string }> {
  const known = permissions.join(', ');
  const unknown = input.scopes.find((scope) => !permissions.includes(scope as Permission));
  if (unknown !== undefined || input.scopes.length === 0) {
    throw new AppError('api_keys.unknown_scope', { params: { scope: unknown ?? '', known } });
  }
  const scopes = input.scopes as readonly Permission[];
  return deps.transact({ actor: systemActor }, async (work) => {
    const { key, secret } = await createApiKey({ name: input.name, scopes }, work);
    return { id: key.id, secret };
  });
}
