import type { HeaderBlock } from './header-block.ts';

/** Header of our own mail that says its Message-ID once more: providers put ids of theirs in the place of ours. */
export const ownIdHeader = 'X-Ventanilla-Message';
const charactersMax = 998;

/** The Message-ID that we gave a mail of ours, without angle brackets; worth what its signature is. */
export function readOwnId(headers: HeaderBlock): string | null {
  const value = headers.first(ownIdHeader.toLowerCase())?.trim() ?? '';
  return /^<([^\s<>]+)>$/.exec(value.slice(0, charactersMax))?.[1] ?? null;
}
