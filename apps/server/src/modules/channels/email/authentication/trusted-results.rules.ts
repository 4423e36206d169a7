import { authenticationResults as known } from '@ventanilla/contracts/ticket-message';
import type { MessageAuthentication } from '../../../tickets/index.ts';

type Result = MessageAuthentication['dmarc'];

/**
 * What a server that we trust says of a mail (RFC 8601). Only the topmost header of that server counts: it writes
 * above whatever came with the mail, so what stands below may be anybody's. Null without one: nothing is claimed.
 */
export function trustedResults(
  headers: readonly string[],
  trustedIds: readonly string[],
): MessageAuthentication | null {
  const trusted = new Set(trustedIds.map((id) => id.toLowerCase()));
  for (const header of headers) {
    const [id = '', ...parts] = withoutComments(header).split(';');
    if (!trusted.has(id.trim().split(/\s+/)[0]?.toLowerCase() ?? '')) continue;
    const of = (method: string) => best(parts.map((part) => resultOf(part, method)));
    return { spf: of('spf'), dkim: of('dkim'), dmarc: of('dmarc'), by: 'hop' };
  }
  return null;
}

/** One signature that holds is enough; else what failed says more than what was not there. */
export function best(found: readonly (Result | null)[]): Result {
  const order: Result[] = ['pass', 'fail', 'softfail', 'permerror', 'temperror', 'neutral'];
  return order.find((result) => found.includes(result)) ?? 'none';
}

/** The words of other versions and of the library for the results of RFC 8601. */
export function toResult(word: string): Result {
  const lower = word.toLowerCase();
  if (lower === 'hardfail') return 'fail';
  if (lower === 'temperr' || lower === 'error') return 'temperror';
  return known.find((result) => result === lower) ?? 'none';
}

function resultOf(part: string, method: string): Result | null {
  const match = /^\s*([a-z]+)(?:\/\d+)?\s*=\s*([a-z]+)/i.exec(part);
  return match && match[1]!.toLowerCase() === method ? toResult(match[2]!) : null;
}

/** In linear time, nested ones too. */
function withoutComments(text: string): string {
  let depth = 0;
  let kept = '';
  for (const character of text) {
    if (character === '(') depth += 1;
    else if (character === ')') depth = Math.max(0, depth - 1);
    else if (depth === 0) kept += character;
  }
  return kept;
}
