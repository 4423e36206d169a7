/** How long a change of a ticket counts as this person's own after they acted on it, in ms. */
const ownMs = 10_000;

const acted = new Map<string, number>();

/** Remembers that this person just acted on a ticket, so that its card moves at once instead of waiting. */
export function noteOwnAction(ticketId: string, nowMs: number = performance.now()): void {
  acted.set(ticketId, nowMs);
}

/** Whether this person acted on the ticket within the last seconds. */
export function isOwnAction(ticketId: string, nowMs: number = performance.now()): boolean {
  const at = acted.get(ticketId);
  if (at === undefined) return false;
  if (nowMs - at <= ownMs) return true;
  acted.delete(ticketId);
  return false;
}
