import { randomBytes } from 'node:crypto';
import { renameSync, writeFileSync } from 'node:fs';
import { type Key, readKeyFile } from './keyring.ts';

/** Puts a new key before the others: it seals from now on, they still open. Answers all of them. */
export function addKey({ path }: { path: string }): Key[] {
  const old = readKeyFile({ path });
  const key = { id: `k${randomBytes(3).toString('hex')}`, bytes: randomBytes(32) };
  const keys = [key, ...old];
  writeKeys({ path, keys });
  return keys;
}

/** Leaves the first key alone. What only the others open or verify is lost. Answers it. */
export function keepFirstKey({ path }: { path: string }): Key[] {
  const keys = readKeyFile({ path }).slice(0, 1);
  writeKeys({ path, keys });
  return keys;
}

/** Whole or not at all: a process that dies in between leaves the former file. */
function writeKeys({ path, keys }: { path: string; keys: readonly Key[] }): void {
  const line = keys.map(({ id, bytes }) => `${id}:${bytes.toString('base64')}`).join(',');
  const next = `${path}.new`;
  writeFileSync(next, `${line}\n`, { mode: 0o600 });
  renameSync(next, path);
}
