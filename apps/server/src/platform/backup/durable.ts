import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Folders of a copy are their owner's alone: they hold what customers wrote. */
export async function makePrivateFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
}

/** Writes a new file for its owner alone, on disk when it resolves. Fails where one stands already. */
export async function writePrivateFile(path: string, source: AsyncIterable<Buffer>): Promise<void> {
  await makePrivateFolder(dirname(path));
  const file = await open(path, 'wx', 0o600);
  try {
    for await (const chunk of source) await writeAll(file, chunk);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Writes all of it: one call of the system may write less. */
export async function writeAll(
  file: FileHandle,
  bytes: Buffer,
  position: number | null = null,
): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await file.write(
      bytes,
      done,
      bytes.length - done,
      position === null ? null : position + done,
    );
    done += bytesWritten;
  }
}

/** A name just given is durable once its folder is. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
