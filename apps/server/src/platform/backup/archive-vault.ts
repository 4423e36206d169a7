import { createReadStream } from 'node:fs';
import { type FileHandle, open, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { BackupError } from './backup-error.ts';
import { makePrivateFolder, syncFolder, writeAll } from './durable.ts';
import { manifestHashName, manifestName, readManifest, storedFileName, writeManifest } from './manifest.ts';
import { collect } from './measured.ts';
import { blockBytes, paddingOf, readTarHeader, tarHeader } from './tar.rules.ts';
import type { BackupSink, BackupSource } from './vault.ts';

/** Begins a copy in one file, a tar archive that is complete in itself. Refuses to write over one that is there. */
export async function openArchiveSink(input: { path: string; takenAt: Date }): Promise<BackupSink> {
  const { path, takenAt } = input;
  if (await stat(path).catch(() => null)) throw new BackupError('exists', { place: path });
  const working = `${path}.partial`;
  await makePrivateFolder(dirname(path));
  await rm(working, { force: true });
  const file = await open(working, 'wx', 0o600);
  const seconds = Math.floor(takenAt.getTime() / 1000);
  let position = 0;
  let finished = false;

  async function put(name: string, source: AsyncIterable<Buffer>): Promise<void> {
    const start = position;
    position += blockBytes;
    for await (const chunk of source) {
      await writeAll(file, chunk, position);
      position += chunk.length;
    }
    const size = position - start - blockBytes;
    await writeAll(file, Buffer.alloc(paddingOf(size)), position);
    position += paddingOf(size);
    // The length is known only now, so the header comes last.
    await writeAll(file, tarHeader({ name, size }, seconds), start);
  }

  return {
    place: path,
    put,
    hasFile: async () => false,
    putFile: ({ sha256 }, source) => put(storedFileName(sha256), source),
    async finish(manifest) {
      const { bytes, hashLine } = writeManifest(manifest);
      for (const [name, content] of [
        [manifestName, bytes],
        [manifestHashName, hashLine],
      ] as const) {
        await put(
          name,
          (async function* () {
            yield content;
          })(),
        );
      }
      await writeAll(file, Buffer.alloc(2 * blockBytes), position);
      await file.sync();
      await file.close();
      await rename(working, path);
      finished = true;
      await syncFolder(dirname(path));
    },
    async abort() {
      await file.close().catch(() => undefined);
      await rm(finished ? path : working, { force: true });
    },
  };
}

/** A copy in one file. Throws `not_a_backup`, `damaged`. */
export async function openArchiveCopy(path: string): Promise<BackupSource> {
  const file = await open(path, 'r');
  try {
    const places = await indexOf(file, path);
    const read = (entry: string): AsyncIterable<Buffer> => {
      const found = places.get(entry);
      if (!found) throw new BackupError('damaged', { place: path, entry });
      if (found.size === 0) return (async function* () {})();
      return createReadStream(path, { start: found.start, end: found.start + found.size - 1 });
    };
    if (!places.has(manifestName)) throw new BackupError('not_a_backup', { place: path });
    const manifest = readManifest({
      bytes: await collect(read(manifestName)),
      hashLine: await collect(read(manifestHashName)),
      place: path,
    });
    return { manifest, place: path, read, close: async () => {} };
  } finally {
    await file.close();
  }
}

async function indexOf(
  file: FileHandle,
  path: string,
): Promise<Map<string, { start: number; size: number }>> {
  const places = new Map<string, { start: number; size: number }>();
  const header = Buffer.alloc(blockBytes);
  for (let position = 0; ; ) {
    const { bytesRead } = await file.read(header, 0, blockBytes, position);
    if (bytesRead < blockBytes) throw new BackupError('not_a_backup', { place: path });
    const entry = headerOrRefuse(header, path);
    if (entry === null) return places;
    places.set(entry.name, { start: position + blockBytes, size: entry.size });
    position += blockBytes + entry.size + paddingOf(entry.size);
  }
}

function headerOrRefuse(header: Buffer, path: string) {
  try {
    return readTarHeader(header);
  } catch (error) {
    throw new BackupError('not_a_backup', { place: path }, error);
  }
}
