/** Tickets remembered for the next time the palette opens. */
const recentMax = 8;

function storageKey(agentId: string): string {
  return `ventanilla.recent.${agentId}`;
}

/** Ids of the tickets that this person opened last in this browser, newest first; nothing but ids is kept. */
export function readRecent(agentId: string): string[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(storageKey(agentId)) ?? '[]');
    if (!Array.isArray(stored)) return [];
    return stored.filter((id) => typeof id === 'string').slice(0, recentMax);
  } catch {
    // Storage may be closed or hold what is not ours: then nothing is remembered.
    return [];
  }
}

/** Remembers that a ticket was opened. */
export function rememberRecent({ agentId, ticketId }: { agentId: string; ticketId: string }): void {
  const ids = [ticketId, ...readRecent(agentId).filter((id) => id !== ticketId)].slice(0, recentMax);
  try {
    localStorage.setItem(storageKey(agentId), JSON.stringify(ids));
  } catch {
    // Without storage there are no recent tickets, which is no harm.
  }
}
