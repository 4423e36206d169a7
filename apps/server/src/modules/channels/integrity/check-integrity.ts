import { sql } from 'kysely';
import type { Db } from '../../../platform/db/database.ts';
import type { FileStore } from '../../../platform/files/file-store.ts';
import { integrityRules } from './integrity.rules.ts';

export type IntegrityRule =
  | keyof typeof integrityRules
  | 'rowsWithoutFile'
  | 'filesOfWrongSize'
  | 'filesWithoutRow';

export interface IntegrityFault {
  rule: IntegrityRule;
  count: number;
  /** Ids of the first ones, to look at: of tickets, messages, events or mails; hashes of files. */
  examples: string[];
}

const examplesMax = 5;

/**
 * Looks whether the database agrees with itself and with the stored files; answers only what does not. Reads
 * everything, so it takes seconds to minutes on a large installation and changes nothing. `filesWithoutRow` is what a
 * crash between storing bytes and their row leaves behind: no harm, and the daily sweeper takes it; only those of at
 * least `strayFileMs` (a day) count.
 */
export async function checkIntegrity(
  input: { strayFileMs?: number; now: Date },
  deps: { db: Db; files: FileStore },
): Promise<IntegrityFault[]> {
  const faults: IntegrityFault[] = [];
  for (const [rule, query] of Object.entries(integrityRules)) {
    const { rows } = await sql<{ id: string; total: number }>`
      select id, count(*) over ()::int as total from (${sql.raw(query)}) f limit ${examplesMax}`.execute(
      deps.db,
    );
    const [first] = rows;
    if (first)
      faults.push({ rule: rule as IntegrityRule, count: first.total, examples: rows.map(({ id }) => id) });
  }
  return [...faults, ...(await checkFiles(input, deps))];
}

async function checkFiles(
  { strayFileMs = 86_400_000, now }: { strayFileMs?: number; now: Date },
  { db, files }: { db: Db; files: FileStore },
): Promise<IntegrityFault[]> {
  const rows = await db.selectFrom('files').select(['sha256', 'size_bytes']).execute();
  const missing = new Map(rows.map(({ sha256, size_bytes }) => [sha256, Number(size_bytes)]));
  const known = new Set(missing.keys());
  const wrongSize: string[] = [];
  const stray: string[] = [];
  for await (const { sha256, sizeBytes, changedAt } of files.list()) {
    if (!known.has(sha256)) {
      if (now.getTime() - changedAt.getTime() >= strayFileMs) stray.push(sha256);
      continue;
    }
    if (missing.get(sha256) !== sizeBytes) wrongSize.push(sha256);
    missing.delete(sha256);
  }
  const found: [IntegrityRule, string[]][] = [
    ['rowsWithoutFile', [...missing.keys()]],
    ['filesOfWrongSize', wrongSize],
    ['filesWithoutRow', stray],
  ];
  return found
    .filter(([, list]) => list.length > 0)
    .map(([rule, list]) => ({ rule, count: list.length, examples: list.slice(0, examplesMax) }));
}
