import { randomUUID } from 'node:crypto';
import { mkdir, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve } from 'node:path';
import { AppError } from '../../platform/errors.ts';

/** Folders of the product's own data: a copy in there would be copied, moved or lost with them. */
const ownFolders = ['files', 'postgres', 'postgres-bin', 'keys'];

const isInside = (folder: string, outer: string) => {
  const way = relative(outer, folder);
  return way === '' || !(way.startsWith('..') || isAbsolute(way));
};

/**
 * Makes sure that copies can be written to a folder of this machine; answers its plain path.
 * Throws `backups.folder_not_absolute`, `backups.folder_taken` and `backups.folder_unwritable`.
 */
export async function checkFolder(input: { folder: string; dataDir: string }): Promise<string> {
  if (!isAbsolute(input.folder)) throw new AppError('backups.folder_not_absolute');
  const folder = resolve(input.folder);
  const isOwn = (path: string, root: string) =>
    isInside(root, path) || ownFolders.some((own) => isInside(path, join(root, own)));
  if (isOwn(folder, resolve(input.dataDir))) throw new AppError('backups.folder_taken');
  const probe = join(folder, `.probe-${randomUUID()}`);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    // A link may lead where the name does not say.
    if (isOwn(await realpath(folder), await realpath(input.dataDir))) {
      throw new AppError('backups.folder_taken');
    }
    await writeFile(probe, '', { mode: 0o600, flag: 'wx' });
    await rm(probe);
  } catch (error) {
    if (error instanceof AppError) throw error;
    const { code = 'EIO' } = error as { code?: string };
    throw new AppError('backups.folder_unwritable', { params: { folder, reason: code } });
  }
  return folder;
}

/** Whether two folders are on one disk; null where one of them is not on this machine. */
export async function isSameDisk(one: string, other: string): Promise<boolean | null> {
  const [a, b] = await Promise.all([one, other].map((path) => stat(path).catch(() => null)));
  return a && b ? a.dev === b.dev : null;
}
