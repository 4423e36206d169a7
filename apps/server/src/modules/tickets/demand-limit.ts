import { sql } from 'kysely';
import type { Db } from '../../platform/db/database.ts';
import { keepPlan } from '../../platform/db/kept-plans.ts';
import { AppError } from '../../platform/errors.ts';
import type { Work } from '../../platform/work.ts';

interface Load {
  name: string;
  max: number;
  open: number;
}

/**
 * Throws where somebody has as many open tickets as they handle at once: `tickets.over_limit` for whoever may give them
 * one more by saying `anyway`, `tickets.at_limit` for anybody else.
 */
export async function demandLimit(
  { agentId, anyway }: { agentId: string; anyway: boolean },
  work: Work,
): Promise<void> {
  const mayExceed = work.actor.permissions.has('team:manage');
  if (mayExceed && anyway) return;
  const load = await fullLoad(agentId, work.tx);
  if (load)
    throw new AppError(mayExceed ? 'tickets.over_limit' : 'tickets.at_limit', { params: { ...load } });
}

/** Whether the limit of the actor leaves them one more. */
export async function isBelowLimit(work: Work): Promise<boolean> {
  if (work.actor.id === null || work.actor.permissions.has('team:manage')) return true;
  return (await fullLoad(work.actor.id, work.tx)) === null;
}

/** What somebody has, where that is all that they handle; of two given at once the second waits here for the first. */
async function fullLoad(agentId: string, db: Db): Promise<Load | null> {
  const { rows } = await sql<{ name: string; max: number | null }>`
    select name, open_max as max from agents where id = ${agentId} ${keepPlan}`.execute(db);
  const { name, max } = rows[0] ?? { name: '', max: null };
  if (max === null) return null;
  await sql`select pg_advisory_xact_lock(hashtextextended(${`open-of:${agentId}`}, 0))`.execute(db);
  const counted = await sql<{ open: number }>`select count(*)::int as open from tickets
    where owner_id = ${agentId} and closed_at is null and not is_spam ${keepPlan}`.execute(db);
  const { open } = counted.rows[0]!;
  return open < max ? null : { name, max, open };
}
