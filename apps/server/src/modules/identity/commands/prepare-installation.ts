import { sql } from 'kysely';
import { AppError } from '../../../platform/errors.ts';
import { appendEvents, event } from '../../../platform/events/index.ts';
import type { Work } from '../../../platform/work.ts';
import { ensureBrand, type NewBrand } from '../../brand/index.ts';
import { hasAgents, setupLock } from '../identity.store.ts';
import { ensureBuiltInRoles } from './ensure-roles.ts';

/** The company whose desk this is, and where its mail arrives. */
export interface NewInstallation extends NewBrand {
  mailbox: { name: string; address: string };
}

/** Of several that set up an installation at once, one goes on; the others wait until its transaction ends. */
export async function holdSetup({ tx }: Pick<Work, 'tx'>): Promise<void> {
  await sql`select pg_advisory_xact_lock(${setupLock})`.execute(tx);
}

/**
 * Roles, brand and default mailbox of an installation that nobody uses yet, each only where there is none. Of several
 * at once one goes on and the others wait, then throw `setup.already_done`. Throws `organization.color_…` as well.
 */
export async function prepareInstallation(input: NewInstallation, work: Work): Promise<void> {
  await holdSetup(work);
  if (await hasAgents(work.tx)) throw new AppError('setup.already_done');
  await ensureBuiltInRoles(work.tx);
  await ensureBrand(input, work);
  const { name, address } = input.mailbox;
  const { rows } = await sql<{ id: string }>`
    insert into channel_accounts (id, kind, brand_id, name, address, language, is_default, created_at)
    select ${work.ids.uuid()}::uuid, 'email', b.id, ${name}, ${address}, ${input.language}, true, ${work.now}
    from brands b where not exists (select from channel_accounts where kind = 'email' and is_default)
    order by b.created_at, b.id limit 1
    on conflict do nothing returning id`.execute(work.tx);
  const [account] = rows;
  if (!account) return;
  const payload = { channelAccountId: account.id, state: 'active' as const };
  await appendEvents(
    [event('mailbox.changed@1', { type: 'channel_account', id: account.id }, payload)],
    work,
  );
}
