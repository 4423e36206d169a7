import addressparser from 'nodemailer/lib/addressparser';
import { cleanLine } from './clean-text.ts';
import type { HeaderBlock } from './header-block.ts';
import { decodeWords } from './header-words.ts';
import type { Address } from './parsed-mail.ts';

/** A header longer than this names no person; it would only cost time. */
const ADDRESS_HEADER_CHARACTERS_MAX = 64 * 1024;
const ADDRESS_CHARACTERS_MAX = 254;
const ADDRESS_SOURCE_CHARACTERS_MAX = 1000;
const NAME_CHARACTERS_MAX = 200;

/**
 * Reads an address header. The header is split before its encoded words are decoded, so an address is
 * only ever what stands between the brackets (or alone), never something inside a display name.
 */
export function parseAddresses(value: string | null): Address[] {
  if (!value) return [];
  const { text, restore } = withoutWords(value.slice(0, ADDRESS_HEADER_CHARACTERS_MAX));
  // Of two addresses in brackets the last one is where the mail comes from; the other is part of the name.
  const entries = addressparser(text.replace(/<[^<>]{0,500}>(?=\s*<)/g, ''), { flatten: true });
  const addresses: Address[] = [];
  // "García, Ana <ana@x.cl>" without quotes arrives as a nameless part and an address: join them again.
  let loose: string[] = [];
  for (const entry of entries) {
    const address = cleanAddress(entry.address);
    const name = cleanLine(decodeWords(restore(entry.name))).slice(0, NAME_CHARACTERS_MAX);
    if (address === null) {
      if (name !== '') loose.push(name);
      continue;
    }
    addresses.push({
      name: name === '' ? '' : [...loose, name].join(', ').slice(0, NAME_CHARACTERS_MAX),
      address,
    });
    loose = [];
  }
  return addresses;
}

/**
 * The sender: From, else Reply-To, Sender or Return-Path. The name is From's own even when the address
 * has to come from another header.
 */
export function parseSender(headers: HeaderBlock): { name: string; address: string | null } {
  for (const header of ['from', 'reply-to', 'sender', 'return-path']) {
    const found = parseAddresses(headers.first(header))[0];
    if (!found) continue;
    return { name: header === 'from' ? found.name : fromName(headers) || found.name, address: found.address };
  }
  return { name: fromName(headers), address: null };
}

/** The bare address in lower case, or null when it is not one. */
export function cleanAddress(value: string | null | undefined): string | null {
  const given = (value ?? '').trim();
  // Nothing that long becomes an address by leaving out blanks, and looking for them would take its time.
  if (given.length > ADDRESS_SOURCE_CHARACTERS_MAX) return null;
  const address = given
    .replace(/^mailto:/i, '')
    .replace(/^'(.*)'$/, '$1')
    .replace(/\s*@\s*/, '@')
    .replace(/\.$/, '')
    .toLowerCase();
  if (address.length > ADDRESS_CHARACTERS_MAX) return null;
  return /^[^\s@<>,;:()[\]\\"\p{Cc}\p{Cf}]+@[^\s@<>,;:()[\]\\"\p{Cc}\p{Cf}]+$/u.test(address)
    ? address
    : null;
}

function fromName(headers: HeaderBlock): string {
  const value = headers.first('from');
  if (!value) return '';
  const { text, restore } = withoutWords(value.slice(0, ADDRESS_HEADER_CHARACTERS_MAX));
  const name = addressparser(text, { flatten: true })[0]?.name ?? '';
  return cleanLine(decodeWords(restore(name))).slice(0, NAME_CHARACTERS_MAX);
}

/** Commas, colons and brackets inside an encoded word are not the header's: words step aside while it is split. */
function withoutWords(value: string): { text: string; restore(part: string): string } {
  const words: string[] = [];
  const text = value.replace(
    /=\?[^?\s]{1,80}\?[bq]\?[^?]*\?=/gi,
    (word) => `\uE001${words.push(word) - 1}\uE001`,
  );
  return {
    text,
    restore: (part) =>
      part.replace(/\uE001(\d{1,6})\uE001/g, (_match, index: string) => words[Number(index)] ?? ''),
  };
}
