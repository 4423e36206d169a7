import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync } from 'node:fs';
import { chmod, chown, lchown, lstat, mkdir, readdir, realpath, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { EmbeddedPostgresError, errnoOf } from './postgres.errors.ts';
import type { RunUser } from './run-as.ts';
import { findClosedFolder } from './system-user.ts';

/** Linux takes 107 bytes for the path of a socket and macOS 103; PostgreSQL appends `/.s.PGSQL.5432`. */
const MAX_RUN_DIR_BYTES = 100 - '/.s.PGSQL.5432'.length;

/**
 * Where the data live unless told otherwise: `VENTANILLA_DATA`; for root `/var/lib/ventanilla`; else
 * `$XDG_DATA_HOME/ventanilla` or `~/.local/share/ventanilla`. Always an absolute path.
 */
export function defaultDataRoot(env: NodeJS.ProcessEnv, isRoot: boolean): string {
  const chosen = env['VENTANILLA_DATA'];
  if (chosen) return resolve(chosen);
  if (isRoot) return '/var/lib/ventanilla';
  // The XDG standard says that a relative path is to be ignored.
  const xdg = env['XDG_DATA_HOME'];
  const base = xdg?.startsWith('/') ? xdg : join(env['HOME'] || homedir(), '.local', 'share');
  return join(base, 'ventanilla');
}

/** The files and folders of the embedded PostgreSQL below one data root. */
export interface DataLayout {
  root: string;
  /** The cluster. */
  dataDir: string;
  log: string;
  passwords: string;
  ownerLock: string;
}

/** Names everything below the data root; `root` must exist when symbolic links are to be resolved. */
export function layoutOf(root: string): DataLayout {
  return {
    root,
    dataDir: join(root, 'postgres'),
    log: join(root, 'postgres.log'),
    passwords: join(root, 'postgres-passwords.json'),
    ownerLock: join(root, 'owner.lock'),
  };
}

/** Creates the data root if needed and names its parts by their real paths. */
export async function openDataRoot(dataRoot: string): Promise<DataLayout> {
  const highest = await mkdir(dataRoot, { recursive: true, mode: 0o755 });
  // A strict umask would close the folders just made to the user that root hands PostgreSQL over to.
  if (highest !== undefined && process.getuid?.() === 0) await openBetween({ highest, folder: dataRoot });
  return layoutOf(await realpath(dataRoot));
}

async function openBetween(input: { highest: string; folder: string }): Promise<void> {
  for (let folder = resolve(input.folder); folder.length >= input.highest.length; folder = dirname(folder)) {
    await chmod(folder, 0o755);
  }
}

/**
 * Lets the user that runs PostgreSQL pass through the data root, or fails with `postgres.folder_closed`.
 * Only a root that is ours (empty, or holding a cluster or binaries of ours) is opened, and only for passing.
 */
export async function openWayTo(input: { layout: DataLayout; user: RunUser }): Promise<void> {
  const { layout, user } = input;
  if (user === null) return;
  let closed = findClosedFolder({ folder: layout.root, uid: user.uid, gid: user.gid });
  if (closed === layout.root && (await isOurs(layout))) {
    const { mode } = await stat(layout.root);
    await chmod(layout.root, (mode & 0o7777) | 0o011);
    closed = null;
  }
  if (closed !== null) {
    throw new EmbeddedPostgresError('postgres.folder_closed', {
      folder: layout.root,
      closed,
      user: user.name,
    });
  }
}

async function isOurs(layout: DataLayout): Promise<boolean> {
  if (existsSync(layout.dataDir) || existsSync(join(layout.root, 'postgres-bin'))) return true;
  const known = [layout.ownerLock, layout.log, layout.passwords];
  const names = await readdir(layout.root);
  return names.every((name) => known.some((path) => join(layout.root, name).startsWith(path)));
}

/** Gives a folder of ours and all below it to the user; symbolic links themselves, never what they point to. */
export async function giveTo(folder: string, user: RunUser): Promise<void> {
  if (user === null) return;
  const { uid } = await lstat(folder);
  if (uid === user.uid) return;
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await giveTo(path, user);
    else await lchown(path, user.uid, user.gid);
  }
  // The folder itself comes last: an interrupted run is then seen as not done.
  await chown(folder, user.uid, user.gid);
}

/**
 * Creates the folder of the socket, owned by the user that runs PostgreSQL and closed to all others.
 * A wished folder is taken if its path is short enough for a socket; by default it is
 * `/run/ventanilla-<hash of the data root>`, or the like in /tmp where /run is not ours.
 */
export async function prepareRunDir(input: {
  layout: DataLayout;
  user: RunUser;
  wished?: string;
  warn(msg: string): void;
}): Promise<string> {
  const folder = chooseRunDir(input);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const found = await lstat(folder);
  const self = process.getuid?.() ?? -1;
  const target = input.user?.uid ?? self;
  // In /tmp anybody can be first: a link or a stranger's folder would hand the socket over.
  if (!found.isDirectory() || (found.uid !== target && found.uid !== self)) {
    throw new EmbeddedPostgresError('postgres.folder_unwritable', { folder });
  }
  if (input.user !== null && found.uid !== target) await chown(folder, input.user.uid, input.user.gid);
  await chmod(folder, 0o700);
  if (input.user !== null) assertReachable(folder, input.user);
  return folder;
}

function chooseRunDir(input: { layout: DataLayout; wished?: string; warn(msg: string): void }): string {
  if (input.wished !== undefined) {
    const wished = resolve(input.wished);
    if (Buffer.byteLength(wished) <= MAX_RUN_DIR_BYTES) return wished;
    input.warn(`The path ${wished} is too long for a socket; a short folder is used instead.`);
  }
  const hash = createHash('sha256').update(input.layout.root).digest('hex').slice(0, 12);
  const uid = process.getuid?.() ?? 0;
  if (uid === 0 && isWritable('/run')) return `/run/ventanilla-${hash}`;
  return `/tmp/ventanilla-${uid}-${hash}`;
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch (error) {
    if (errnoOf(error) === null) throw error;
    return false;
  }
}

function assertReachable(folder: string, user: NonNullable<RunUser>): void {
  const closed = findClosedFolder({ folder: dirname(folder), uid: user.uid, gid: user.gid });
  if (closed !== null)
    throw new EmbeddedPostgresError('postgres.folder_closed', { folder, closed, user: user.name });
}
