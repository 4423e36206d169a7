/** Words considered; further ones are left out. */
export const searchWordsMax = 8;
/** Digits of a phone number that say whose it is. */
const phoneDigitsMin = 4;
/** A national number has at most ten where we are; country codes before them say nothing. */
const phoneDigitsMax = 10;

export interface SearchWord {
  text: string;
  /** Last digits of a phone number, where the word may be one. */
  phone: string | null;
}

export interface SearchTerms {
  /** Everything, without signs that no text has. */
  text: string;
  /** `V-123` or `123` as number of a ticket. */
  number: number | null;
  /** What must all be there; a phrase's words are not among them. */
  words: readonly SearchWord[];
  /** Exact sequences of words, from between quotes. */
  phrases: readonly string[];
}

/**
 * What somebody typed as terms. Everything is text: no sign has a meaning but quotes around a phrase, so that no input
 * is wrong.
 */
export function parseSearch(typed: string): SearchTerms {
  // Control signs, halves of pairs and invisible marks: PostgreSQL refuses some, and nobody types them on purpose.
  const text = typed.replace(/\p{C}/gu, ' ').replace(/\s+/g, ' ').trim();
  const phrases: string[] = [];
  const rest = text.replace(/["“”«]([^"“”«»]*)["“”»]/g, (_, inside: string) => {
    if (hasLetter(inside)) phrases.push(inside.trim());
    return ' ';
  });
  const number = /^(?:v[\s-]*|#)?(\d{1,15})$/i.exec(rest.trim())?.[1];
  return {
    text,
    number: number === undefined ? null : Number(number),
    words: toWords(rest),
    phrases: phrases.slice(0, searchWordsMax),
  };
}

function toWords(text: string): SearchWord[] {
  // A number with spaces in between is one phone, not several words.
  if (/^\s*\+?[\d\s().-]+$/.test(text) && digitsOf(text).length >= phoneDigitsMin) {
    return [{ text: text.trim(), phone: phoneOf(text) }];
  }
  return text
    .split(/[\s"“”«»,;:!?¡¿()[\]{}<>|&*=\\/]+/)
    .map((word) => word.replace(/^[^\p{L}\p{N}@+]+|[^\p{L}\p{N}]+$/gu, ''))
    .filter(hasLetter)
    .slice(0, searchWordsMax)
    .map((word) => ({ text: word, phone: /^\+?[\d.-]+$/.test(word) ? phoneOf(word) : null }));
}

function phoneOf(text: string): string | null {
  const digits = digitsOf(text);
  return digits.length >= phoneDigitsMin ? digits.slice(-phoneDigitsMax) : null;
}

function digitsOf(text: string): string {
  return text.replace(/\D/g, '');
}

function hasLetter(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}
