/** A stretch of the text, in UTF-16 units. */
export interface Place {
  at: number;
  length: number;
}

export interface WrittenValue extends Place {
  text: string;
  quoted: boolean;
}

/** `estado:abierto,cerrado`: what is before the colon, a sign of comparison, and the values. */
export interface TermToken extends Place {
  kind: 'term';
  key: string;
  sign: '' | '>=' | '<=' | '>' | '<' | '=';
  values: WrittenValue[];
}

export type Token =
  | (Place & { kind: 'open' | 'close' | 'minus' })
  | TermToken
  /** Words or a phrase, quotes included. */
  | (Place & { kind: 'words'; text: string; quoted: boolean })
  /** A quote that nobody closed; it holds to the end. */
  | (Place & { kind: 'unclosed' });

const blank = /\s/;
/** What may stand before a colon; `https://` and `12:30` are no fields. */
const keyPattern = /^([\p{L}][\p{L}\p{N}._-]*):(?!\/\/)/u;
const signPattern = /^(?:>=|<=|>|<|=)/;
const bareEnd = /[\s,()"“”«»]/;
const quotes: Record<string, string> = { '"': '"', '“': '”', '«': '»' };

/** Takes a filter's text apart; nothing is wrong here but a quote that is not closed. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    if (blank.test(text[at]!)) at++;
    else {
      const token = tokenAt(text, at);
      tokens.push(token);
      at = token.at + token.length;
    }
  }
  return tokens;
}

function tokenAt(text: string, at: number): Token {
  const sign = text[at]!;
  if (sign === '(') return { kind: 'open', at, length: 1 };
  if (sign === ')') return { kind: 'close', at, length: 1 };
  // Within a word it is a hyphen.
  if (sign === '-' && at + 1 < text.length && !/[\s-]/.test(text[at + 1]!))
    return { kind: 'minus', at, length: 1 };
  if (sign in quotes) {
    const quote = quotedAt(text, at);
    if (!quote) return { kind: 'unclosed', at, length: text.length - at };
    return { kind: 'words', at, length: quote.length, text: quote.text, quoted: true };
  }
  const [, key] = keyPattern.exec(text.slice(at)) ?? [];
  if (key) return termAt(text, at, key);
  const length = bareLength(text, at) || 1;
  return { kind: 'words', at, length, text: text.slice(at, at + length), quoted: false };
}

function termAt(text: string, at: number, key: string): TermToken | (Place & { kind: 'unclosed' }) {
  let end = at + key.length + 1;
  const sign = (signPattern.exec(text.slice(end))?.[0] ?? '') as TermToken['sign'];
  end += sign.length;
  const values: WrittenValue[] = [];
  for (;;) {
    const value = valueAt(text, end);
    if (value === 'unclosed') return { kind: 'unclosed', at, length: text.length - at };
    if (value) {
      values.push(value);
      end += value.length;
    }
    if (text[end] !== ',') break;
    end++;
  }
  return { kind: 'term', at, length: end - at, key, sign, values };
}

function valueAt(text: string, at: number): WrittenValue | 'unclosed' | null {
  const first = text[at];
  if (first !== undefined && first in quotes) {
    const quote = quotedAt(text, at);
    return quote ? { at, length: quote.length, text: quote.text, quoted: true } : 'unclosed';
  }
  const length = bareLength(text, at);
  return length === 0 ? null : { at, length, text: text.slice(at, at + length), quoted: false };
}

/** Between quotes `""` is a quote. */
function quotedAt(text: string, at: number): { text: string; length: number } | null {
  const close = quotes[text[at]!]!;
  let inside = '';
  for (let end = at + 1; end < text.length; end++) {
    if (text[end] !== close) inside += text[end];
    else if (close === '"' && text[end + 1] === '"') {
      inside += '"';
      end++;
    } else return { text: inside, length: end + 1 - at };
  }
  return null;
}

function bareLength(text: string, at: number): number {
  let end = at;
  while (end < text.length && !bareEnd.test(text[end]!)) end++;
  return end - at;
}
