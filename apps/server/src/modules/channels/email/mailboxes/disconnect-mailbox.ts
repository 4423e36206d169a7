import { sql } from 'kysely';
import { AppError } from '../../../../platform/errors.ts';
import type { Work } from '../../../../platform/work.ts';
import { countQueued } from '../../../tickets/index.ts';
import { lockAccount, tellOfChange } from './change-mailbox.ts';
import { removeGrant } from './oauth/grants.store.ts';

/**
 * Ends a mailbox: nothing is fetched or sent by it any more, its secrets are forgotten, and others may take its
 * addresses. Its tickets and their mails stay; another mailbox answers them. Connecting the address again brings the
 * same mailbox back. Throws `mailboxes.last_one`, and `mailboxes.mails_waiting` while mail is leaving by it.
 */
export async function disconnectMailbox(
  input: { mailboxId: string; version: number },
  work: Work,
): Promise<void> {
  const account = await lockAccount(input, work);
  const { rows: others } = await sql<{ id: string }>`
    select id from channel_accounts
    where kind = 'email' and disconnected_at is null and id <> ${account.id}
    order by is_default desc, coalesce(settings->'smtp', 'null') <> 'null' desc, created_at limit 1`.execute(
    work.tx,
  );
  const heir = others[0];
  if (!heir) throw new AppError('mailboxes.last_one');
  const count = await countQueued({ channelAccountId: account.id }, work);
  if (count > 0) throw new AppError('mailboxes.mails_waiting', { params: { count } });
  await sql`update channel_accounts set disconnected_at = ${work.now}, is_default = false, aliases = '{}',
      settings = settings || '{"imap": null, "smtp": null}', secrets = null, previous = null,
      previous_secrets = null, last_error = null, state = 'paused', version = version + 1
    where id = ${account.id}`.execute(work.tx);
  if (account.isDefault)
    await sql`update channel_accounts set is_default = true where id = ${heir.id}`.execute(work.tx);
  await removeGrant({ channelAccountId: account.id }, work.tx);
  await tellOfChange({ id: account.id, state: 'paused', action: 'mailbox.disconnected' }, work);
}
