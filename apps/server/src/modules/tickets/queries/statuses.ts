import type { StatusRow } from '@ventanilla/contracts/tickets';
import type { Db } from '../../../platform/db/database.ts';

/** Active statuses in the administrator's order. */
export async function listStatusRows(db: Db): Promise<StatusRow[]> {
  const rows = await db
    .selectFrom('statuses')
    .selectAll()
    .where('active', '=', true)
    .orderBy('position')
    .execute();
  return rows.map((row) => ({
    key: row.key,
    category: row.category,
    labels: { es: row.label_es, en: row.label_en },
    position: row.position,
  }));
}
