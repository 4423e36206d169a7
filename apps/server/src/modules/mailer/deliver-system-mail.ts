import { sql } from 'kysely';
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/db/database.ts';
import type { Keyring } from '../../platform/keyring/keyring.ts';
import { openBody } from './send-system-mail.ts';

/** One system mail as a channel needs it to deliver it. */
export interface SystemMailJob {
  id: string;
  /** Without angle brackets. */
  messageId: string;
  fromName: string;
  toName: string;
  toAddress: string;
  subject: string;
  /** This try included. */
  attempts: number;
  createdAt: Date;
  sealedBody: string;
}

export type SystemMailOutcome =
  | { kind: 'sent' }
  | { kind: 'local' }
  | { kind: 'retry'; said: string; nextTryAt: Date }
  | { kind: 'failed'; said: string };

interface Deps {
  db: Db;
  clock: Clock;
}

/**
 * Leases what is due, oldest first; processes share by row locks, and a lease that runs out gives the mail back.
 * What became useless while it waited fails without a further try.
 */
export async function claimSystemMails(
  input: { limit: number; leaseMs: number },
  { db, clock }: Deps,
): Promise<SystemMailJob[]> {
  const now = clock.now();
  const leasedUntil = new Date(now.getTime() + input.leaseMs);
  const { rows } = await sql<SystemMailJob & { useless: boolean }>`
    with due as (
      select id from system_mails
      where state = 'queued' and next_try_at <= ${now} and (leased_until is null or leased_until < ${now})
      order by next_try_at, id limit ${input.limit} for update skip locked)
    update system_mails m set leased_until = ${leasedUntil}, attempts = m.attempts + 1
    from due where m.id = due.id
    returning m.id, m.message_id as "messageId", m.from_name as "fromName", m.to_name as "toName",
      m.to_address as "toAddress", m.subject, m.attempts, m.created_at as "createdAt",
      m.sealed_body as "sealedBody", coalesce(m.useless_at <= ${now}, false) as useless`.execute(db);
  const useless = rows.filter((row) => row.useless);
  for (const { id } of useless)
    await recordSystemMail({ id, outcome: { kind: 'failed', said: '' } }, { db, clock });
  return rows.filter((row) => !row.useless);
}

/** Ends every lease; only while no process delivers. */
export async function giveBackSystemMails({ db }: Pick<Deps, 'db'>): Promise<void> {
  await sql`update system_mails set leased_until = null
    where state = 'queued' and leased_until is not null`.execute(db);
}

/** Nothing of what waits is sent any more: `said` is the reason. Only while no process delivers. */
export async function holdSystemMails({ said }: { said: string }, { db, clock }: Deps): Promise<void> {
  const { rows } = await sql<{ id: string }>`select id from system_mails where state = 'queued'`.execute(db);
  for (const { id } of rows) await recordSystemMail({ id, outcome: { kind: 'failed', said } }, { db, clock });
}

/** The text of a leased mail. Throws KeyringError when no key of this installation opens it. */
export function readSystemMail(job: SystemMailJob, deps: { keyring: Keyring }) {
  return openBody(job.sealedBody, deps);
}

/** What became of one try. The text, which may let somebody in, is kept only while it has to be read here. */
export async function recordSystemMail(
  input: { id: string; outcome: SystemMailOutcome },
  { db, clock }: Deps,
): Promise<void> {
  const { outcome } = input;
  const state = outcome.kind === 'retry' ? 'queued' : outcome.kind === 'failed' ? 'failed' : 'sent';
  await db
    .updateTable('system_mails')
    .set({
      state,
      local: outcome.kind === 'local',
      leased_until: null,
      next_try_at: outcome.kind === 'retry' ? outcome.nextTryAt : null,
      sent_at: state === 'sent' ? clock.now() : null,
      server_said: 'said' in outcome ? outcome.said.slice(0, 2000) : null,
      ...(outcome.kind === 'sent' || outcome.kind === 'failed' ? { sealed_body: null } : {}),
    })
    .where('id', '=', input.id)
    .execute();
}
