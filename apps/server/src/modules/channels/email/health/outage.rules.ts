const minuteMs = 60_000;
/** Nobody is told of what mends itself within this time. */
const tellAfterMs = 5 * minuteMs;
const tellAfterFailures = 3;
/** A mailbox that works for this long is well again; one that fails before is still the same outage. */
const wellAfterMs = 2 * minuteMs;
/** Mail that waits this long for a server that takes none is worth a word; a slow server is not. */
export const stoppedAfterMs = 10 * minuteMs;
/** A server that asks for a pause this long counts as failing. */
export const pauseMsMax = 30 * minuteMs;

interface Outage {
  failingSince: Date | null;
  failures: number;
  toldAt: Date | null;
  wellSince: Date | null;
}

/**
 * What is due for a mailbox: `tell` administrators of an outage that lasts, once; `tell_end` of one that they were
 * told of when the mailbox has been well for a while; `forget` one that nobody was told of; else nothing.
 */
export function dueOf(outage: Outage, now: Date): 'tell' | 'tell_end' | 'forget' | null {
  const { failingSince, failures, toldAt, wellSince } = outage;
  if (failingSince === null) return null;
  const since = (from: Date) => now.getTime() - from.getTime();
  if (wellSince !== null) {
    if (since(wellSince) < wellAfterMs) return null;
    return toldAt === null ? 'forget' : 'tell_end';
  }
  if (toldAt !== null || failures < tellAfterFailures || since(failingSince) < tellAfterMs) return null;
  return 'tell';
}
