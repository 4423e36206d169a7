import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/min';

/** How an address is compared: without case or surrounding space. The part before @ keeps its dots and tags. */
export function emailMatchKey(address: string): string {
  return address.trim().toLowerCase();
}

/** Digits fewer than these are no phone number of a person. */
const phoneDigitsMin = 5;
/** Whose numbers are meant when no country code stands before them. */
const homeCountry: CountryCode = 'MX';

/**
 * How a phone number is compared: its digits with the country's code (E.164 without `+`), whatever was put between
 * them; a number that no country knows keeps the digits it has. Null when it is no phone number at all.
 */
export function phoneMatchKey(value: string): string | null {
  const digits = value.replace(/\D/g, '');
  if (digits.length < phoneDigitsMin || /\p{L}{4}/u.test(value)) return null;
  const parsed = parsePhoneNumberFromString(value, homeCountry);
  return parsed?.isPossible() ? parsed.number.slice(1) : digits;
}

/** Domain of an address, or null. */
export function emailDomain(address: string): string | null {
  const at = address.lastIndexOf('@');
  return at > 0 && at < address.length - 1 ? address.slice(at + 1).toLowerCase() : null;
}

/** Domains where anybody has an address: they say nothing about the organisation. */
const publicDomains = new Set([
  'gmail.com',
  'googlemail.com',
  'hotmail.com',
  'hotmail.es',
  'outlook.com',
  'outlook.es',
  'live.com',
  'live.com.mx',
  'msn.com',
  'yahoo.com',
  'yahoo.es',
  'yahoo.com.mx',
  'icloud.com',
  'me.com',
  'proton.me',
  'protonmail.com',
  'aol.com',
  'prodigy.net.mx',
]);

export function saysOrganization(domain: string): boolean {
  return !publicDomains.has(domain);
}

/** A name for somebody who gave only an address: what stands before the @, made readable. */
export function nameFromAddress(address: string): string {
  const local = address.split('@')[0] ?? '';
  const words = local
    .split('+')[0]!
    .split(/[._-]+/)
    .filter((word) => word !== '');
  const name = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ');
  return name === '' ? address : name.slice(0, 120);
}
