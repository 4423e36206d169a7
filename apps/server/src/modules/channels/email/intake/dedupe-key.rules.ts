import { createHash } from 'node:crypto';
import { headerEnd } from '../parse/header-block.ts';

/** Identity headers stand in the first lines; nothing beyond is looked at. */
const headerBytesMax = 64 * 1024;

/**
 * The key under which a mail is stored once: mailbox, Message-ID, sender and content (specification R16, so that
 * a forged copy of a Message-ID never hides another mail). Transit headers do not count; a mail without
 * Message-ID is identified by all its bytes.
 */
export function dedupeKey(input: { channelAccountId: string; bytes: Buffer }): string {
  const end = headerEnd(input.bytes);
  const header = input.bytes
    .toString('latin1', 0, Math.min(end, headerBytesMax))
    .replace(/\r?\n[ \t]+/g, ' ');
  const messageId = headerValue(header, 'message-id');
  const identity = createHash('sha256').update(input.channelAccountId).update('\0');
  if (messageId === '') return identity.update(input.bytes).digest('base64url');
  return identity
    .update(`${messageId}\0${headerValue(header, 'from')}\0`)
    .update(input.bytes.subarray(end))
    .digest('base64url');
}

function headerValue(header: string, name: string): string {
  return new RegExp(`^${name}[ \\t]*:(.*)$`, 'im').exec(header)?.[1]?.trim() ?? '';
}
