import { setTimeout as sleep } from 'node:timers/promises';
import { channelsSealed } from '../modules/channels/index.ts';
import { identitySealed } from '../modules/identity/index.ts';
import { mailerSealed } from '../modules/mailer/index.ts';
import { createKeyring, keyFileOf } from '../platform/keyring/keyring.ts';
import { resealAll, type SealedColumn } from '../platform/keyring/reseal.ts';
import { addKey, keepFirstKey } from '../platform/keyring/rotate-keys.ts';
import type { CliCommand } from './cli-command.ts';
import { loadKeys } from './keys.ts';
import { exitFailure, exitUsage, RefusedStart } from './words.ts';

/** Running processes notice a changed key file within this time. */
const noticeMs = 3_000;

/** Everything that this installation keeps sealed. */
export const sealedColumns: readonly SealedColumn[] = [...identitySealed, ...mailerSealed, ...channelsSealed];

/**
 * A new key seals from now on, and everything sealed before is sealed with it; the former keys still open and verify.
 * With `VENTANILLA_KEYS` the first of those is the new one, which whoever sets them has put there.
 */
export const rotateKeys: CliCommand = {
  words: 'keys rotate',
  flags: {},
  check() {},
  async run({ platform, config, dataDir, say }) {
    const old = loadKeys({ keys: config.keys, dataDir, say });
    const keys = config.keys === null ? addKey({ path: keyFileOf(dataDir) }) : old;
    // What running processes seal meanwhile, they seal with the new key.
    if (config.keys === null) await sleep(noticeMs);
    const { changed, unreadable } = await resealAll(sealedColumns, {
      db: platform.db,
      keyring: createKeyring(keys),
    });
    return say('keys.rotated', { id: keys[0]!.id, changed, unreadable });
  },
};

/** Forgets all keys but the first, once nothing is sealed with them. */
export const retireKeys: CliCommand = {
  words: 'keys retire',
  flags: { yes: 'switch' },
  check({ flags, say }) {
    if (!flags['yes']) throw new RefusedStart(say('keys.retire_ask'), { exitCode: exitUsage });
  },
  async run({ platform, config, dataDir, say }) {
    if (config.keys !== null) throw new RefusedStart(say('keys.retire_env'), { exitCode: exitFailure });
    const keys = loadKeys({ keys: config.keys, dataDir, say });
    const { unreadable } = await resealAll(sealedColumns, {
      db: platform.db,
      keyring: createKeyring(keys),
    });
    if (unreadable > 0)
      throw new RefusedStart(say('keys.retire_unreadable', { unreadable }), { exitCode: exitFailure });
    const [kept] = keepFirstKey({ path: keyFileOf(dataDir) });
    return say('keys.retired', { id: kept!.id });
  },
};
