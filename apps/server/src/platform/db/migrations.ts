import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Why the schema cannot be brought up to date. */
export type MigrationProblem =
  | { kind: 'newer'; name: string }
  | { kind: 'changed'; name: string }
  | { kind: 'failed'; name: string; reason: string };

export class MigrationError extends Error {
  readonly problem: MigrationProblem;
  constructor(problem: MigrationProblem, options?: ErrorOptions) {
    super(
      `migration ${problem.name}: ${problem.kind}${'reason' in problem ? `: ${problem.reason}` : ''}`,
      options,
    );
    this.name = 'MigrationError';
    this.problem = problem;
  }
}

export interface Migration {
  name: string;
  sql: string;
  checksum: string;
}

/** A migration for an empty database inside a transaction, where nobody is kept waiting by an index. */
export const withoutConcurrently = (sql: string) => sql.replace(/\bconcurrently\b/gi, '');

/** Reads the numbered files, oldest first. Their names are `0001_words.sql`. */
export async function readMigrations({ dir }: { dir: string }): Promise<Migration[]> {
  const names = (await readdir(dir)).filter((name) => /^\d{4}_[a-z0-9_]+\.sql$/.test(name)).sort();
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(join(dir, name), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}
