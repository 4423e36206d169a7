import { randomBytes } from 'node:crypto';
import type { Clock } from './clock.ts';

/** What fits beside the version. */
const placeMax = 0xfff;

/** Makes keys. Injected, so that tests may have predictable ones. */
export interface Ids {
  /** UUID version 7 (RFC 9562): ordered by the clock's millisecond, and within it as they were made here. */
  uuid(): string;
  /** Unguessable text for tokens: `bytes` of randomness in base64url. */
  secret(bytes: number): string;
}

export function createIds({ clock }: { clock: Clock }): Ids {
  let lastMs = Number.NaN;
  let place = 0;
  return {
    uuid() {
      const bytes = randomBytes(16);
      const ms = clock.now().getTime();
      // Method 1 of RFC 9562 §6.2: begins low, so that thousands fit into one millisecond.
      place = ms === lastMs ? Math.min(place + 1, placeMax) : bytes.readUInt16BE(6) & 0xff;
      lastMs = ms;
      bytes.writeUIntBE(ms, 0, 6);
      bytes.writeUInt16BE(0x7000 | place, 6);
      bytes[8] = 0x80 | (bytes[8]! & 0x3f);
      const hex = bytes.toString('hex');
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
    },
    secret: (bytes) => randomBytes(bytes).toString('base64url'),
  };
}
