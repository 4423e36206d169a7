import { createKeyring } from '../platform/keyring/keyring.ts';

/** Keys of tests, the same each time. */
export const testKeys = [{ id: 'k1', bytes: Buffer.alloc(32, 7) }];
export const testKeyring = createKeyring(testKeys);
