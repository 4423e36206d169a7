import type { SpamLevel, SpamSign } from '@ventanilla/contracts/spam';
import type { SpamHeaders } from '../parse/spam-headers.ts';

const points: Record<SpamSign, number> = {
  blocked_sender: 100,
  filter_header: 5,
  microsoft_filter: 5,
  forged_name: 4,
  only_links: 3,
  address_in_name: 3,
  forged_domain: 3,
};

/** Points from which a mail is spam; a blocked sender's is at any level. */
const thresholds: Record<SpamLevel, number> = { off: 100, careful: 8, normal: 5, strict: 3 };

export interface SpamInput {
  verdict: 'blocked' | 'wanted' | null;
  headers: SpamHeaders;
  /** Nobody knows the sender: what else is strange counts only then. */
  isFirstContact: boolean;
  name: string;
  address: string;
  text: string;
  /** Whether the name is that of one of us. */
  isOurName: boolean;
  /** Whether the domain that the mail claims to come from denies it (DMARC). */
  isForgedDomain: boolean;
}

/** What speaks for a mail being spam; nothing does where somebody said that its sender is welcome. */
export function spamSignsOf(input: SpamInput): SpamSign[] {
  if (input.verdict === 'wanted') return [];
  const { headers } = input;
  return [
    ...(input.verdict === 'blocked' ? ['blocked_sender' as const] : []),
    ...(headers.isFlagged ? ['filter_header' as const] : []),
    ...((headers.microsoftLevel ?? 0) >= 5 ? ['microsoft_filter' as const] : []),
    ...(input.isFirstContact ? strangeSigns(input) : []),
  ];
}

export function isSpam(signs: readonly SpamSign[], level: SpamLevel): boolean {
  return signs.reduce((sum, sign) => sum + points[sign], 0) >= thresholds[level];
}

function strangeSigns({ name, address, text, isOurName, isForgedDomain }: SpamInput): SpamSign[] {
  const named = /[^\s<>@"']+@[^\s<>@"']+\.[a-z]{2,}/i.exec(name)?.[0]?.toLowerCase();
  return [
    ...(isOurName ? ['forged_name' as const] : []),
    ...(named !== undefined && named !== address.toLowerCase() ? ['address_in_name' as const] : []),
    ...(isOnlyLinks(text) ? ['only_links' as const] : []),
    ...(isForgedDomain ? ['forged_domain' as const] : []),
  ];
}

/** Links with hardly a word around them. */
function isOnlyLinks(text: string): boolean {
  const start = text.slice(0, 20_000);
  const links = start.match(/(?:https?:\/\/|www\.)\S+/gi) ?? [];
  if (links.length === 0) return false;
  const rest = start.replace(/(?:https?:\/\/|www\.)\S+/gi, '').replace(/[^\p{L}]+/gu, '');
  return rest.length < 30 * Math.min(links.length, 3);
}
