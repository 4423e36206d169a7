import { createHmac, timingSafeEqual } from 'node:crypto';

/** Time-based one-time passwords as authenticator apps make them: RFC 6238 over RFC 4226, SHA-1, 30 s. */
const stepMs = 30_000;
const digits = 6;
/** Steps before and after the present one that are taken too, for clocks that differ (RFC 6238 §5.2). */
const drift = 1;
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** The code of one step of 30 s (RFC 4226 §5.3). */
export function totpAt(input: { secret: Uint8Array; step: number; digits?: number }): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(input.step));
  const mac = createHmac('sha1', input.secret).update(counter).digest();
  const binary = mac.readUInt32BE(mac[mac.length - 1]! & 0x0f) & 0x7fffffff;
  const length = input.digits ?? digits;
  return String(binary % 10 ** length).padStart(length, '0');
}

export function stepOf(instant: Date): number {
  return Math.floor(instant.getTime() / stepMs);
}

/** The step whose code this is, newer than `lastStep`, or null. Takes the same time whichever step it is. */
export function matchingStep(input: {
  secret: Uint8Array;
  code: string;
  now: Date;
  lastStep: number;
}): number | null {
  const given = Buffer.from(input.code.padEnd(digits).slice(0, digits + 1));
  let found: number | null = null;
  for (let step = stepOf(input.now) - drift; step <= stepOf(input.now) + drift; step += 1) {
    const expected = Buffer.from(totpAt({ secret: input.secret, step }));
    const same = expected.length === given.length && timingSafeEqual(expected, given);
    if (same && step > input.lastStep) found = step;
  }
  return found;
}

/** Base32 without padding (RFC 4648 §6). */
export function toBase32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const groups = bits.match(/.{1,5}/g) ?? [];
  return groups.map((group) => alphabet[Number.parseInt(group.padEnd(5, '0'), 2)]).join('');
}

/** What an authenticator app reads from a QR code (Key Uri Format). */
export function otpauthUrl(input: { secret: string; issuer: string; account: string }): string {
  // A colon parts issuer and account.
  const issuer = encodeURIComponent(input.issuer.replaceAll(':', ' '));
  const query = `secret=${input.secret}&issuer=${issuer}&algorithm=SHA1&digits=${digits}&period=${stepMs / 1000}`;
  return `otpauth://totp/${issuer}:${encodeURIComponent(input.account)}?${query}`;
}
