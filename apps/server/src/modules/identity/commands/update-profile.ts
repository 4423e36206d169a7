import type { Language } from '@ventanilla/contracts/common';
import type { Work } from '../../../platform/work.ts';
import { type AgentRow, changeAgent, lockAgent } from '../identity.store.ts';

/** One's own name or language. Throws `agents.stale_version`. */
export async function updateProfile(
  input: { agentId: string; version: number; name?: string; language?: Language },
  work: Work,
): Promise<AgentRow> {
  const { agent } = await lockAgent(input, work);
  return changeAgent({ agent, changes: { name: input.name, language: input.language } }, work);
}
