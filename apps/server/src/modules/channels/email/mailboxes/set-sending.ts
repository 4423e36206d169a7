import type { BodyOf } from '@ventanilla/contracts/route';
import type { MailboxSending, setMailboxSending } from '@ventanilla/contracts/sending';
import { sql } from 'kysely';
import { recordAudit } from '../../../../platform/audit.ts';
import type { Db } from '../../../../platform/db/database.ts';
import { AppError } from '../../../../platform/errors.ts';
import { appendEvents, event } from '../../../../platform/events/index.ts';
import type { Work } from '../../../../platform/work.ts';
import { limitsOf } from '../../../tickets/index.ts';
import { findAccount, type MailAccount } from './mailboxes.store.ts';

const bytesPerMegabyte = 1_000_000;

/** How a mailbox sends. Throws `mailboxes.not_found`. */
export async function readSending({ mailboxId }: { mailboxId: string }, db: Db): Promise<MailboxSending> {
  const account = await findAccount({ id: mailboxId }, db);
  if (!account) throw new AppError('mailboxes.not_found');
  return showSending(account);
}

/** Changes how a mailbox sends. Throws `mailboxes.not_found`, `mailboxes.stale_version`. */
export async function setSending(
  input: { mailboxId: string; version: number; change: BodyOf<typeof setMailboxSending> },
  work: Work,
): Promise<MailboxSending> {
  const account = await findAccount({ id: input.mailboxId, lock: true }, work.tx);
  if (!account) throw new AppError('mailboxes.not_found');
  if (account.version !== input.version) throw new AppError('mailboxes.stale_version');
  const given = Object.fromEntries(Object.entries(input.change).filter(([, value]) => value !== null));
  await sql`update channel_accounts set sending = ${JSON.stringify(given)}::jsonb, version = version + 1
    where id = ${account.id}`.execute(work.tx);
  const subject = { type: 'mailbox', id: account.id };
  await appendEvents(
    [event('mailbox.changed@1', subject, { channelAccountId: account.id, state: account.state })],
    work,
  );
  await recordAudit(
    { action: 'mailbox.sending_changed', subjectType: 'mailbox', subjectId: account.id, details: given },
    work,
  );
  return readSending(input, work.tx);
}

function showSending({ smtp, sending, version }: MailAccount): MailboxSending {
  const { perMinute, connections, mailBytes } = limitsOf({ smtp, sending: {} });
  return {
    set: {
      perMinute: sending.perMinute ?? null,
      connections: sending.connections ?? null,
      mailMegabytes: sending.mailMegabytes ?? null,
    },
    provider: { perMinute, connections, mailMegabytes: mailBytes / bytesPerMegabyte },
    version,
  };
}
