import { decodeText } from './decode-text.ts';
import type { MimePart } from './mime-tree.ts';

const READABLE = new Set(['text/plain', 'text/html', 'text/enriched', 'text/richtext', 'text/markdown']);
/** Where a document says in which charset it is. */
const META_BYTES_MAX = 4096;

/** Whether a text part is something to read in the mail rather than a file such as a table or a card. */
export function isReadableText(type: string): boolean {
  return READABLE.has(type);
}

/** The text of a part whose transfer encoding is undone: decoded, unwrapped when it is `format=flowed`. */
export function decodeTextPart(part: Pick<MimePart, 'type' | 'parameters'>, bytes: Buffer): string {
  const declared = part.parameters.get('charset') ?? (part.type === 'text/html' ? metaCharset(bytes) : null);
  const text = decodeText(bytes, declared);
  if (part.type === 'text/enriched' || part.type === 'text/richtext') return withoutEnrichment(text);
  if (part.type !== 'text/plain' || part.parameters.get('format')?.toLowerCase() !== 'flowed') return text;
  return unflow(text, part.parameters.get('delsp')?.toLowerCase() === 'yes');
}

/** Whether bytes without a label begin like an HTML document. */
export function looksLikeHtml(bytes: Buffer): boolean {
  return /^(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html|head|body|meta)\b/i.test(
    bytes.toString('latin1', 0, 1000),
  );
}

function metaCharset(bytes: Buffer): string | null {
  const head = bytes.toString('latin1', 0, META_BYTES_MAX);
  return /<meta\b[^>]{0,300}\bcharset\s*=\s*["']?\s*([\w-]{2,40})/i.exec(head)?.[1] ?? null;
}

/** `format=flowed` (RFC 3676): a line that ends in a blank goes on in the next one of the same quoting depth. */
function unflow(text: string, deleteSpace: boolean): string {
  const output: string[] = [];
  /** Quoting depth of the line that goes on; −1 when none does. */
  let openDepth = -1;
  for (const line of text.split(/\r?\n/)) {
    const depth = /^>*/.exec(line)?.[0].length ?? 0;
    const content = line.slice(depth).replace(/^ /, '');
    const flows = content.endsWith(' ') && content !== '-- ';
    const piece = flows && deleteSpace ? content.slice(0, -1) : content;
    if (openDepth === depth && content !== '-- ') output.push(`${output.pop() ?? ''}${piece}`);
    else output.push(depth > 0 ? `${'>'.repeat(depth)} ${piece}` : piece);
    openDepth = flows ? depth : -1;
  }
  return output.join('\n');
}

/** The forerunner of HTML in mail (RFC 1896): commands go, `<<` is a bracket, single line breaks are blanks. */
function withoutEnrichment(text: string): string {
  return text
    .replace(/<param>[^<]*<\/param>/gi, '')
    .replace(/<<|<\/?[a-z][\w-]{0,60}>/gi, (match) => (match === '<<' ? '<' : ''))
    .replace(/\r?\n(\n*)/g, (_match, more: string) => (more === '' ? ' ' : more));
}
