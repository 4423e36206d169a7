import type { FileStore } from '../files/file-store.ts';
import { BackupError } from './backup-error.ts';
import { readFileList } from './make-backup.ts';
import { storedFileName } from './manifest.ts';
import { collect } from './measured.ts';
import type { BackupSource } from './vault.ts';

/** Files on their way at once: each waits for its own flush to disk. */
const atOnce = 8;

/**
 * Puts the files of a copy into the store, each checked against its hash; those that are there already are left, so an
 * interrupted run goes on where it stopped. Answers how many there are. Throws `damaged`.
 */
export async function restoreFiles(
  source: BackupSource,
  files: Pick<FileStore, 'put' | 'has' | 'remove'>,
): Promise<{ count: number; bytes: number }> {
  const missing = new Set(source.manifest.files.missing);
  const list = (await readFileList(source)).filter(({ sha256 }) => !missing.has(sha256));
  const queue = [...list];
  const drain = async () => {
    for (let file = queue.pop(); file; file = queue.pop()) await restoreOne(file.sha256, source, files);
  };
  await Promise.all(Array.from({ length: atOnce }, drain));
  return { count: list.length, bytes: list.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) };
}

async function restoreOne(
  sha256: string,
  source: BackupSource,
  files: Pick<FileStore, 'put' | 'has' | 'remove'>,
): Promise<void> {
  if (await files.has(sha256)) return;
  const entry = storedFileName(sha256);
  const bytes = await collect(source.read(entry));
  const stored = await files.put(bytes);
  if (stored.sha256 === sha256) return;
  await files.remove(stored.sha256);
  throw new BackupError('damaged', { place: source.place, entry });
}
