import { cleanLine } from './clean-text.ts';
import type { HeaderBlock } from './header-block.ts';
import type { RawAttachment } from './mime-content.ts';

/** What a mail that may tell of a failed delivery is judged by. */
export interface BounceInput {
  headers: HeaderBlock;
  subject: string;
  returnPath: string | null;
  text: string;
  attachments: readonly RawAttachment[];
}

/** `5.1.1`, never a piece of an IP address. */
export function enhancedStatus(words: string): string | null {
  return /(?<![\d.])([245]\.\d{1,2}\.\d{1,3})(?![\d]|\.\d)/.exec(words)?.[1] ?? null;
}

const SAID_CHARACTERS_MAX = 500;

/** Words of a server as one line to show; null where there are none. */
export function saidLine(words: string): string | null {
  return cleanLine(words).slice(0, SAID_CHARACTERS_MAX).trim() || null;
}
