/**
 * Control characters (C0, DEL, C1) other than tab and line feed: none belongs in shown text, and
 * PostgreSQL cannot store NUL at all.
 */
const CONTROLS = /(?![\t\n])\p{Cc}/gu;

/** Text of several lines: line ends become `\n`, controls are dropped, lone surrogates become U+FFFD. */
export function cleanText(text: string): string {
  // Each run of carriage returns is looked at once: a mail may hold a megabyte of them.
  const lines = text.replace(/\r+\n?/g, (end) => (end.endsWith('\n') ? '\n' : '\n'.repeat(end.length)));
  return wellFormed(lines.replace(CONTROLS, ''));
}

/** Text of one line, such as a subject or a name: any run of white space becomes one space. */
export function cleanLine(text: string): string {
  return cleanText(text).replace(/\s+/g, ' ').trim();
}

/** Lone surrogates are not valid UTF-8; a round trip through bytes replaces them. */
function wellFormed(text: string): string {
  return /[\uD800-\uDFFF]/.test(text) ? Buffer.from(text, 'utf8').toString('utf8') : text;
}
