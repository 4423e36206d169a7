import { createHash } from 'node:crypto';
import { cleanLine } from './clean-text.ts';
import { type HeaderBlock, headerEnd } from './header-block.ts';
import { PARSE_LIMITS } from './parse-limits.ts';

const MESSAGE_ID_CHARACTERS_MAX = 998;
/** What makes two copies of one mail the same; headers added on the way (Received and such) do not count. */
const IDENTITY_HEADERS = ['from', 'to', 'cc', 'date', 'subject', 'in-reply-to', 'references'];

/** The mail's own Message-ID, even a malformed one, or one derived from its headers and body. */
export function readMessageId(raw: Buffer, headers: HeaderBlock): { messageId: string; generated: boolean } {
  const own = messageIds(headers.first('message-id'))[0];
  return own
    ? { messageId: own, generated: false }
    : { messageId: generateMessageId(raw, headers), generated: true };
}

/**
 * Message-IDs of a header value, with angle brackets, first mention first, without repetitions. A value
 * without brackets is taken word by word: senders do write bare ids.
 */
export function messageIds(value: string | null): string[] {
  if (!value) return [];
  const bracketed = value.match(/<[^<>]{1,996}>/g);
  const candidates = bracketed ?? value.split(/[\s,<>]+/);
  const ids = new Set<string>();
  for (const candidate of candidates) {
    const inner = cleanLine(candidate.replace(/[<>]/g, '')).replace(/\s/g, '');
    if (inner !== '' && inner.length <= MESSAGE_ID_CHARACTERS_MAX - 2) ids.add(`<${inner}>`);
  }
  return [...ids];
}

/** The newest references are the useful ones, so an overlong list loses its beginning. */
export function referenceIds(value: string | null): string[] {
  return messageIds(value).slice(-PARSE_LIMITS.referencesMax);
}

/** The same mail fetched twice gets the same id, also when line ends or transit headers differ. */
function generateMessageId(raw: Buffer, headers: HeaderBlock): string {
  const hash = createHash('sha256');
  for (const name of IDENTITY_HEADERS) {
    hash.update(`${name}:${headers.all(name).map(cleanLine).join(',')}\n`);
  }
  hash.update(raw.toString('latin1', headerEnd(raw)).replace(/\r/g, '').trim(), 'latin1');
  return `<${hash.digest('hex').slice(0, 40)}@generated.ventanilla.invalid>`;
}
