import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export interface Key {
  id: string;
  bytes: Buffer;
}

/** A sealed text or token that no key of this installation opens. */
export class KeyringError extends Error {}

/**
 * The installation's keys. What they seal or sign carries the key's id, so keys can be rotated: the first one
 * seals, all of them open. `purpose` separates uses; a token for one is worth nothing for another.
 */
export interface Keyring {
  /** AES-256-GCM: `v1.<key id>.<base64url>`. */
  seal(plain: string, purpose: string): string;
  open(sealed: string, purpose: string): string;
  /** HMAC-SHA-256 cut to `bytes` (default 16), with the key's id: `<key id>.<base64url>`. */
  sign(text: string, purpose: string, bytes?: number): string;
  /** Refuses signatures of fewer than `bytesMin` bytes (default 8). */
  verify(text: string, signature: string, purpose: string, bytesMin?: number): boolean;
  /** What tells each key from any other, without saying anything about it. */
  marks: { id: string; mark: string }[];
}

export function createKeyring(keys: readonly Key[]): Keyring {
  const [first] = keys;
  if (!first) throw new KeyringError('the keyring has no key');
  const find = (id: string) => keys.find((key) => key.id === id);
  // Purposes are few and every request asks for one: each key is derived once.
  const derived = new Map<string, Buffer>();
  const derive = (key: Key, purpose: string) => {
    const name = `${keys.indexOf(key)}:${purpose}`;
    const known = derived.get(name);
    if (known) return known;
    const made = Buffer.from(hkdfSync('sha256', key.bytes, Buffer.alloc(0), `ventanilla:${purpose}`, 32));
    derived.set(name, made);
    return made;
  };
  const mac = (key: Key, purpose: string, text: string) =>
    createHmac('sha256', derive(key, `sign:${purpose}`))
      .update(text)
      .digest();

  return {
    seal(plain, purpose) {
      const iv = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', derive(first, `seal:${purpose}`), iv);
      const sealed = Buffer.concat([iv, cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]);
      return `v1.${first.id}.${sealed.toString('base64url')}`;
    },
    open(sealed, purpose) {
      const [version, id, body] = sealed.split('.');
      const key = id ? find(id) : undefined;
      if (version !== 'v1' || !key || !body)
        throw new KeyringError(`no key opens this secret (key ${id ?? '?'})`);
      const bytes = Buffer.from(body, 'base64url');
      const decipher = createDecipheriv('aes-256-gcm', derive(key, `seal:${purpose}`), bytes.subarray(0, 12));
      decipher.setAuthTag(bytes.subarray(-16));
      try {
        return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]).toString('utf8');
      } catch (error) {
        throw new KeyringError('the secret was altered or sealed for another purpose', { cause: error });
      }
    },
    sign: (text, purpose, bytes = 16) =>
      `${first.id}.${mac(first, purpose, text).subarray(0, bytes).toString('base64url')}`,
    verify(text, signature, purpose, bytesMin = 8) {
      const [id, body] = signature.split('.');
      const key = id ? find(id) : undefined;
      if (!key || !body) return false;
      const given = Buffer.from(body, 'base64url');
      if (given.length < bytesMin) return false;
      return timingSafeEqual(given, mac(key, purpose, text).subarray(0, given.length));
    },
    marks: keys.map((key) => ({ id: key.id, mark: mac(key, 'mark', key.id).subarray(0, 8).toString('hex') })),
  };
}

/** A keyring whose keys are read when they are first needed: most commands sign and seal nothing. */
export function createLazyKeyring(load: () => readonly Key[]): Keyring {
  let made: Keyring | null = null;
  const ring = () => {
    made ??= createKeyring(load());
    return made;
  };
  return {
    seal: (plain, purpose) => ring().seal(plain, purpose),
    open: (sealed, purpose) => ring().open(sealed, purpose),
    sign: (text, purpose, bytes) => ring().sign(text, purpose, bytes),
    verify: (text, signature, purpose, bytesMin) => ring().verify(text, signature, purpose, bytesMin),
    get marks() {
      return ring().marks;
    },
  };
}

/** `id:base64,id:base64` → keys; each of 32 bytes. */
export function parseKeys(text: string): Key[] {
  return text.split(',').map((part) => {
    const [id = '', base64 = ''] = part.trim().split(':');
    const bytes = Buffer.from(base64, 'base64');
    if (!/^[a-z0-9]{1,16}$/.test(id) || bytes.length !== 32) {
      throw new KeyringError('each key must be id:base64 of 32 bytes');
    }
    return { id, bytes };
  });
}

/** Where an installation without `VENTANILLA_KEYS` has its keys. */
export const keyFileOf = (dataDir: string) => join(dataDir, 'keys', 'keyring');

/** Reads a key file; throws KeyringError where it holds none. */
export const readKeyFile = ({ path }: { path: string }): Key[] =>
  parseKeys(readFileSync(path, 'utf8').trim());

/** Reads the key file, or makes it at the first start; only its owner may read it. It belongs in no backup. */
export function loadOrCreateKeyFile({ path }: { path: string }): Key[] {
  if (existsSync(path)) return readKeyFile({ path });
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  // A key of another installation, put beside this one after a restoration, must not have the same id.
  const line = `k${randomBytes(2).toString('hex')}:${randomBytes(32).toString('base64')}`;
  writeFileSync(path, `${line}\n`, { mode: 0o600, flag: 'wx' });
  chmodSync(path, 0o600);
  return parseKeys(line);
}
