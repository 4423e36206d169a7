import type { DeliveryOutcome } from '../../../tickets/index.ts';
import { InvalidMailHeaderError } from '../compose/compose-mail.ts';
import { wordsOf } from '../mailboxes/connection-failures.rules.ts';

const firstWaitMs = 30_000;
const waitMsMax = 3_600_000;
/** Part of a wait by which it may be longer, so that mails that failed together do not come back together. */
const spread = 0.2;
/** How long a mail is tried that no server refuses for good (RFC 5321 §4.5.4.1 asks for days). */
export const givesUpAfterMs = 48 * 3_600_000;

/**
 * Wait after the try of this number (from 1): 30 s, 1 min, 2 min … 1 h, and up to a fifth more; how much more is told
 * by `seed`, the same each time.
 */
export function waitAfterTry({ attempts, seed }: { attempts: number; seed: string }): number {
  const waitMs = Math.min(firstWaitMs * 2 ** Math.min(20, Math.max(0, attempts - 1)), waitMsMax);
  return Math.round(waitMs * (1 + spread * fractionOf(`${seed}:${attempts}`)));
}

/** A number from 0 to 1 that a text always gives (FNV-1a). */
function fractionOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0;
  return hash / 2 ** 32;
}

/** A mail at one of its tries. */
export interface Tried {
  /** This one included, from 1. */
  attempts: number;
  triedSince: Date;
  /** What tells it from others. */
  seed: string;
}

/**
 * What a failed try of a whole mail means (RFC 5321 §4.2.1): 5xx about the mail is final at once; 4xx, a refused
 * sign-in, a used up quota and trouble on the line are tried again for 48 hours.
 */
export function outcomeOfFailure(
  input: { error: unknown; tried: Tried },
  now: Date,
): { kind: 'retry'; said: string; nextTryAt: Date } | { kind: 'failed'; said: string } {
  const { error, tried } = input;
  const said = wordsOf(error);
  const givesUpAt = tried.triedSince.getTime() + givesUpAfterMs;
  if (isFinal(error) || now.getTime() >= givesUpAt) return { kind: 'failed', said };
  const nextTryMs = Math.min(now.getTime() + waitAfterTry(tried), givesUpAt);
  return { kind: 'retry', said, nextTryAt: new Date(nextTryMs) };
}

interface SmtpError {
  code?: unknown;
  responseCode?: unknown;
  recipient?: unknown;
  rejectedErrors?: unknown;
}

/** What a server answered about each recipient, where it took the mail for some or refused it for each of them. */
export function outcomeByRecipient(
  input: { recipients: readonly string[]; rejectedErrors: readonly unknown[]; tried: Tried },
  now: Date,
): DeliveryOutcome {
  const rejected = input.rejectedErrors.map((error) => ({
    address: String((error as SmtpError).recipient),
    outcome: outcomeOfFailure({ error, tried: input.tried }, now),
  }));
  const refused = rejected.flatMap(({ address, outcome }) =>
    outcome.kind === 'failed' ? [{ address, said: outcome.said }] : [],
  );
  const rest = rejected.find(({ outcome }) => outcome.kind === 'retry')?.outcome ?? null;
  const notTaken = new Set(rejected.map(({ address }) => address.toLowerCase()));
  const accepted = input.recipients.filter((address) => !notTaken.has(address.toLowerCase()));
  return { accepted, refused, rest, local: false };
}

/** Of an error of the whole mail, what the server said of each recipient; empty where it was not about recipients. */
export function rejectionsOf(error: unknown): readonly unknown[] {
  const { code, rejectedErrors } = (error ?? {}) as SmtpError;
  return code === 'EENVELOPE' && Array.isArray(rejectedErrors) ? (rejectedErrors as unknown[]) : [];
}

/** Trouble with the server as a whole, which the next mail would meet as well. */
export function isServerTrouble(error: unknown): boolean {
  const code = (error as SmtpError | null)?.code;
  return (
    typeof code === 'string' &&
    /^(E(CONNECTION|SOCKET|TIMEDOUT|DNS|TLS|AUTH|NOAUTH|CONN|HOST|NET|PIPE|AI_)|ENOTFOUND)/.test(code)
  );
}

/** Statuses (RFC 3463) of the day's quota of Gmail and of Exchange Online: said as final, and over by tomorrow. */
const quotaStatus = /\b5\.(4\.5|1\.90)\b/;
/** `4.7.x`: held back for policy or rate; `4.3.2`, `4.5.3`: too many connections or recipients at once. */
const throttleStatus = /\b4\.(7\.\d{1,3}|3\.2|5\.3)\b/;

/** The server wants us slower, whatever the mail. */
export function isThrottle(error: unknown): boolean {
  const { responseCode } = (error ?? {}) as SmtpError;
  if (typeof responseCode !== 'number') return false;
  if (responseCode === 421) return true;
  return responseCode < 500 ? throttleStatus.test(wordsOf(error)) : quotaStatus.test(wordsOf(error));
}

function isFinal(error: unknown): boolean {
  if (error instanceof InvalidMailHeaderError) return true;
  const { code, responseCode } = (error ?? {}) as SmtpError;
  // A wrong password is mended by an administrator, and then the mail leaves.
  if (code === 'EAUTH' || code === 'ENOAUTH') return false;
  if (code === 'EENVELOPE' && typeof responseCode !== 'number') return true;
  return typeof responseCode === 'number' && responseCode >= 500 && !isThrottle(error);
}
