/** How an address is compared: without case or surrounding space. The part before @ keeps its dots and tags. */
export function emailMatchKey(address: string): string {
  return address.trim().toLowerCase();
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
