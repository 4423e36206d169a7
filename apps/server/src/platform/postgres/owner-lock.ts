import { randomBytes } from 'node:crypto';
import { link, readdir, readFile, rename, rm, stat, unlink, utimes, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { EmbeddedPostgresError, errnoOf } from './postgres.errors.ts';
import { pidPlace, startMark } from './process-identity.ts';

interface Owner {
  pid: number;
  started: string;
  place: string;
}

export interface OwnerLock {
  release(): Promise<void>;
}

const HEARTBEAT_MS = 3_000;
/** A lock of another container that shows no heartbeat for this long has lost its owner. */
const SILENCE_MS = 10_000;
const GUARD_STALE_MS = 5_000;

/**
 * Makes this process the only owner of a data folder, or refuses with `postgres.already_running`.
 * The lock of a dead owner (by pid and start time) is taken over. A file is used because the kernel's own locks
 * are out of Node's reach; every decision is taken under a short-lived guard file, so two starters can never
 * both take over.
 */
export async function acquireOwnerLock(input: { file: string; folder: string }): Promise<OwnerLock> {
  const guard = await enterGuard(`${input.file}.guard`);
  try {
    const holder = await readOwner(input.file);
    if (holder !== null && (await isAlive(holder, input.file))) {
      throw new EmbeddedPostgresError('postgres.already_running', { folder: input.folder, pid: holder.pid });
    }
    await sweep(input.file);
    await replace(input.file, JSON.stringify(ownMark()));
  } finally {
    await guard.leave();
  }
  const heartbeat = setInterval(() => void touch(input.file), HEARTBEAT_MS);
  heartbeat.unref();
  return {
    release: async () => {
      clearInterval(heartbeat);
      await rm(input.file, { force: true });
    },
  };
}

function ownMark(): Owner {
  return { pid: process.pid, started: startMark(process.pid) ?? '', place: pidPlace() };
}

async function readOwner(file: string): Promise<Owner | null> {
  try {
    const owner: unknown = JSON.parse(await readFile(file, 'utf8'));
    return isOwner(owner) ? owner : null;
  } catch (error) {
    if (error instanceof SyntaxError || errnoOf(error) === 'ENOENT') return null;
    throw error;
  }
}

function isOwner(value: unknown): value is Owner {
  if (typeof value !== 'object' || value === null) return false;
  const { pid, started, place } = value as Record<string, unknown>;
  return typeof pid === 'number' && typeof started === 'string' && typeof place === 'string';
}

async function isAlive(owner: Owner, file: string): Promise<boolean> {
  if (owner.place === pidPlace()) return startMark(owner.pid) === owner.started;
  return beats(file);
}

/** Pids of another container say nothing here, so its heartbeat is watched instead. */
async function beats(file: string): Promise<boolean> {
  const first = await modifiedMs(file);
  const silentSince = Math.min(Date.now(), first ?? 0);
  while (Date.now() - silentSince < SILENCE_MS) {
    await sleep(200);
    const latest = await modifiedMs(file);
    if (latest === null) return false;
    if (latest !== first) return true;
  }
  return false;
}

async function modifiedMs(file: string): Promise<number | null> {
  try {
    return (await stat(file)).mtimeMs;
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return null;
    throw error;
  }
}

async function touch(file: string): Promise<void> {
  const now = new Date();
  // A missed beat is harmless (the next one follows), and a removed folder must not end the process.
  await utimes(file, now, now).catch(() => undefined);
}

async function replace(file: string, text: string): Promise<void> {
  const fresh = `${file}.${uniqueSuffix()}`;
  try {
    await writeFile(fresh, text, { mode: 0o644, flag: 'wx' });
    await rename(fresh, file);
  } catch (error) {
    await rm(fresh, { force: true });
    throw error;
  }
}

async function enterGuard(file: string): Promise<{ leave(): Promise<void> }> {
  const mine = `${file}.${uniqueSuffix()}`;
  await writeFile(mine, JSON.stringify(ownMark()), { flag: 'wx' });
  try {
    for (;;) {
      // link() is the atomic "create if absent" that also brings the content along.
      const entered = await link(mine, file).then(
        () => true,
        (error: unknown) => {
          if (errnoOf(error) === 'EEXIST') return false;
          throw error;
        },
      );
      if (entered) return { leave: () => rm(file, { force: true }) };
      await dropStaleGuard(file);
      await sleep(20);
    }
  } finally {
    await unlink(mine);
  }
}

async function dropStaleGuard(file: string): Promise<void> {
  const holder = await readOwner(file);
  const modified = await modifiedMs(file);
  if (modified === null) return;
  const here = holder !== null && holder.place === pidPlace();
  const dead = here
    ? startMark(holder.pid) !== holder.started
    : Date.now() - modified > GUARD_STALE_MS + SILENCE_MS;
  if (dead) await rm(file, { force: true });
}

/** Removes the working files of processes that were killed in the middle; their names carry the pid. */
async function sweep(file: string): Promise<void> {
  const own = `${basename(file)}.`;
  for (const name of await readdir(dirname(file))) {
    const pid = name.startsWith(own) ? /\.(\d+)\.[0-9a-f]{8}$/.exec(name)?.[1] : undefined;
    if (pid !== undefined && startMark(Number(pid)) === null)
      await rm(join(dirname(file), name), { force: true });
  }
}

function uniqueSuffix(): string {
  return `${process.pid}.${randomBytes(4).toString('hex')}`;
}
