import type { SystemMailKind } from '@ventanilla/contracts/mailer';
import type { Platform } from '../../platform/platform.ts';
import type { Work } from '../../platform/work.ts';
import { mailAgent } from './mail-agent.ts';

/** Queues a mail to every active administrator. */
export async function mailAdministrators(
  { kind }: { kind: SystemMailKind },
  work: Work,
  deps: Pick<Platform, 'keyring' | 'publicUrl'>,
): Promise<void> {
  const admins = await work.tx
    .selectFrom('agents')
    .select(['name', 'email', 'language'])
    .where('role_key', '=', 'admin')
    .where('active', '=', true)
    .orderBy('id')
    .execute();
  for (const to of admins) await mailAgent({ kind, to }, work, deps);
}
