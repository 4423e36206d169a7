import { randomBytes } from 'node:crypto';
import type { Clock } from './clock.ts';

/** Makes keys. Injected, so that tests may have predictable ones. */
export interface Ids {
  /** UUID version 7 (RFC 9562): ordered by the clock's millisecond. */
  uuid(): string;
  /** Unguessable text for tokens: `bytes` of randomness in base64url. */
  secret(bytes: number): string;
}

export function createIds({ clock }: { clock: Clock }): Ids {
  return {
    uuid() {
      const bytes = randomBytes(16);
      bytes.writeUIntBE(clock.now().getTime(), 0, 6);
      bytes[6] = 0x70 | (bytes[6]! & 0x0f);
      bytes[8] = 0x80 | (bytes[8]! & 0x3f);
      const hex = bytes.toString('hex');
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
    },
    secret: (bytes) => randomBytes(bytes).toString('base64url'),
  };
}
