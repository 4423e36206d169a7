import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { BackupError } from './backup-error.ts';
import { entryOf, fileListName, storedFileName } from './manifest.ts';
import { measureAll, measured } from './measured.ts';
import type { BackupSource } from './vault.ts';

/** Reads every entry of a copy back and compares hashes, lengths and rows. Throws `damaged` with the entry. */
export async function verifyEntries(source: BackupSource): Promise<void> {
  const { manifest } = source;
  const list = await measureAll(source.read(fileListName)).catch(() => null);
  if (list?.sha256() !== manifest.files.listSha256) throw damaged(source, fileListName);
  for (const table of manifest.tables) {
    const entry = entryOf(table);
    const stored = measured(source.read(entry));
    const raw = await measureAll(decompress(stored.through)).catch(() => null);
    const isWhole =
      stored.measure.sha256() === table.storedSha256 &&
      raw?.sha256() === table.sha256 &&
      raw.lines === table.rows;
    if (!isWhole) throw damaged(source, entry);
  }
}

/** Reads files of a copy back. Throws `damaged` with the first that is not what its name says. */
export async function verifyFiles(input: {
  source: BackupSource;
  files: readonly { sha256: string }[];
}): Promise<void> {
  for (const { sha256 } of input.files) {
    const entry = storedFileName(sha256);
    const measure = await measureAll(input.source.read(entry)).catch(() => null);
    if (measure?.sha256() !== sha256) throw damaged(input.source, entry);
  }
}

const damaged = ({ place }: BackupSource, entry: string) => new BackupError('damaged', { place, entry });

/** The bytes behind a gzip; a damaged one fails. */
export function decompress(source: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
  const gunzip = createGunzip();
  const compressed = Readable.from(source, { objectMode: false });
  compressed.on('error', (error) => gunzip.destroy(error));
  return compressed.pipe(gunzip);
}
