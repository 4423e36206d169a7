/** Blank lines before the headers are looked for in so many bytes. */
const LEAD_BYTES_MAX = 1000;

/**
 * Brings the outer form of a mail in order before anything is read: line ends of carriage returns only become line
 * feeds, and a byte order mark or blank lines before the first header go. Everything else stays as it came.
 */
export function mendBytes(raw: Buffer): Buffer {
  const bytes = raw.includes(0x0a) || !raw.includes(0x0d) ? raw : withLineFeeds(raw);
  const lead = bytes.toString('latin1', 0, LEAD_BYTES_MAX);
  const match = /^(?:\xef\xbb\xbf)?(?:[ \t]*\r?\n)*(?=[A-Za-z][A-Za-z0-9-]{0,60}[ \t]*:)/.exec(lead);
  return match ? bytes.subarray(match[0].length) : bytes;
}

function withLineFeeds(raw: Buffer): Buffer {
  const copy = Buffer.from(raw);
  for (let index = copy.indexOf(0x0d); index >= 0; index = copy.indexOf(0x0d, index + 1)) copy[index] = 0x0a;
  return copy;
}
