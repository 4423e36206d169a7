import type { ParsedMail } from './parsed-mail.ts';

/** From parent to child: one mail to parse. A child has at most one in hand. */
export interface ParseRequest {
  id: number;
  raw: Uint8Array;
}

/** From child to parent: `ready` once after its imports, then one answer for each request. */
export type ParseReply =
  | { kind: 'ready' }
  | { kind: 'parsed'; id: number; mail: ParsedMail }
  | { kind: 'unreadable'; id: number; detail: string };
