import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';

/**
 * Where bytes are kept: content-addressed by SHA-256 and write-once, so that storing twice is the same as once.
 * The interface is what an S3-compatible store can do as well.
 */
export interface FileStore {
  /** Durable when it resolves. */
  put(bytes: Uint8Array): Promise<{ sha256: string; sizeBytes: number }>;
  read(sha256: string): Promise<Buffer>;
  stream(sha256: string): Readable;
  has(sha256: string): Promise<boolean>;
  remove(sha256: string): Promise<void>;
  /** Every stored file, in no order; one that comes or goes meanwhile may be missing. */
  list(): AsyncIterable<StoredFile>;
}

export interface StoredFile {
  sha256: string;
  sizeBytes: number;
  changedAt: Date;
}

const hexHash = /^[0-9a-f]{64}$/;

/** Files under `root/ab/cd/<sha256>`, written beside, flushed, then renamed. */
export function createLocalFileStore({ root }: { root: string }): FileStore {
  function pathOf(sha256: string) {
    if (!hexHash.test(sha256)) throw new Error('not a content hash');
    return join(root, sha256.slice(0, 2), sha256.slice(2, 4), sha256);
  }

  async function has(sha256: string) {
    return stat(pathOf(sha256)).then(
      () => true,
      () => false,
    );
  }

  return {
    async put(bytes) {
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      const path = pathOf(sha256);
      if (!(await has(sha256))) await writeDurably(path, bytes);
      return { sha256, sizeBytes: bytes.byteLength };
    },
    read: (sha256) => readFile(pathOf(sha256)),
    stream: (sha256) => createReadStream(pathOf(sha256)),
    has,
    remove: (sha256) => rm(pathOf(sha256), { force: true }),
    list: () => listFiles(root),
  };
}

async function* listFiles(root: string): AsyncGenerator<StoredFile> {
  const folders = async (path: string) =>
    (await readdir(path).catch(() => []))
      .filter((name) => /^[0-9a-f]{2}$/.test(name))
      .map((name) => join(path, name));
  for (const first of await folders(root)) {
    for (const second of await folders(first)) {
      for (const name of await readdir(second).catch(() => [])) {
        // What lies beside under a longer name is being written, or was when a process died.
        const found = hexHash.test(name) ? await stat(join(second, name)).catch(() => null) : null;
        if (found) yield { sha256: name, sizeBytes: found.size, changedAt: found.mtime };
      }
    }
  }
}

async function writeDurably(path: string, bytes: Uint8Array) {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const beside = `${path}.${randomBytes(6).toString('hex')}`;
  const file = await open(beside, 'wx', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } catch (error) {
    await file.close();
    await rm(beside, { force: true });
    throw error;
  }
  await file.close();
  await rename(beside, path);
}
