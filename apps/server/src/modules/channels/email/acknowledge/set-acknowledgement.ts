import type { Acknowledgement, setAcknowledgement as contract } from '@ventanilla/contracts/acknowledgements';
import type { BodyOf } from '@ventanilla/contracts/route';
import { recordAudit } from '../../../../platform/audit.ts';
import { AppError } from '../../../../platform/errors.ts';
import type { Work } from '../../../../platform/work.ts';
import { readAcknowledgement, writeAcknowledgement } from './acknowledgements.store.ts';
import { checkTemplate } from './template.rules.ts';

/**
 * Changes what a mailbox answers by itself. Throws `mailboxes.not_found`, `mailboxes.stale_version`,
 * `acknowledgements.unknown_variable`.
 */
export async function setAcknowledgement(
  input: { mailboxId: string; version: number; change: BodyOf<typeof contract> },
  work: Work,
): Promise<Acknowledgement> {
  const { mailboxId, change } = input;
  checkTemplate(change.templates.es);
  checkTemplate(change.templates.en);
  const before = await readAcknowledgement({ mailboxId, lock: true }, work.tx);
  if (before.version !== input.version) throw new AppError('mailboxes.stale_version');
  const after = { ...change, version: before.version + 1 };
  await writeAcknowledgement({ mailboxId, ...after }, work);
  const details = { enabled: change.enabled, language: change.language };
  await recordAudit(
    { action: 'acknowledgement.changed', subjectType: 'mailbox', subjectId: mailboxId, details },
    work,
  );
  return after;
}
