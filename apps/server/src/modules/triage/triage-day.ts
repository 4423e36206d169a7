import type { Actor } from '../../platform/actor.ts';
import type { Db } from '../../platform/db/database.ts';
import { findBrand } from '../brand/index.ts';
import { wallClock } from '../calendar/index.ts';
import { agentIdOf } from '../tickets/index.ts';

/** One person's day by the organisation's clock, `2026-03-02`. */
export interface TriageDay {
  agentId: string;
  day: string;
}

/** Throws `auth.forbidden` for a program: it has no round. */
export async function dayOf({ actor, now }: { actor: Actor; now: Date }, db: Db): Promise<TriageDay> {
  const timeZone = (await findBrand(db))?.time_zone ?? 'UTC';
  const reading = new Date(wallClock(timeZone).read(now.getTime()));
  return { agentId: agentIdOf(actor), day: reading.toISOString().slice(0, 10) };
}
