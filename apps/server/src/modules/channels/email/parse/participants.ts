import { parseAddresses } from './addresses.ts';
import { cleanLine } from './clean-text.ts';
import type { HeaderBlock } from './header-block.ts';
import { PARSE_LIMITS } from './parse-limits.ts';
import type { Address, ParseNotice } from './parsed-mail.ts';

/** Where the address a mail was delivered to is written, by senders and by servers on the way. */
const RECIPIENT_HEADERS = [
  'delivered-to',
  'x-original-to',
  'envelope-to',
  'x-envelope-to',
  'x-forwarded-to',
  'to',
  'cc',
  'bcc',
  'resent-to',
];
const TOKENS_MAX = 20;

/** The lists of people in a mail; all together keep at most 100. */
export function readRecipients(headers: HeaderBlock, notices: Set<ParseNotice>) {
  let left: number = PARSE_LIMITS.participantsMax;
  const take = (name: string): Address[] => {
    const found = headers.all(name).flatMap(parseAddresses);
    const kept = found.slice(0, left);
    left -= kept.length;
    if (kept.length < found.length) notices.add('mail.too_many_participants');
    return kept;
  };
  return { sender: take('sender'), replyTo: take('reply-to'), to: take('to'), cc: take('cc') };
}

/** What stands after the plus sign of every address the mail was sent or delivered to: `mesa+t-4.x@…` → `t-4.x`. */
export function readPlusTokens(headers: HeaderBlock): string[] {
  const tokens = new Set<string>();
  for (const name of RECIPIENT_HEADERS) {
    for (const { address } of headers
      .all(name)
      .flatMap(parseAddresses)
      .slice(0, PARSE_LIMITS.participantsMax)) {
      const token = /^[^+]+\+([^@]+)@/.exec(address)?.[1];
      if (token !== undefined && tokens.size < TOKENS_MAX) tokens.add(token);
    }
  }
  return [...tokens];
}

/** The last hop writes Return-Path on top. An empty string is the null sender (`<>`) of automatic mail. */
export function readReturnPath(headers: HeaderBlock): string | null {
  const value = headers.first('return-path');
  if (value === null) return null;
  if (/^\s*<\s*>/.test(value)) return '';
  return parseAddresses(value)[0]?.address ?? cleanLine(value);
}
