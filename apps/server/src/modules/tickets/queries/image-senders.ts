import { sql } from 'kysely';
import type { Actor } from '../../../platform/actor.ts';
import type { Db } from '../../../platform/db/database.ts';

/** Senders listed to one agent; nobody trusts more by hand. */
const listedMax = 2000;

/** Addresses whose remote images this agent sees without being asked. */
export async function listImageSenders(input: { actor: Actor }, db: Db): Promise<string[]> {
  if (input.actor.kind !== 'agent') return [];
  const { rows } = await sql<{ address: string }>`
    select address from image_senders where agent_id = ${input.actor.id}
    order by created_at desc limit ${sql.lit(listedMax)}`.execute(db);
  return rows.map(({ address }) => address);
}
