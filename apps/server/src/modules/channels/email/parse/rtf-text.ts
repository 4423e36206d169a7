import { escapeHtml } from '../../../../platform/escape-html.ts';
import { decodeText } from './decode-text.ts';
import type { BodySegment } from './mime-content.ts';

/** Groups within groups; what is nested deeper is read at this level. */
const DEPTH_MAX = 200;
/** Where fonts, colours, pictures and the like are described: no text of the mail. */
const SILENT = new Set([
  'colortbl',
  'filetbl',
  'fldinst',
  'fonttbl',
  'footer',
  'generator',
  'header',
  'info',
  'listoverridetable',
  'listtable',
  'mhtmltag',
  'objdata',
  'pict',
  'rsidtbl',
  'stylesheet',
  'themedata',
  'xmlnstbl',
]);
const SYMBOLS: Record<string, string> = {
  bullet: '•',
  cell: '\t',
  emdash: '—',
  emspace: ' ',
  endash: '–',
  enspace: ' ',
  ldblquote: '“',
  line: '\n',
  lquote: '‘',
  page: '\n',
  par: '\n',
  rdblquote: '”',
  row: '\n',
  rquote: '’',
  sect: '\n',
  tab: '\t',
};

interface Group {
  silent: boolean;
  /** Markup of the HTML that was made into this RTF ([MS-OXRTFEX]), to be taken as it is. */
  markup: boolean;
  /** RTF that only repeats what the markup says. */
  onlyRtf: boolean;
  /** Characters after `\u` that stand in for it. */
  substitutes: number;
}

/** The text of an RTF, or the HTML it was made from when it holds that; null when it says nothing. */
export function readRtf(bytes: Buffer): BodySegment | null {
  const source = bytes.toString('latin1');
  if (!/^\s*\{\\rtf/.test(source.slice(0, 100))) return null;
  const isHtml = /\\fromhtml1?\b/.test(source.slice(0, 4000));
  const text = new RtfReader(source, isHtml)
    .read()
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  if (text === '') return null;
  return isHtml ? { plain: null, html: text } : { plain: text, html: null };
}

class RtfReader {
  readonly #source: string;
  readonly #isHtml: boolean;
  readonly #stack: Group[] = [];
  #group: Group = { silent: false, markup: false, onlyRtf: false, substitutes: 1 };
  #position = 0;
  /** Groups beyond the deepest one that is told apart. */
  #tooDeep = 0;
  #codePage = '1252';
  #skip = 0;
  /** Bytes of the code page that wait to be decoded together: some characters are several. */
  #pending: number[] = [];
  readonly #output: string[] = [];

  constructor(source: string, isHtml: boolean) {
    this.#source = source;
    this.#isHtml = isHtml;
  }

  read(): string {
    const special = /[\\{}\r\n]/g;
    while (this.#position < this.#source.length) {
      special.lastIndex = this.#position;
      const next = special.exec(this.#source)?.index ?? this.#source.length;
      this.#bytes(this.#source.slice(this.#position, next));
      this.#position = next;
      const char = this.#source[next];
      if (char === '\\') this.#control();
      else {
        this.#position += 1;
        if (char === '{') this.#open();
        if (char === '}') this.#close();
      }
    }
    this.#flush();
    return this.#output.join('');
  }

  #open(): void {
    this.#flush();
    if (this.#stack.length >= DEPTH_MAX) {
      this.#tooDeep += 1;
      return;
    }
    this.#stack.push(this.#group);
    this.#group = { ...this.#group };
  }

  #close(): void {
    this.#flush();
    this.#skip = 0;
    if (this.#tooDeep > 0) this.#tooDeep -= 1;
    else this.#group = this.#stack.pop() ?? this.#group;
  }

  #control(): void {
    const word = /\\([a-z]{1,32})(-?\d{1,10})? ?/iy;
    word.lastIndex = this.#position;
    const match = word.exec(this.#source);
    if (!match) return this.#symbol();
    this.#position = word.lastIndex;
    const [, name = '', digits] = match;
    const value = digits === undefined ? null : Number(digits);
    this.#word(name, value);
  }

  /** `\'e9` is a byte; `\*` begins what old programs need not know; `\~` and the like are characters. */
  #symbol(): void {
    const char = this.#source[this.#position + 1] ?? '';
    const hex =
      char === "'" ? /^[0-9a-f]{2}/i.exec(this.#source.slice(this.#position + 2, this.#position + 4)) : null;
    this.#position += hex ? 4 : 2;
    if (hex) return this.#bytes(String.fromCharCode(Number.parseInt(hex[0], 16)));
    if (char === '*') return this.#optional();
    if (char === '~') return this.#text('\u00A0');
    if (char === '_') return this.#text('-');
    if (char === '\n' || char === '\r') return this.#text('\n');
    if (/[\\{}]/.test(char)) this.#bytes(char);
  }

  /** Of what only some programs know, the markup is for us; the rest is silent. */
  #optional(): void {
    const tag = /\\htmltag\d{0,6} ?/y;
    tag.lastIndex = this.#position;
    this.#flush();
    if (tag.test(this.#source) && this.#isHtml) {
      this.#position = tag.lastIndex;
      this.#group.markup = true;
    } else {
      this.#group.silent = true;
    }
  }

  #word(name: string, value: number | null): void {
    if (name === 'u') return this.#unicode(value ?? 0);
    if (name === 'bin') {
      this.#position += Math.max(0, value ?? 0);
      return;
    }
    this.#flush();
    if (name === 'ansicpg' && value !== null && value > 0) this.#codePage = String(value);
    else if (name === 'uc') this.#group.substitutes = Math.min(Math.max(value ?? 1, 0), 10);
    else if (name === 'htmlrtf') this.#group.onlyRtf = value !== 0;
    else if (SILENT.has(name)) this.#group.silent = true;
    else if (Object.hasOwn(SYMBOLS, name)) this.#text(SYMBOLS[name] ?? '');
  }

  #unicode(value: number): void {
    this.#flush();
    this.#text(String.fromCharCode(value < 0 ? value + 65_536 : value));
    this.#skip = this.#group.substitutes;
  }

  #bytes(text: string): void {
    if (text === '') return;
    const skipped = Math.min(this.#skip, text.length);
    this.#skip -= skipped;
    if (this.#isMute()) return;
    for (let index = skipped; index < text.length; index += 1) this.#pending.push(text.charCodeAt(index));
  }

  #flush(): void {
    if (this.#pending.length === 0) return;
    const text = decodeText(Buffer.from(this.#pending), `cp${this.#codePage}`);
    this.#pending = [];
    this.#text(text);
  }

  #text(text: string): void {
    if (this.#isMute()) return;
    if (this.#pending.length > 0) this.#flush();
    this.#output.push(this.#isHtml && !this.#group.markup ? escapeHtml(text) : text);
  }

  #isMute(): boolean {
    return this.#group.silent || (this.#isHtml && this.#group.onlyRtf && !this.#group.markup);
  }
}
