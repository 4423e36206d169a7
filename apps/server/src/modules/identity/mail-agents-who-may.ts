import type { SystemMailKind } from '@ventanilla/contracts/mailer';
import type { Permission } from '@ventanilla/contracts/permissions';
import type { Platform } from '../../platform/platform.ts';
import type { Work } from '../../platform/work.ts';
import { mailAgent } from './mail-agent.ts';
import { type AgentToTell, listAgentsWhoMay } from './queries/agents-who-may.ts';

/** So many are written to; a mail to everybody would be no news to anybody. */
const readersMax = 20;

/** Queues a mail to the active agents who may do something about what it tells, each in their language. */
export async function mailAgentsWhoMay(
  input: {
    permission: Permission;
    kind: SystemMailKind;
    /** Where it is seen on the desk; the mail has a link to it where the installation knows its address. */
    path?: string;
    /** What the phrases of this kind name, as one reader reads it. */
    paramsFor?: (reader: AgentToTell) => Record<string, string>;
  },
  work: Work,
  deps: Pick<Platform, 'keyring' | 'publicUrl'>,
): Promise<void> {
  const { permission, kind, path, paramsFor } = input;
  const link = path && deps.publicUrl ? { link: new URL(path, deps.publicUrl).href } : {};
  const readers = await listAgentsWhoMay({ permission }, work.tx);
  for (const to of readers.slice(0, readersMax))
    await mailAgent({ kind, to, ...link, params: paramsFor?.(to) ?? {} }, work, deps);
}
