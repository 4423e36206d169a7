import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { openArchiveCopy, openArchiveSink } from './archive-vault.ts';
import { BackupError } from './backup-error.ts';
import { isCopyInFolder, openFolderCopy, openFolderSink } from './folder-vault.ts';
import type { BackupSink, BackupSource } from './vault.ts';

/** Whether a path means a folder of copies (it is one, or ends in `/`) or one file. */
async function isFolder(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => null);
  return found ? found.isDirectory() : path.endsWith('/');
}

/** Begins a copy at a path that a person gave. */
export async function openSinkAt(input: {
  path: string;
  id: string;
  takenAt: Date;
  owner: string;
}): Promise<BackupSink> {
  const path = resolve(input.path);
  if (await isFolder(input.path)) return openFolderSink({ folder: path, id: input.id, owner: input.owner });
  return openArchiveSink({ path, takenAt: input.takenAt });
}

/** Opens the copy at a path: a file, one copy of a folder, or the newest of a folder. Throws `not_a_backup`. */
export async function openCopyAt(given: string): Promise<BackupSource> {
  const path = resolve(given);
  const found = await stat(path).catch(() => null);
  if (!found) throw new BackupError('not_a_backup', { place: path });
  if (!found.isDirectory()) return openArchiveCopy(path);
  const inside = await isCopyInFolder(path);
  return openFolderCopy(inside ?? { folder: path });
}

/** `2026-03-02T15-00-00Z-3f9c`: sorts by instant, and serves as a file name everywhere. */
export function copyId(takenAt: Date, random: string): string {
  return `${takenAt.toISOString().slice(0, 19).replaceAll(':', '-')}Z-${random.slice(0, 4)}`;
}
