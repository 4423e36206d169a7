import type { Classification } from '@ventanilla/contracts/classification-definitions';
import type { DefinitionKind } from '@ventanilla/contracts/classification-kinds';
import { sql } from 'kysely';
import { recordAudit } from '../../platform/audit.ts';
import { appendEvents, event } from '../../platform/events/index.ts';
import type { Work } from '../../platform/work.ts';

/** Every change of a definition is of this one subject, so that the log tells them in their order. */
const subject = { type: 'classification', id: '00000000-0000-7000-8000-00000000c1a5' };

export type Definition<K extends DefinitionKind> = Classification[K][number];

/** Names, order and numbers of definitions are decided by one after the other. */
export async function lockClassification(work: Work): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('classification', 0))`.execute(work.tx);
}

/** The log and the audit log say which definition was changed and what of it, never the words. */
export async function tellChange(
  input: { kind: DefinitionKind | 'forms'; key: string | null; action: string; fields: readonly string[] },
  work: Work,
): Promise<void> {
  const { kind, key, action, fields } = input;
  await appendEvents([event('classification.changed@1', subject, { kind, key })], work);
  await recordAudit({ action, subjectType: kind, subjectId: key, details: { fields } }, work);
}
