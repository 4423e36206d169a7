import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { copyFile, open, readdir, readFile, rename, rm, stat, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DataLayout } from './data-folders.ts';
import { EmbeddedPostgresError, errnoOf, isDiskFull } from './postgres.errors.ts';
import { isPostgresOf, startMark } from './process-identity.ts';
import { programEnv, type RunUser } from './run-as.ts';

const SOCKET = '.s.PGSQL.5432';
const MAX_LOG_BYTES = 10 * 1024 * 1024;
const FAST_STOP_MS = 9_000;
const IMMEDIATE_STOP_MS = 3_000;

const defaultSettings: Record<string, string> = {
  // The socket only: nothing else on the machine or the network can reach it, and no port can be taken.
  listen_addresses: '',
  port: '5432',
  unix_socket_permissions: '0700',
  shared_buffers: '128MB',
  max_connections: '60',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // Statements and details of errors quote people's data, and the log is no place for those.
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
};

/** A postmaster found or started: its process and the folder of its socket. */
export interface Postmaster {
  pid: number;
  /** Tells this process from a later one with the same pid. */
  started: string;
  runDir: string;
}

interface PidFile {
  pid: number;
  runDir: string;
  status: string;
}

/** Reads postmaster.pid; null if it is missing or not complete yet. */
function readPidFile(dataDir: string): PidFile | null {
  try {
    const lines = readFileSync(join(dataDir, 'postmaster.pid'), 'utf8').split('\n');
    const pid = Number(lines[0]);
    if (!Number.isInteger(pid) || pid <= 0) return null;
    return { pid, runDir: lines[4]?.trim() ?? '', status: lines[7]?.trim() ?? '' };
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return null;
    throw error;
  }
}

/** The living postmaster of the cluster, as an earlier process of ours may have left it; null if there is none. */
export function findPostmaster(layout: DataLayout): (Postmaster & { ready: boolean }) | null {
  const file = readPidFile(layout.dataDir);
  if (file === null || isPostgresOf({ pid: file.pid, dataDir: layout.dataDir }) === false) return null;
  const started = startMark(file.pid);
  return started === null
    ? null
    : { pid: file.pid, started, runDir: file.runDir, ready: file.status === 'ready' };
}

/** Whether the postmaster can be used as it is: its socket is there and it was started from these binaries. */
export async function isUsable(input: {
  postmaster: Postmaster;
  layout: DataLayout;
  binDir: string;
}): Promise<boolean> {
  // Cleaners of /tmp remove old sockets, and a later version of ours may bring other binaries.
  if (!existsSync(join(input.postmaster.runDir, SOCKET))) return false;
  const options = await readFile(join(input.layout.dataDir, 'postmaster.opts'), 'utf8').catch(() => '');
  return options.startsWith(join(input.binDir, 'postgres'));
}

export function isAlive(postmaster: Postmaster): boolean {
  return startMark(postmaster.pid) === postmaster.started;
}

/**
 * Starts the postmaster in a session of its own (the terminal's Ctrl+C does not reach it) and waits until it
 * takes connections; crash recovery may take its time, a dead process ends the wait.
 * Fails with `postgres.disk_full`, `postgres.socket_taken`, `postgres.already_running` or
 * `postgres.start_failed` with PostgreSQL's last words.
 */
export async function launchPostmaster(input: {
  layout: DataLayout;
  binDir: string;
  runDir: string;
  user: RunUser;
  settings: Record<string, string>;
  onWait(seconds: number): void;
}): Promise<Postmaster> {
  const { layout } = input;
  for (let attempt = 1; ; attempt += 1) {
    await clearStaleLocks(input);
    const logStart = await rotateLog(layout.log);
    const postmaster = await spawnPostmaster(input);
    if (await becomesReady({ postmaster, layout, onWait: input.onWait })) return postmaster;
    const words = await readFrom(layout.log, logStart);
    // A server that a process of ours started in its last moment may have been quicker.
    const other = /lock file "postmaster.pid" already exists/.test(words) ? findPostmaster(layout) : null;
    if (other !== null && (await becomesReady({ postmaster: other, layout, onWait: input.onWait })))
      return other;
    // The children of a postmaster that was killed need a moment to notice.
    if (/pre-existing shared memory block/.test(words) && attempt < 20) await sleep(250);
    else throw startError({ layout, runDir: input.runDir, words });
  }
}

async function spawnPostmaster(input: {
  layout: DataLayout;
  binDir: string;
  runDir: string;
  user: RunUser;
  settings: Record<string, string>;
}): Promise<Postmaster> {
  const settings = { ...defaultSettings, unix_socket_directories: input.runDir, ...input.settings };
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const log = await open(input.layout.log, 'a', 0o640);
  try {
    const child = spawn(join(input.binDir, 'postgres'), ['-D', input.layout.dataDir, ...options], {
      cwd: '/',
      env: programEnv(),
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
      ...(input.user && { uid: input.user.uid, gid: input.user.gid }),
    });
    await new Promise<void>((resolve, reject) => {
      child.once('spawn', resolve);
      child.once('error', reject);
    });
    child.unref();
    const pid = child.pid ?? 0;
    return { pid, started: startMark(pid) ?? '', runDir: input.runDir };
  } finally {
    await log.close();
  }
}

/** Waits until postmaster.pid says ready; false if the process died first. */
export async function becomesReady(input: {
  postmaster: Postmaster;
  layout: DataLayout;
  onWait(seconds: number): void;
}): Promise<boolean> {
  const { postmaster, layout } = input;
  for (let waited = 0; isAlive(postmaster); waited += 1) {
    const file = readPidFile(layout.dataDir);
    if (file?.pid === postmaster.pid && file.status === 'ready') return true;
    if (waited % 500 === 499) input.onWait(Math.round(waited / 50));
    await sleep(20);
  }
  return false;
}

/** Stops the postmaster as `pg_ctl stop -m fast` does; after 9 s without its recovery-free end, immediately. */
export async function stopPostmaster(postmaster: Postmaster): Promise<boolean> {
  const steps: [NodeJS.Signals, number][] = [
    ['SIGINT', FAST_STOP_MS],
    ['SIGQUIT', IMMEDIATE_STOP_MS],
  ];
  for (const [signal, patienceMs] of steps) {
    signalPostmaster(postmaster, signal);
    for (let waitedMs = 0; waitedMs < patienceMs; waitedMs += 20) {
      if (!isAlive(postmaster)) return true;
      await sleep(20);
    }
  }
  return !isAlive(postmaster);
}

/** Sends a signal if the process is still the same one; usable while the process ends, as it does not wait. */
export function signalPostmaster(postmaster: Postmaster, signal: NodeJS.Signals): void {
  if (!isAlive(postmaster)) return;
  try {
    process.kill(postmaster.pid, signal);
  } catch (error) {
    // It ended between the look and the signal.
    if (errnoOf(error) !== 'ESRCH') throw error;
  }
}

/**
 * Removes lock files whose pid belongs to a living process that is no PostgreSQL of theirs (the pid was given
 * out again, or is a zombie). PostgreSQL handles dead pids itself but takes such a process for a server.
 */
async function clearStaleLocks(input: { layout: DataLayout; runDir: string }): Promise<void> {
  const { dataDir } = input.layout;
  const own = readPidFile(dataDir);
  if (own !== null && isTakenPid(own.pid) && findPostmaster(input.layout) === null) {
    await waitForOrphans(dataDir);
    await rm(join(dataDir, 'postmaster.pid'), { force: true });
  }
  const lock = join(input.runDir, `${SOCKET}.lock`);
  const [pidLine, owner] = (await readFile(lock, 'utf8').catch(() => '')).split('\n');
  if (!pidLine || !owner) return;
  const pid = Number(pidLine);
  if (isPostgresOf({ pid, dataDir: owner }) !== false) {
    throw new EmbeddedPostgresError('postgres.socket_taken', { folder: input.runDir, pid });
  }
  await rm(lock, { force: true });
  await rm(join(input.runDir, SOCKET), { force: true });
}

/** Whether the kernel knows the pid, be it as a zombie or as another user's process. */
function isTakenPid(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errnoOf(error) !== 'ESRCH';
  }
}

/** Backends outlive a killed postmaster for a moment; the cluster must not be started beside them. */
async function waitForOrphans(dataDir: string): Promise<void> {
  if (process.platform !== 'linux') return;
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const processes = (await readdir('/proc')).map(Number).filter((pid) => pid > 0);
    if (!processes.some((pid) => isPostgresOf({ pid, dataDir }) === true)) return;
    await sleep(50);
  }
}

/** Sets aside a log that has grown and tells where this start's words will begin. */
async function rotateLog(log: string): Promise<number> {
  const size = await sizeOf(log);
  if (size < MAX_LOG_BYTES) return size;
  await rename(log, `${log}.1`);
  return 0;
}

/** Keeps a long-lived server's log within bounds; PostgreSQL appends, so it goes on at the new end. */
export async function trimLog(log: string): Promise<void> {
  if ((await sizeOf(log)) < MAX_LOG_BYTES) return;
  await copyFile(log, `${log}.1`);
  await truncate(log);
}

async function sizeOf(file: string): Promise<number> {
  try {
    return (await stat(file)).size;
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return 0;
    throw error;
  }
}

async function readFrom(file: string, start: number): Promise<string> {
  const text = await readFile(file).catch(() => Buffer.alloc(0));
  return text.subarray(start).toString('utf8');
}

function startError(input: { layout: DataLayout; runDir: string; words: string }): EmbeddedPostgresError {
  const { layout, words } = input;
  // On a full disk even the log may have no room for the reason.
  if (isDiskFull(words)) return new EmbeddedPostgresError('postgres.disk_full', { folder: layout.root });
  const taken = /lock file "(.*)" already exists[\s\S]*PID (\d+)/.exec(words);
  if (taken !== null) {
    const pid = Number(taken[2]);
    return taken[1] === 'postmaster.pid'
      ? new EmbeddedPostgresError('postgres.already_running', { folder: layout.root, pid })
      : new EmbeddedPostgresError('postgres.socket_taken', { folder: input.runDir, pid });
  }
  const reason = words.split('\n').findLast((line) => /FATAL|PANIC|ERROR|error/.test(line)) ?? words.trim();
  return new EmbeddedPostgresError('postgres.start_failed', {
    reason: reason.replace(/^.*?(FATAL|PANIC|ERROR): +/, '') || 'it ended without a word',
    log: layout.log,
  });
}
