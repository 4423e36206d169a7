import type { Language } from '@ventanilla/contracts/common';
import { BackupError } from '../platform/backup/index.ts';
import { MigrationError } from '../platform/db/migrations.ts';
import { describeProblem } from '../platform/http/index.ts';
import { EmbeddedPostgresError } from '../platform/postgres/index.ts';
import { exitFailure, RefusedStart, type Say } from './words.ts';

/** Turns whatever stopped a start into one line in the reader's language; the unknown keeps its own words. */
export function explainFailure(
  error: unknown,
  { language, say }: { language: Language; say: Say },
): RefusedStart {
  if (error instanceof RefusedStart) return error;
  const options = { exitCode: exitFailure, cause: error };
  if (error instanceof EmbeddedPostgresError) {
    return new RefusedStart(oneLine(describeProblem(error.code, { ...error.params }, language)), options);
  }
  if (error instanceof BackupError) {
    return new RefusedStart(oneLine(say(`backup.${error.problem}`, error.params)), options);
  }
  if (error instanceof MigrationError) {
    const { kind, ...params } = error.problem;
    return new RefusedStart(oneLine(say(`migration.${kind}`, params)), options);
  }
  const reason = error instanceof Error ? error.message : String(error);
  return new RefusedStart(oneLine(say('start.failed', { reason })), options);
}

const oneLine = (text: string) => text.replace(/\s*\n\s*/g, ' ').trim();
