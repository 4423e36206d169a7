import type { Keyring } from '../../../platform/keyring/keyring.ts';
import type { Work } from '../../../platform/work.ts';
import { secretOpens } from '../two-factor.store.ts';
import { takeSecondStep } from './two-factor.ts';

/**
 * Takes the second step from everybody whose secret no key of this installation opens: after a restoration without the
 * former keys nobody could give the code. Answers from how many.
 */
export async function forgetUnreadableSecondSteps(keyring: Keyring, work: Work): Promise<number> {
  const rows = await work.tx.selectFrom('two_factor_secrets').select(['agent_id', 'secret']).execute();
  const lost = rows.filter(({ secret }) => !secretOpens(secret, { keyring }));
  for (const { agent_id } of lost)
    await takeSecondStep({ agentId: agent_id, action: 'two_factor.lost' }, work);
  return lost.length;
}
