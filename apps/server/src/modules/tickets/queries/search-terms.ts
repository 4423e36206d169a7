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

/** The ticket that an address of the desk leads to, and the message that it names. */
export interface TicketLink {
  ticketId: string;
  messageId: string | null;
}

export interface SearchTerms {
  /** Everything, without signs that no text has. */
  text: string;
  /** `V-123` or `123` as number of a ticket. */
  number: number | null;
  /** Where an address was pasted and nothing else. */
  link: TicketLink | null;
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
  const linked = readLink(text);
  if (linked) return linked;
  const phrases: string[] = [];
  const rest = text.replace(/["“”«]([^"“”«»]*)["“”»]/g, (_, inside: string) => {
    if (hasLetter(inside)) phrases.push(inside.trim());
    return ' ';
  });
  const number = /^(?:v[\s-]*|#)?(\d{1,15})$/i.exec(rest.trim())?.[1];
  return {
    text,
    number: number === undefined ? null : Number(number),
    link: null,
    words: toWords(rest),
    phrases: phrases.slice(0, searchWordsMax),
  };
}

const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const address = new RegExp(`/tickets/(?:(${uuid})|v?-?(\\d{1,9}))/?(?:[?#]\\S*)?$`, 'i');
const messageOfAddress = new RegExp(`[?&]message=(${uuid})`, 'i');

/** An address that somebody copied from a ticket or a message, by its id or its number, whatever the host before it. */
function readLink(text: string): SearchTerms | null {
  const found = /\s/.test(text) ? null : address.exec(text);
  if (!found) return null;
  const [, ticketId, number] = found;
  const rest = { text, words: [], phrases: [] };
  if (!ticketId) return { ...rest, number: Number(number), link: null };
  return { ...rest, number: null, link: { ticketId, messageId: messageOfAddress.exec(text)?.[1] ?? null } };
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
