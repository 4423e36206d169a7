import type { DeliveryOutcome } from '../../../tickets/index.ts';
import { InvalidMailHeaderError } from '../compose/compose-mail.ts';
import { wordsOf } from '../mailboxes/connection-failures.rules.ts';

const triesMax = 12;
const firstWaitMs = 30_000;
const waitMsMax = 3_600_000;

/** Wait after the try of this number (from 1): 30 s, 1 min, 2 min … at most 1 h. */
export function waitAfterTry(attempts: number): number {
  return Math.min(firstWaitMs * 2 ** Math.max(0, attempts - 1), waitMsMax);
}

/**
 * What a failed try means (RFC 5321 §4.2.1): 5xx about the mail is final at once; 4xx, a refused sign-in and
 * trouble on the line are tried again, twelve times in all.
 */
export function outcomeOfFailure(
  input: { error: unknown; attempts: number },
  now: Date,
): Extract<DeliveryOutcome, { kind: 'retry' | 'failed' }> {
  const said = wordsOf(input.error);
  if (isFinal(input.error) || input.attempts >= triesMax) return { kind: 'failed', said };
  return { kind: 'retry', said, nextTryAt: new Date(now.getTime() + waitAfterTry(input.attempts)) };
}

/** Trouble with the server as a whole, which the next mail would meet as well. */
export function isServerTrouble(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return (
    typeof code === 'string' &&
    /^(E(CONNECTION|SOCKET|TIMEDOUT|DNS|TLS|AUTH|NOAUTH|CONN|HOST|NET|PIPE|AI_)|ENOTFOUND)/.test(code)
  );
}

function isFinal(error: unknown): boolean {
  if (error instanceof InvalidMailHeaderError) return true;
  const { code, responseCode } = (error ?? {}) as { code?: unknown; responseCode?: unknown };
  // A wrong password is mended by an administrator, and then the mail leaves.
  if (code === 'EAUTH' || code === 'ENOAUTH') return false;
  if (code === 'EENVELOPE' && typeof responseCode !== 'number') return true;
  return typeof responseCode === 'number' && responseCode >= 500;
}
