import { mkdirSync } from 'node:fs';
import { KeyringError, keyFileOf, loadOrCreateKeyFile, parseKeys } from '../platform/keyring/keyring.ts';
import { exitFailure, exitUsage, RefusedStart, type Say } from './words.ts';

/** The installation's keys: `VENTANILLA_KEYS`, or the key file of the data folder, made at the first start. */
export function loadKeys(input: {
  keys: string | null;
  dataDir: string;
  say: Say;
}): ReturnType<typeof parseKeys> {
  const { keys, dataDir, say } = input;
  const path = keyFileOf(dataDir);
  try {
    return keys === null ? loadOrCreateKeyFile({ path }) : parseKeys(keys);
  } catch (error) {
    if (error instanceof KeyringError) {
      const place = keys === null ? path : 'VENTANILLA_KEYS';
      throw new RefusedStart(say('keys.unusable', { place }), {
        exitCode: keys === null ? exitFailure : exitUsage,
      });
    }
    throw refuseFolder(error, dataDir, say);
  }
}

/** Makes the data folder; readable by others only as far as PostgreSQL's own user must pass through it. */
export function makeDataDir(input: { dataDir: string; say: Say }): void {
  try {
    mkdirSync(input.dataDir, { recursive: true, mode: 0o755 });
  } catch (error) {
    throw refuseFolder(error, input.dataDir, input.say);
  }
}

function refuseFolder(error: unknown, folder: string, say: Say) {
  const { code } = error as { code?: string };
  const known =
    code === 'EACCES' || code === 'EPERM' || code === 'EROFS' || code === 'ENOTDIR' || code === 'EEXIST';
  if (!known) return error;
  return new RefusedStart(say('data.unwritable', { folder }), { exitCode: exitFailure, cause: error });
}
