import { decodeText } from './decode-text.ts';
import { decodeWords } from './header-words.ts';

/** A header such as Content-Type: its first word in lower case and its parameters by lower-case name. */
export interface ParameterHeader {
  value: string;
  parameters: ReadonlyMap<string, string>;
}

/** No honest header of this kind is longer. */
const HEADER_CHARACTERS_MAX = 16 * 1024;
const PARAMETERS_MAX = 200;

/** One piece of a parameter written in several (`name*0*=…; name*1=…`, RFC 2231). */
interface Piece {
  position: number;
  encoded: boolean;
  value: string;
}

/**
 * Reads `value; name=value; …` as senders really write it: quotes that never close, names with spaces and no
 * quotes, encoded words where RFC 2231 belongs, raw 8-bit text, and RFC 2231 in pieces.
 */
export function readParameters(header: string | null): ParameterHeader {
  const [first = '', ...more] = splitAtSemicolons((header ?? '').slice(0, HEADER_CHARACTERS_MAX));
  // Some forget the semicolon before the first parameter.
  const [value = '', unseparated] = /^\s*(\S*)\s*([\w*-]+\s*=[\s\S]*)?/.exec(first)?.slice(1) ?? [];
  const rest = unseparated === undefined ? more : [unseparated, ...more];
  const pieces = new Map<string, Piece[]>();
  for (const item of rest.slice(0, PARAMETERS_MAX)) {
    const equals = item.indexOf('=');
    if (equals < 1) continue;
    const key = /^([^*\s]+)(?:\*(\d{1,3}))?(\*)?$/.exec(item.slice(0, equals).trim().toLowerCase());
    if (!key) continue;
    const [, name = '', position, star] = key;
    const piece = {
      position: Number(position ?? -1),
      encoded: star !== undefined,
      value: unquote(item.slice(equals + 1)),
    };
    const known = pieces.get(name);
    if (known) known.push(piece);
    else pieces.set(name, [piece]);
  }
  return {
    value: value.replace(/\(.*$/, '').toLowerCase(),
    parameters: new Map([...pieces].map(([name, list]) => [name, joinPieces(list)])),
  };
}

/** The RFC 2231 form wins over the plain one, which senders add for old readers. */
function joinPieces(list: readonly Piece[]): string {
  const numbered = list.filter(({ position }) => position >= 0).sort((a, b) => a.position - b.position);
  const whole = list.find(({ encoded, position }) => encoded && position < 0);
  if (whole) return decodeExtended([whole]);
  if (numbered.length > 0) return decodeExtended(numbered);
  return decodeWords(list[0]?.value ?? '');
}

/** `charset'language'percent-encoded` in the first piece; the pieces are joined as bytes before decoding. */
function decodeExtended(list: readonly Piece[]): string {
  const head = list[0]?.encoded ? /^([^']*)'[^']*'/.exec(list[0].value) : null;
  const bytes = list.map(({ value, encoded }, index) => {
    const text = index === 0 && head ? value.slice(head[0].length) : value;
    return encoded ? percentBytes(text) : Buffer.from(text, 'utf8');
  });
  const text = decodeText(Buffer.concat(bytes), head?.[1]);
  return text.includes('=?') ? decodeWords(text) : text;
}

function percentBytes(text: string): Buffer {
  const raw = Buffer.from(text, 'utf8').toString('latin1');
  const decoded = raw.replace(/%([0-9a-f]{2})/gi, (_match, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Buffer.from(decoded, 'latin1');
}

function splitAtSemicolons(header: string): string[] {
  const items: string[] = [];
  let start = 0;
  let quoted = false;
  for (let index = 0; index < header.length; index += 1) {
    const character = header[index];
    if (character === '\\' && quoted) index += 1;
    else if (character === '"') quoted = !quoted;
    else if (character === ';' && !quoted) {
      items.push(header.slice(start, index));
      start = index + 1;
    }
  }
  items.push(header.slice(start));
  // A quote that never closes has swallowed what follows: split again without regard to quotes.
  return quoted ? [...items.slice(0, -1), ...(items.at(-1) ?? '').split(';')] : items;
}

function unquote(value: string): string {
  const trimmed = value.trim();
  if (!trimmed.startsWith('"')) return trimmed;
  const end = trimmed.length > 1 && trimmed.endsWith('"') ? -1 : undefined;
  return trimmed.slice(1, end).replace(/\\(["\\])/g, '$1');
}
