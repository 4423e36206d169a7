/** How long a change of a ticket counts as this person's own after they acted on it, in ms. */
const ownMs = 10_000;

const acted = new Map<string, number>();
const channel =
  typeof BroadcastChannel === 'function' ? new BroadcastChannel('ventanilla-own-actions') : null;

channel?.addEventListener('message', ({ data }: MessageEvent<string>) => acted.set(data, performance.now()));

/**
 * Remembers that this person just acted on a ticket, so that its card moves at once instead of waiting; their other
 * tabs in this browser know it too, so that none of them sounds.
 */
export function noteOwnAction(ticketId: string, nowMs: number = performance.now()): void {
  acted.set(ticketId, nowMs);
  channel?.postMessage(ticketId);
}

/** Whether this person acted on the ticket within the last seconds. */
export function isOwnAction(ticketId: string, nowMs: number = performance.now()): boolean {
  const at = acted.get(ticketId);
  if (at === undefined) return false;
  if (nowMs - at <= ownMs) return true;
  acted.delete(ticketId);
  return false;
}
