import type { Language } from '@ventanilla/contracts/common';
import type { Preferences } from '@ventanilla/contracts/preferences';
import type { Work } from '../../../platform/work.ts';
import { type AgentRow, changeAgent, lockAgent } from '../identity.store.ts';

/** One's own name, language, signature or preferences; what is left out stays. Throws `agents.stale_version`. */
export async function updateProfile(
  input: {
    agentId: string;
    version: number;
    name?: string;
    language?: Language;
    signature?: string;
    preferences?: Partial<Preferences>;
  },
  work: Work,
): Promise<AgentRow> {
  const { agent } = await lockAgent(input, work);
  const { name, language, signature } = input;
  const preferences = { ...agent.preferences, ...input.preferences };
  return changeAgent({ agent, changes: { name, language, signature, preferences } }, work);
}
