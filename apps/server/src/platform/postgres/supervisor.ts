import { realpath, rmdir, statfs } from 'node:fs/promises';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type BinaryPackage,
  installBinaries,
  locateBinaries,
  probeBinaries,
  pruneBinaries,
} from './binaries.ts';
import { claimCluster, createCluster, inspectCluster, resetSuperuserPassword } from './cluster.ts';
import { defaultShelter, findClusterHome, possibleLayouts } from './cluster-home.ts';
import { type DataLayout, layoutOf, openWayTo, prepareRunDir } from './data-folders.ts';
import { acquireOwnerLock, type OwnerLock } from './owner-lock.ts';
import { createPasswords, type Passwords, readPasswords } from './passwords.ts';
import { EmbeddedPostgresError, explainSystemError } from './postgres.errors.ts';
import {
  becomesReady,
  findPostmaster,
  isAlive,
  isUsable,
  launchPostmaster,
  type Postmaster,
  signalPostmaster,
  stopPostmaster,
  trimLog,
} from './postmaster.ts';
import { type Addresses, addressesOf, ensureRoles, isWrongPassword } from './roles.ts';
import type { RunUser } from './run-as.ts';
import { choosePostgresUser } from './system-user.ts';

export interface EmbeddedPostgresLog {
  level: 'info' | 'warn' | 'error';
  msg: string;
}

export interface EmbeddedPostgresInput {
  /** Folder of all data; the cluster lies in `postgres/` below it, or sheltered where it cannot be reached. */
  dataRoot: string;
  /** Folder for the clusters of closed data folders, when root starts. */
  shelter?: string;
  /** Folder of the socket, at most 86 bytes long; a longer one is replaced by the default. */
  runDir?: string;
  /** Settings of PostgreSQL that go before ours, such as `{ fsync: 'off' }` in tests. */
  settings?: Record<string, string>;
  log(line: EmbeddedPostgresLog): void;
}

export interface EmbeddedPostgres extends Addresses {
  dataDir: string;
  /** True if the server was already running, left by a process of ours that died. */
  attached: boolean;
  /** The postmaster; another one after it died and was started again. */
  pid: number;
  /** Stops PostgreSQL in good order (at most 12 s) and gives the data folder free. */
  stop(): Promise<void>;
}

/** Everything one start needs to know once the ground is prepared. */
interface Ground {
  layout: DataLayout;
  source: BinaryPackage;
  binDir: string;
  user: RunUser;
  input: EmbeddedPostgresInput;
}

/**
 * Starts the embedded PostgreSQL of a data folder, creating the cluster, its roles (`ventanilla_owner`,
 * `ventanilla_app`) and the database `ventanilla` on the first start, or attaches to the server that a dead
 * process of ours left running. It is restarted if it dies, and stopped when this process ends in order.
 * Listens on a socket only. Fails with `EmbeddedPostgresError`, whose message says what to do.
 */
export async function startEmbeddedPostgres(input: EmbeddedPostgresInput): Promise<EmbeddedPostgres> {
  const source = locateBinaries({ platform: process.platform, arch: process.arch });
  let layout = layoutOf(resolve(input.dataRoot));
  let lock: OwnerLock | undefined;
  try {
    layout = await findClusterHome({ dataRoot: input.dataRoot, shelter: input.shelter ?? defaultShelter });
    lock = await acquireOwnerLock({ file: layout.ownerLock, folder: layout.root });
    return await startLocked({ input, layout, source, lock });
  } catch (error) {
    await lock?.release().catch(() => undefined);
    throw await diskFullOr({
      error: explainSystemError({ error, folder: layout.root, log: layout.log }),
      layout,
    });
  }
}

/**
 * The addresses of a server that is running on the data folder, for tools beside the main process; null if
 * there is none. Takes no lock, starts and stops nothing.
 */
export async function findRunningPostgres(input: {
  dataRoot: string;
  shelter?: string;
}): Promise<Addresses | null> {
  const root = await realpath(input.dataRoot).catch(() => null);
  if (root === null) return null;
  for (const layout of possibleLayouts({ root, shelter: input.shelter ?? defaultShelter })) {
    const postmaster = findPostmaster(layout);
    const passwords = await readPasswords(layout.passwords);
    if (postmaster?.ready && passwords !== null) return addressesOf({ passwords, runDir: postmaster.runDir });
  }
  return null;
}

async function startLocked(given: {
  input: EmbeddedPostgresInput;
  layout: DataLayout;
  source: BinaryPackage;
  lock: OwnerLock;
}): Promise<EmbeddedPostgres> {
  const { input, layout, source, lock } = given;
  const cluster = await inspectCluster({ layout, major: source.major });
  const user = await choosePostgresUser({ uid: process.getuid?.() ?? -1, clusterOwnerUid: cluster.ownerUid });
  await openWayTo({ layout, user });
  const binDir = await installBinaries({ source, dataRoot: layout.root });
  const ground: Ground = { layout, source, binDir, user, input };

  let passwords = cluster.exists ? await readPasswords(layout.passwords) : null;
  const left = await findUsablePostmaster({ ground, passwordsKnown: passwords !== null });
  let renew = false;
  if (left === null) {
    await probeBinaries({ binDir, user });
    if (passwords === null) {
      passwords = await createPasswords(layout.passwords);
      renew = cluster.exists;
    }
    await prepareCluster({ ground, exists: cluster.exists, passwords, renew });
  }
  if (passwords === null) throw new Error('A server is only left running when its passwords are known.');
  const first = left ?? (await launch(ground));
  const postmaster = await ensureRolesOrStop({ ground, postmaster: first, passwords, renew });
  return supervise({ ground, lock, postmaster, passwords, attached: postmaster === left });
}

/** A full disk often shows only indirectly (an empty log, a vague word), so the disk itself is asked. */
async function diskFullOr(given: {
  error: EmbeddedPostgresError;
  layout: DataLayout;
}): Promise<EmbeddedPostgresError> {
  const { error, layout } = given;
  if (error.code !== 'postgres.start_failed') return error;
  const free = await statfs(layout.root).then(
    (disk) => disk.bavail * disk.bsize,
    () => Number.POSITIVE_INFINITY,
  );
  return free < 64 * 1024
    ? new EmbeddedPostgresError('postgres.disk_full', { folder: layout.root }, error)
    : error;
}

async function findUsablePostmaster(given: {
  ground: Ground;
  passwordsKnown: boolean;
}): Promise<Postmaster | null> {
  const { ground } = given;
  const { layout, binDir, input } = ground;
  const found = findPostmaster(layout);
  if (found === null) return null;
  const ready = await becomesReady({ postmaster: found, layout, onWait: waitLogger(input) });
  if (ready && given.passwordsKnown && (await isUsable({ postmaster: found, layout, binDir }))) {
    input.log({ level: 'info', msg: `Attached to the running PostgreSQL (process ${found.pid}).` });
    return found;
  }
  if (!(await stopPostmaster(found))) {
    throw new EmbeddedPostgresError('postgres.already_running', { folder: layout.root, pid: found.pid });
  }
  return null;
}

async function prepareCluster(given: {
  ground: Ground;
  exists: boolean;
  passwords: Passwords;
  renew: boolean;
}): Promise<void> {
  const { ground, passwords } = given;
  const { layout, binDir, user, input } = ground;
  if (!given.exists) {
    input.log({ level: 'info', msg: `Creating the database in ${layout.dataDir}.` });
    const runDir = await runDirOf(ground);
    const durable = input.settings?.['fsync'] !== 'off';
    try {
      await createCluster({ layout, binDir, runDir, user, passwords, durable });
    } catch (error) {
      await leaveRunDir(runDir);
      throw error;
    }
  }
  await claimCluster({ layout, user });
  await pruneBinaries({ source: ground.source, dataRoot: layout.root });
  if (given.renew) {
    input.log({ level: 'warn', msg: `The passwords in ${layout.passwords} were missing; new ones are set.` });
    await resetSuperuserPassword({ layout, binDir, user, password: passwords.superuser });
  }
}

async function launch(ground: Ground): Promise<Postmaster> {
  const { layout, binDir, user, input } = ground;
  const runDir = await runDirOf(ground);
  const settings = input.settings ?? {};
  try {
    return await launchPostmaster({ layout, binDir, runDir, user, settings, onWait: waitLogger(input) });
  } catch (error) {
    await leaveRunDir(runDir);
    throw error;
  }
}

function runDirOf(ground: Ground): Promise<string> {
  const { layout, user, input } = ground;
  return prepareRunDir({
    layout,
    user,
    wished: input.runDir,
    warn: (msg) => input.log({ level: 'warn', msg }),
  });
}

/** Removes the folder of the socket unless something is in it: a wished folder may hold files of others. */
async function leaveRunDir(runDir: string): Promise<void> {
  await rmdir(runDir).catch(() => undefined);
}

function waitLogger(input: EmbeddedPostgresInput): (seconds: number) => void {
  return (seconds) => input.log({ level: 'info', msg: `PostgreSQL is still recovering after ${seconds} s.` });
}

/** Brings roles and database up to date; passwords that the cluster does not know are set anew, once. */
async function ensureRolesOrStop(given: {
  ground: Ground;
  postmaster: Postmaster;
  passwords: Passwords;
  renew: boolean;
}): Promise<Postmaster> {
  const { ground, postmaster, passwords, renew } = given;
  try {
    await ensureRoles({ passwords, runDir: postmaster.runDir, renew });
    return postmaster;
  } catch (error) {
    await stopPostmaster(postmaster);
    await leaveRunDir(postmaster.runDir);
    if (!isWrongPassword(error) || renew) throw error;
  }
  await prepareCluster({ ground, exists: true, passwords, renew: true });
  return ensureRolesOrStop({ ground, postmaster: await launch(ground), passwords, renew: true });
}

const WATCH_MS = 500;
const TRIM_LOG_MS = 60 * 60 * 1000;
const MAX_RESTART_PAUSE_MS = 30_000;

/** Keeps the server alive until `stop`: a postmaster that dies is started again, with growing pauses. */
function supervise(given: {
  ground: Ground;
  lock: OwnerLock;
  postmaster: Postmaster;
  passwords: Passwords;
  attached: boolean;
}): EmbeddedPostgres {
  const { ground, lock, passwords } = given;
  const { log } = ground.input;
  let postmaster = given.postmaster;
  let stopping: Promise<void> | undefined;
  let restart: Promise<void> | undefined;

  const revive = async (): Promise<void> => {
    log({ level: 'error', msg: 'PostgreSQL ended unexpectedly; starting it again.' });
    for (let pauseMs = 500; stopping === undefined; pauseMs = Math.min(pauseMs * 2, MAX_RESTART_PAUSE_MS)) {
      try {
        postmaster = await launch(ground);
        log({ level: 'info', msg: `PostgreSQL runs again (process ${postmaster.pid}).` });
        return;
      } catch (error) {
        const { layout } = ground;
        const told = explainSystemError({ error, folder: layout.root, log: layout.log });
        log({ level: 'error', msg: (await diskFullOr({ error: told, layout })).message });
        for (let waitedMs = 0; waitedMs < pauseMs && stopping === undefined; waitedMs += 100)
          await sleep(100);
      }
    }
  };
  const watch = setInterval(() => {
    if (restart !== undefined || stopping !== undefined || isAlive(postmaster)) return;
    restart = revive().finally(() => (restart = undefined));
  }, WATCH_MS);
  const trim = setInterval(() => {
    // A log that cannot be trimmed now is tried again in an hour.
    void trimLog(ground.layout.log).catch((error: unknown) => log({ level: 'warn', msg: String(error) }));
  }, TRIM_LOG_MS);
  watch.unref();
  trim.unref();
  // However the process ends in order, the server does not stay behind; only a kill leaves it to be attached to.
  const onExit = (): void => signalPostmaster(postmaster, 'SIGINT');
  process.once('exit', onExit);

  const stopOnce = async (): Promise<void> => {
    clearInterval(watch);
    clearInterval(trim);
    await restart;
    process.removeListener('exit', onExit);
    if (!(await stopPostmaster(postmaster))) {
      log({ level: 'error', msg: `PostgreSQL (process ${postmaster.pid}) does not stop.` });
    }
    await leaveRunDir(postmaster.runDir);
    await lock.release();
  };
  return {
    ...addressesOf({ passwords, runDir: postmaster.runDir }),
    dataDir: ground.layout.dataDir,
    attached: given.attached,
    get pid() {
      return postmaster.pid;
    },
    stop: () => (stopping ??= stopOnce()),
  };
}
