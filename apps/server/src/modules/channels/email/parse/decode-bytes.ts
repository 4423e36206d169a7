/** Characters of bytes 0x80 to 0x9F in windows-1252; unassigned ones keep their C1 code point. */
const CP1252_HIGH =
  '\u20AC\u0081\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\u008D\u017D\u008F' +
  '\u0090\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\u009D\u017E\u0178';

/** Charsets whose bytes may pass as UTF-8 although they mean something else: the label has to win. */
const LABEL_FIRST = /^(iso-2022|hz|utf-?16|utf-?32|ucs-?2|csiso2022)/i;

const strictUtf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Decodes bytes of a mail whose label may be missing or wrong: strict UTF-8, then the declared charset,
 * then windows-1252, which never fails.
 */
export function decodeBytes(bytes: Uint8Array, declared?: string | null): string {
  const label = (declared ?? '').trim();
  if (LABEL_FIRST.test(label)) {
    const stateful = decodeAs(bytes, label);
    if (stateful !== null) return stateful;
  }
  try {
    return strictUtf8.decode(bytes);
  } catch {
    return (label === '' ? null : decodeAs(bytes, label)) ?? decodeWindows1252(bytes);
  }
}

/** Null when the charset is unknown or some bytes have no meaning in it. */
function decodeAs(bytes: Uint8Array, label: string): string | null {
  let decoder: TextDecoder;
  try {
    decoder = new TextDecoder(label);
  } catch {
    return null;
  }
  // Node's own decoder treats bytes 0x80 to 0x9F of this charset as controls.
  if (decoder.encoding === 'windows-1252') return decodeWindows1252(bytes);
  const text = decoder.decode(bytes);
  return text.includes('\uFFFD') ? null : text;
}

function decodeWindows1252(bytes: Uint8Array): string {
  const latin1 = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  return latin1.replace(/[\u0080-\u009F]/g, (character) => CP1252_HIGH[character.charCodeAt(0) - 0x80] ?? '');
}
