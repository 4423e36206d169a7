import { createReadStream } from 'node:fs';
import { readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { BackupError } from './backup-error.ts';
import { makePrivateFolder, syncFolder, writePrivateFile } from './durable.ts';
import { manifestHashName, manifestName, readManifest, storedFileName, writeManifest } from './manifest.ts';
import type { BackupSink, BackupSource } from './vault.ts';

/** Below a folder of copies: `copies/<id>` each with its tables, and `files/` that all of them share. */
const copiesFolder = 'copies';
const partial = '.partial';
/** Says whose copies a folder keeps. */
const ownerName = 'installation';

async function* one(bytes: Buffer): AsyncIterable<Buffer> {
  yield bytes;
}

async function sizeOf(path: string): Promise<number | null> {
  return stat(path).then(
    ({ size }) => size,
    () => null,
  );
}

/**
 * Begins a copy in a folder of copies; what interrupted ones left there is removed. One at a time may write, and only
 * one installation: throws `folder_of_another`.
 */
export async function openFolderSink(input: {
  folder: string;
  id: string;
  owner: string;
}): Promise<BackupSink> {
  const { folder, id } = input;
  const copies = join(folder, copiesFolder);
  await makePrivateFolder(copies);
  await claimFolder(input);
  await removePartial(folder);
  const place = join(copies, id);
  const working = `${place}${partial}`;
  await makePrivateFolder(working);
  return {
    place,
    put: (entry, source) => writePrivateFile(join(working, entry), source),
    hasFile: async ({ sha256, sizeBytes }) =>
      (await sizeOf(join(folder, storedFileName(sha256)))) === sizeBytes,
    async putFile({ sha256 }, source) {
      const path = join(folder, storedFileName(sha256));
      const beside = `${path}${partial}`;
      await rm(beside, { force: true });
      await writePrivateFile(beside, source);
      await rename(beside, path);
    },
    async finish(manifest) {
      const { bytes, hashLine } = writeManifest(manifest);
      await writePrivateFile(join(working, manifestName), one(bytes));
      await writePrivateFile(join(working, manifestHashName), one(hashLine));
      await rename(working, place);
      await syncFolder(copies);
    },
    async abort() {
      await rm(working, { recursive: true, force: true });
      await rm(place, { recursive: true, force: true });
    },
  };
}

async function claimFolder({ folder, owner }: { folder: string; owner: string }): Promise<void> {
  const path = join(folder, ownerName);
  const known = await readFile(path, 'utf8').catch(() => null);
  if (known === null) await writePrivateFile(path, one(Buffer.from(`${owner}\n`)));
  else if (known.trim() !== owner) throw new BackupError('folder_of_another', { place: folder });
}

async function removePartial(folder: string): Promise<void> {
  const copies = join(folder, copiesFolder);
  for (const name of await readdir(copies)) {
    if (name.endsWith(partial)) await rm(join(copies, name), { recursive: true, force: true });
  }
}

/** Ids of the finished copies in a folder, oldest first; none where there is no such folder. */
export async function listCopies(folder: string): Promise<string[]> {
  const names = await readdir(join(folder, copiesFolder)).catch(() => []);
  return names.filter((name) => !name.endsWith(partial)).sort();
}

/** One copy of a folder: the one named, or the newest. */
export async function openFolderCopy(input: { folder: string; id?: string }): Promise<BackupSource> {
  const { folder } = input;
  const id = input.id ?? (await listCopies(folder)).at(-1);
  const place = join(folder, copiesFolder, id ?? '');
  if (id === undefined) throw new BackupError('not_a_backup', { place: folder });
  const read = (name: string) =>
    readFile(join(place, name)).catch((error: unknown) => {
      throw new BackupError('not_a_backup', { place }, error);
    });
  const manifest = readManifest({
    bytes: await read(manifestName),
    hashLine: await read(manifestHashName),
    place,
  });
  return {
    manifest,
    place,
    read: (entry) => createReadStream(entry.startsWith('files/') ? join(folder, entry) : join(place, entry)),
    close: async () => {},
  };
}

/** Whether a path names one copy inside a folder of copies, and which. */
export async function isCopyInFolder(path: string): Promise<{ folder: string; id: string } | null> {
  const found = basename(dirname(path)) === copiesFolder && (await sizeOf(join(path, manifestName))) !== null;
  return found ? { folder: dirname(dirname(path)), id: basename(path) } : null;
}

/** Removes a copy; its files go with `removeUnusedFiles`. */
export async function removeCopy(input: { folder: string; id: string }): Promise<void> {
  const place = join(input.folder, copiesFolder, input.id);
  // Renamed first: a removal cut short leaves no half copy under a good name.
  await rename(place, `${place}${partial}`);
  await rm(`${place}${partial}`, { recursive: true, force: true });
}

/** Removes the bytes that no remaining copy names; answers how many. */
export async function removeUnusedFiles(input: {
  folder: string;
  used: ReadonlySet<string>;
}): Promise<number> {
  const root = join(input.folder, 'files');
  let removed = 0;
  for (const first of await readdir(root).catch(() => [])) {
    for (const second of await readdir(join(root, first))) {
      for (const name of await readdir(join(root, first, second))) {
        if (input.used.has(name)) continue;
        await rm(join(root, first, second, name), { force: true });
        removed += 1;
      }
    }
  }
  return removed;
}
