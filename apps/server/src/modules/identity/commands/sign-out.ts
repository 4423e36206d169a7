import { recordAudit } from '../../../platform/audit.ts';
import type { Work } from '../../../platform/work.ts';
import { endSessions } from '../identity.store.ts';

/** Ends the session given, or every session of the agent. */
export async function signOut(
  input: { agentId: string; sessionId: string | null },
  work: Work,
): Promise<void> {
  const { ended } = await endSessions(input, work);
  const action = input.sessionId === null ? 'session.closed_everywhere' : 'session.closed';
  await recordAudit({ action, subjectType: 'agent', subjectId: input.agentId, details: { ended } }, work);
}
