import type { Work } from './work.ts';

export interface AuditEntry {
  /** Dotted and stable: `session.opened`, `agent.changed`. */
  action: string;
  subjectType: string;
  subjectId: string | null;
  /** Ids, enums and numbers; no name, address or text of a person. */
  details?: Record<string, unknown>;
}

/** Writes down who did what to the installation itself, in the caller's transaction; it can never be altered. */
export async function recordAudit(entry: AuditEntry, work: Work): Promise<void> {
  await work.tx
    .insertInto('audit_log')
    .values({
      id: work.ids.uuid(),
      at: work.now,
      actor: JSON.stringify({ kind: work.actor.kind, id: work.actor.id }),
      action: entry.action,
      subject_type: entry.subjectType,
      subject_id: entry.subjectId,
      details: JSON.stringify(entry.details ?? {}),
    })
    .execute();
}
