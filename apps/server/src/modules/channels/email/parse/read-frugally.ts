import { createHash } from 'node:crypto';
import { parseSender } from './addresses.ts';
import { isAutoReply } from './auto-reply.ts';
import { cleanText } from './clean-text.ts';
import { type HeaderBlock, headerEnd, parseHeaderLines } from './header-block.ts';
import { messageIds, referenceIds } from './message-id.ts';
import { readOwnId } from './own-id.ts';
import { parseMailDate } from './parse-date.ts';
import { PARSE_LIMITS } from './parse-limits.ts';
import type { ParsedMail } from './parsed-mail.ts';
import { readPlusTokens, readRecipients, readReturnPath } from './participants.ts';
import { mendBytes } from './raw-bytes.ts';
import { readSpamHeaders } from './spam-headers.ts';

/** Bytes of headers that are looked at, and characters of one value. */
const HEADER_BYTES_MAX = 64 * 1024;
const VALUE_CHARACTERS_MAX = 4000;
const VALUES_MAX = 20;

/**
 * Who wrote and about what, from the first headers of a mail that the full reading could not finish: enough for a
 * ticket that somebody answers by hand. Its body is never looked at, every value is cut, and what fails is left
 * out, so that it can run in the server itself. Never throws.
 */
export function readFrugally(raw: Buffer): ParsedMail {
  const start = mendBytes(raw.subarray(0, HEADER_BYTES_MAX));
  const headers = orElse(() => bounded(parseHeaderLines(start.subarray(0, headerEnd(start)))), noHeaders);
  const subject = orElse(() => headers.decoded('subject') ?? '', '').slice(
    0,
    PARSE_LIMITS.subjectCharactersMax,
  );
  const returnPath = orElse(() => readReturnPath(headers), null);
  const ownId = orElse(() => messageIds(headers.first('message-id'))[0], undefined);
  return {
    messageId:
      ownId ??
      `<${createHash('sha256').update(raw).digest('hex').slice(0, 40)}@generated.ventanilla.invalid>`,
    messageIdGenerated: ownId === undefined,
    inReplyTo: orElse(() => referenceIds(headers.first('in-reply-to')), []),
    references: orElse(() => referenceIds(headers.first('references')), []),
    from: orElse(() => parseSender(headers), { name: '', address: null }),
    ...orElse(() => readRecipients(headers, new Set()), { sender: [], replyTo: [], to: [], cc: [] }),
    subject: cleanText(subject),
    date: orElse(() => parseMailDate(headers.first('date')), null),
    text: '',
    visibleText: '',
    quotedText: null,
    html: null,
    hasRemoteImages: false,
    attachments: [],
    autoReply: orElse(() => isAutoReply({ headers, subject, returnPath }), false),
    bounce: null,
    plusTokens: orElse(() => readPlusTokens(headers), []),
    protection: { signed: null, encrypted: null },
    calendar: null,
    forwardedFrom: null,
    headers: {
      returnPath,
      autoSubmitted: orElse(() => headers.decoded('auto-submitted'), null),
      precedence: orElse(() => headers.decoded('precedence'), null),
      listId: orElse(() => headers.decoded('list-id'), null),
      ownId: orElse(() => readOwnId(headers), null),
      authenticationResults: [],
      spam: orElse(() => readSpamHeaders(headers), { isFlagged: false, microsoftLevel: null }),
    },
    notices: ['mail.unreadable'],
  };
}

const noHeaders: HeaderBlock = { first: () => null, all: () => [], decoded: () => null };

function bounded(headers: HeaderBlock): HeaderBlock {
  return {
    first: (name) => headers.first(name)?.slice(0, VALUE_CHARACTERS_MAX) ?? null,
    all: (name) =>
      headers
        .all(name)
        .slice(0, VALUES_MAX)
        .map((value) => value.slice(0, VALUE_CHARACTERS_MAX)),
    decoded: (name) => headers.decoded(name)?.slice(0, VALUE_CHARACTERS_MAX) ?? null,
  };
}

/** A header that made the full reading fail must not make this one fail as well. */
function orElse<T>(read: () => T, otherwise: T): T {
  try {
    return read();
  } catch {
    return otherwise;
  }
}
