import type { Service } from '../../../../platform/module.ts';
import type { Platform } from '../../../../platform/platform.ts';
import type { RawIntake } from '../intake/raw-intake.ts';
import type { KnownAccounts } from '../mailboxes/known-accounts.ts';

export function createMailboxSupervisor(
  _input: { pollMs: number },
  _deps: { platform: Platform; accounts: KnownAccounts; intake: RawIntake },
): Service {
  return { name: 'mailboxes', role: 'worker', async start() {}, async stop() {} };
}
