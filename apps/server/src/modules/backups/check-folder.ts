import { randomUUID } from 'node:crypto';
import { mkdir, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve } from 'node:path';
import { AppError } from '../../platform/errors.ts';

/** Folders of the product's own data: a copy in there would be copied, moved or lost with them. */
const ownFolders = ['files', 'postgres', 'postgres-bin', 'keys'];

const isInside = (folder: string, outer: string) => {
  const path = relative(outer, folder);
  return path === '' || !(path.startsWith('..') || isAbsolute(path));
};

export interface TakenPlaces {
  /** Where the product keeps its own. */
  dataDir: string;
  /** What is in here everybody may fetch; null: nothing is served. */
  servedDir: string | null;
}

/**
 * Makes sure that copies can be written to a folder of this machine; answers its plain path. Throws
 * `backups.folder_not_absolute`, `backups.folder_taken`, `backups.folder_public` and `backups.folder_unwritable`.
 */
export async function checkFolder(input: TakenPlaces & { folder: string }): Promise<string> {
  if (!isAbsolute(input.folder)) throw new AppError('backups.folder_not_absolute');
  const folder = resolve(input.folder);
  const { servedDir } = input;
  refuseTaken(folder, { dataDir: resolve(input.dataDir), servedDir: servedDir && resolve(servedDir) });
  const probe = join(folder, `.probe-${randomUUID()}`);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    // A link may lead where the name does not say.
    refuseTaken(await realpath(folder), {
      dataDir: await realpath(input.dataDir),
      servedDir: servedDir && (await realpath(servedDir).catch(() => resolve(servedDir))),
    });
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

function refuseTaken(folder: string, { dataDir, servedDir }: TakenPlaces): void {
  const isOwn = isInside(dataDir, folder) || ownFolders.some((own) => isInside(folder, join(dataDir, own)));
  if (isOwn) throw new AppError('backups.folder_taken');
  if (servedDir !== null && isInside(folder, servedDir)) throw new AppError('backups.folder_public');
}
