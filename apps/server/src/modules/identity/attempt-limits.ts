import { sql } from 'kysely';
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/db/database.ts';
import { AppError } from '../../platform/errors.ts';
import type { Keyring } from '../../platform/keyring/keyring.ts';
import {
  attemptsPerAddress,
  attemptsPerAddressAndEmail,
  attemptsPerAgent,
  attemptsPerEmail,
  attemptWindowMs,
  linkAttemptsPerAddress,
  resetMailsPerEmail,
  resetRequestsPerAddress,
  setupAttemptsPerAddress,
} from './identity.config.ts';
import { clientNetwork, normalizeEmail } from './identity.rules.ts';

/**
 * Limits of guessing, shared by every process through the database. An attempt is counted before the password is
 * looked at, so that many at once count as many.
 */
export interface AttemptLimits {
  /** Throws `http.rate_limited` with the seconds to wait. */
  countSignIn(input: { ip: string; email: string }): Promise<void>;
  /** A right password: its e-mail starts anew and its address gets back the one attempt. */
  forgiveSignIn(input: { ip: string; email: string }): Promise<void>;
  countSetup(input: { ip: string }): Promise<void>;
  /** Uses of the links of mails. */
  countLink(input: { ip: string }): Promise<void>;
  countResetRequest(input: { ip: string }): Promise<void>;
  /** Whether another mail with a link may go to this address; counted for addresses that nobody has, too. */
  mayMailReset(input: { email: string }): Promise<boolean>;
  /** One's own password, asked again; and codes of the second step. A right one gives all attempts back. */
  countOwn(input: { what: OwnSecret; agentId: string }): Promise<void>;
  forgiveOwn(input: { what: OwnSecret; agentId: string }): Promise<void>;
}

export type OwnSecret = 'own-password' | 'second-step';

export function createAttemptLimits(deps: { db: Db; clock: Clock; keyring: Keyring }): AttemptLimits {
  const { db, clock, keyring } = deps;
  let cleanedAtMs = 0;
  const addressKey = (ip: string) => `sign-in:${clientNetwork(ip)}`;
  // The e-mail is not kept in clear.
  const sealed = (email: string) => keyring.sign(normalizeEmail(email), 'rate-limit');
  const emailKey = (email: string) => `sign-in:email:${sealed(email)}`;
  const pairKey = (input: { ip: string; email: string }) =>
    `sign-in:${clientNetwork(input.ip)}:${sealed(input.email)}`;

  /** Counts; answers the seconds to wait where there were too many. */
  async function hit(key: string, hitsMax: number): Promise<number | null> {
    const now = clock.now();
    const windowStart = new Date(now.getTime() - attemptWindowMs);
    const { rows } = await sql<{ window_started_at: Date; hits: number }>`
      insert into rate_limits as r (key, window_started_at, hits) values (${key}, ${now}, 1)
      on conflict (key) do update set
        hits = case when r.window_started_at <= ${windowStart} then 1 else r.hits + 1 end,
        window_started_at = case when r.window_started_at <= ${windowStart} then ${now} else r.window_started_at end
      returning window_started_at, hits`.execute(db);
    const row = rows[0];
    if (!row || row.hits <= hitsMax) return null;
    return Math.max(1, Math.ceil((row.window_started_at.getTime() + attemptWindowMs - now.getTime()) / 1000));
  }

  async function demand(key: string, hitsMax: number) {
    const seconds = await hit(key, hitsMax);
    if (seconds === null) return;
    throw new AppError('http.rate_limited', {
      params: { seconds },
      headers: { 'retry-after': String(seconds) },
    });
  }

  /** Windows that are over, and sessions nobody can use any more; once per window and process. */
  async function clean() {
    const now = clock.now();
    if (now.getTime() - cleanedAtMs < attemptWindowMs) return;
    cleanedAtMs = now.getTime();
    const over = new Date(now.getTime() - attemptWindowMs);
    await db
      .deleteFrom('rate_limits')
      .where('window_started_at', '<', over)
      .where((eb) => eb.or([eb('key', 'like', 'sign-in:%'), eb('key', 'like', 'setup:%')]))
      .execute();
    await db.deleteFrom('auth.session').where('expiresAt', '<', now).execute();
  }

  return {
    async countSignIn(input) {
      await clean();
      await demand(addressKey(input.ip), attemptsPerAddress);
      await demand(pairKey(input), attemptsPerAddressAndEmail);
      await demand(emailKey(input.email), attemptsPerEmail);
    },
    async forgiveSignIn(input) {
      await sql`with forgotten as (delete from rate_limits where key = ${pairKey(input)})
        update rate_limits set hits = greatest(hits - 1, 0)
        where key in (${addressKey(input.ip)}, ${emailKey(input.email)})`.execute(db);
    },
    countSetup: ({ ip }) => demand(`setup:${clientNetwork(ip)}`, setupAttemptsPerAddress),
    countLink: ({ ip }) => demand(`link:${clientNetwork(ip)}`, linkAttemptsPerAddress),
    countResetRequest: ({ ip }) => demand(`reset:${clientNetwork(ip)}`, resetRequestsPerAddress),
    async mayMailReset({ email }) {
      const key = `reset-mail:${sealed(email)}`;
      return (await hit(key, resetMailsPerEmail)) === null;
    },
    countOwn: ({ what, agentId }) => demand(`${what}:${agentId}`, attemptsPerAgent),
    async forgiveOwn({ what, agentId }) {
      await db.deleteFrom('rate_limits').where('key', '=', `${what}:${agentId}`).execute();
    },
  };
}
