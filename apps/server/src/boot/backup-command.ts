import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { copyId, makeBackup, openCopyAt, openSinkAt } from '../platform/backup/index.ts';
import { systemClock } from '../platform/clock.ts';
import { createLocalFileStore } from '../platform/files/file-store.ts';
import { createIds } from '../platform/ids.ts';
import { createKeyring, keyFileOf } from '../platform/keyring/keyring.ts';
import type { InstallationCommand, InstallationContext } from './installation-command.ts';
import { loadKeys } from './keys.ts';
import { openDatabaseServer } from './open-database.ts';
import { exitFailure, exitUsage, RefusedStart, type Say } from './words.ts';

/** One path, no more: of two, which was meant? */
export function demandOnePath(operands: readonly string[], say: Say): void {
  if (operands.length !== 1) throw new RefusedStart(say('backup.one_path'), { exitCode: exitUsage });
}

/** A whole copy of the installation, while it runs. */
export const backupCommand: InstallationCommand = {
  words: 'backup',
  flags: {},
  check: ({ operands, say }) => demandOnePath(operands, say),
  async run(context) {
    const { config, dataDir, log, say, print } = context;
    const began = performance.now();
    const database = await openDatabaseServer({ config, dataDir, log, say, attach: true });
    try {
      const id = copyId(systemClock.now(), createIds({ clock: systemClock }).secret(3).replace(/\W/g, '0'));
      const { manifest, place, addedBytes, addedFiles } = await makeBackup({
        id,
        databaseUrl: database.appUrl,
        keys: keyMarks(context),
        openSink: (at) => openSinkAt({ path: context.operands[0]!, id, ...at }),
        openSource: openCopyAt,
        files: createLocalFileStore({ root: join(dataDir, 'files') }),
        clock: systemClock,
      });
      const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
      const seconds = ((performance.now() - began) / 1000).toFixed(1);
      const megabytes = (addedBytes / 1e6).toFixed(1);
      await print(say('backup.done', { place, rows, files: manifest.files.count, seconds }));
      await print(say('backup.added', { megabytes, files: addedFiles }));
      await print(say('backup.personal'));
      const keys = config.keys === null ? keyFileOf(dataDir) : 'VENTANILLA_KEYS';
      await print(say('backup.keys_apart', { keys }));
      const missing = manifest.files.missing.length;
      if (missing === 0) return 0;
      await print(say('backup.files_missing', { files: missing }));
      return exitFailure;
    } finally {
      await database.stop();
    }
  },
};

/** Which keys seal here; none where this machine has no key yet. */
function keyMarks({ config, dataDir, say }: InstallationContext) {
  if (config.keys === null && !existsSync(keyFileOf(dataDir))) return [];
  return createKeyring(loadKeys({ keys: config.keys, dataDir, say })).marks;
}
