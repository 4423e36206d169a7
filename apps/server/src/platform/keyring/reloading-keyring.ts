import { statSync } from 'node:fs';
import { createKeyring, type Keyring, readKeyFile } from './keyring.ts';

/** A changed key file is noticed within this time. */
const lookMs = 1_000;

/**
 * The keys of a file that may be changed while the process runs: before something is sealed, and when something
 * names a key that is not known, the file is looked at again. So keys are rotated without stopping anything. A file
 * that cannot be read leaves the keys as they are.
 */
export function createReloadingKeyring({ path }: { path: string }): Keyring {
  let ring = createKeyring(readKeyFile({ path }));
  let mark = markOf(path);
  // By the monotonic clock: it is about this process, not about the business's time.
  let lookedAt = performance.now();

  function look(): void {
    if (performance.now() - lookedAt < lookMs) return;
    lookedAt = performance.now();
    try {
      const now = markOf(path);
      if (now === mark) return;
      ring = createKeyring(readKeyFile({ path }));
      mark = now;
    } catch {
      // In the middle of being changed, or gone: what is known serves.
    }
  }
  function lookUnlessKnown(keyId: string | undefined): void {
    if (keyId === undefined || !ring.marks.some(({ id }) => id === keyId)) look();
  }

  return {
    seal(plain, purpose) {
      look();
      return ring.seal(plain, purpose);
    },
    open(sealed, purpose) {
      lookUnlessKnown(sealed.split('.')[1]);
      return ring.open(sealed, purpose);
    },
    sign(text, purpose, bytes) {
      look();
      return ring.sign(text, purpose, bytes);
    },
    verify(text, signature, purpose, bytesMin) {
      lookUnlessKnown(signature.split('.')[0]);
      return ring.verify(text, signature, purpose, bytesMin);
    },
    get marks() {
      return ring.marks;
    },
  };
}

/** What tells one version of a file from another; two within a few milliseconds may have one time. */
function markOf(path: string): string {
  const { mtimeMs, size, ino } = statSync(path);
  return [mtimeMs, size, ino].join('/');
}
