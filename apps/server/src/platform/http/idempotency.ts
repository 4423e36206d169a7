import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Actor } from '../actor.ts';
import type { Db } from '../db/database.ts';
import { keepPlan } from '../db/kept-plans.ts';
import { AppError } from '../errors.ts';
import type { Keyring } from '../keyring/keyring.ts';
import type { Work } from '../work.ts';

/** Longest key taken, in characters. */
export const idempotencyKeyLengthMax = 200;
/** How long a result is remembered. */
export const idempotencyHoursKept = 24;

export interface IdempotentRequest {
  key: string;
  /** Hash of operation, path and body: the same key for something else is a mistake of the caller. */
  requestHash: string;
  /** Kept under the installation's key: a body may hold a password, and a plain hash of one can be guessed at. */
  keyring: Pick<Keyring, 'sign' | 'verify'>;
}

const purpose = 'idempotency';

export function hashRequest(parts: { operationId: string; url: string; body: unknown }): string {
  const hash = createHash('sha256').update(parts.operationId).update('\0').update(parts.url).update('\0');
  if (parts.body instanceof Uint8Array) hash.update(parts.body);
  else hash.update(JSON.stringify(parts.body ?? null));
  return hash.digest('base64url');
}

/** Carries a remembered result out of the transaction that found it. */
export class Replayed extends Error {
  readonly result: unknown;
  constructor(result: unknown) {
    super('replayed');
    this.result = result;
  }
}

/**
 * Runs `fn` once per actor and key. The key's row is written in the command's own transaction, so a second
 * request waits for the first on the unique index, then reads its result; a first one that fails leaves nothing.
 */
export async function runOnce<T>(
  request: IdempotentRequest,
  actor: Actor | null,
  work: Work,
  fn: (work: Work) => Promise<T>,
): Promise<T> {
  const who = actor ? `${actor.kind}:${actor.id}` : 'public';
  const inserted = await sql`
    insert into idempotency_keys (actor, key, request_hash, state, created_at)
    values (${who}, ${request.key}, ${request.keyring.sign(request.requestHash, purpose)}, 'running', ${work.now})
    on conflict do nothing returning key ${keepPlan}`.execute(work.tx);
  if (inserted.rows.length === 0) throw await findReplay(who, request, work.tx);
  const result = await fn(work);
  await sql`update idempotency_keys set state = 'done', body = ${JSON.stringify(result ?? null)}
    where actor = ${who} and key = ${request.key} ${keepPlan}`.execute(work.tx);
  return result;
}

async function findReplay(who: string, request: IdempotentRequest, tx: Db): Promise<Error> {
  const row = await tx
    .selectFrom('idempotency_keys')
    .select(['request_hash', 'state', 'body'])
    .where('actor', '=', who)
    .where('key', '=', request.key)
    .executeTakeFirst();
  if (row && !request.keyring.verify(request.requestHash, row.request_hash, purpose))
    return new AppError('http.idempotency_key_reused');
  if (row?.state !== 'done') return new AppError('http.idempotency_in_progress');
  return new Replayed(JSON.parse(row.body ?? 'null'));
}
