import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Stands in the data folder while a copy is being restored: a server must not start on half of it. */
export function restoringMark(dataDir: string) {
  const path = join(dataDir, 'restoring');
  return {
    /** Id of the copy, or null where nothing is being restored. */
    read(): string | null {
      try {
        return readFileSync(path, 'utf8').trim();
      } catch (error) {
        if ((error as { code?: string }).code === 'ENOENT' || (error as { code?: string }).code === 'ENOTDIR')
          return null;
        throw error;
      }
    },
    put: (id: string) => writeFileSync(path, `${id}\n`, { mode: 0o600 }),
    remove: () => rmSync(path, { force: true }),
  };
}
