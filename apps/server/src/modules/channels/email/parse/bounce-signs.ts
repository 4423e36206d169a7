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
