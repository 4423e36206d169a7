import type pg from 'pg';
import { integrityRules } from '../../modules/channels/index.ts';

/** Counts what does not fit together, by rule; all of it as one instant sees it, and all zero where nothing is wrong. */
export async function countInconsistencies(client: pg.ClientBase): Promise<Record<string, number>> {
  await client.query('begin isolation level repeatable read, read only');
  try {
    const counts: Record<string, number> = {};
    for (const [name, query] of Object.entries(integrityRules)) {
      const { rows } = await client.query<{ count: string }>(`select count(*) from (${query}) wrong`);
      counts[name] = Number(rows[0]!.count);
    }
    return counts;
  } finally {
    await client.query('commit');
  }
}
