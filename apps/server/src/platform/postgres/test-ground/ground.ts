import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { type EmbeddedPostgres, type EmbeddedPostgresInput, startEmbeddedPostgres } from '../index.ts';
import { startMark } from '../process-identity.ts';

export const isRoot = process.getuid?.() === 0;

/** Durability only costs time where the machine is not switched off in the middle of a test. */
export const quick = { fsync: 'off', shared_buffers: '16MB' };

const cleanups: (() => Promise<void> | void)[] = [];

/** Has the cleanup run after the present test, last registered first. */
export function later(cleanup: () => Promise<void> | void): void {
  cleanups.push(cleanup);
}

/** Runs all cleanups; for `afterEach`. */
export async function cleanUp(): Promise<void> {
  for (let cleanup = cleanups.pop(); cleanup; cleanup = cleanups.pop()) await cleanup();
}

/** A new folder that others may pass through, removed after the test together with what still runs in it. */
export function temporaryFolder(): string {
  const folder = mkdtempSync('/tmp/vpg-');
  chmodSync(folder, 0o755);
  later(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Starts a server that is stopped after the test. */
export async function start(
  input: Partial<EmbeddedPostgresInput> & { dataRoot: string },
): Promise<EmbeddedPostgres> {
  const postgres = await startEmbeddedPostgres({ settings: quick, log: () => undefined, ...input });
  later(() => postgres.stop());
  return postgres;
}

/** Runs one statement and returns its rows. */
export async function query(
  url: string,
  sql: string,
  values: unknown[] = [],
): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql, values)).rows;
  } finally {
    await client.end();
  }
}

/** Ends a process of the test's own at once and waits until it is gone. */
export async function killNow(pid: number): Promise<void> {
  process.kill(pid, 'SIGKILL');
  await until(() => startMark(pid) === null);
}

/** Waits up to 10 s for a condition. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 500; attempt += 1) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('The condition did not come true within 10 s.');
}

/** One hash over names and contents of everything in a folder. */
export function hashOf(folder: string): string {
  const hash = createHash('sha256');
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    hash.update(name);
    try {
      hash.update(readFileSync(join(folder, name)));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EISDIR') throw error;
    }
  }
  return hash.digest('hex');
}

/** Mounts a small disk in memory on the folder, unmounted after the test; false where the machine forbids it. */
export function mountSmallDisk(folder: string, megabytes: number): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=755`, 'tmpfs', folder], {
      stdio: 'ignore',
    });
  } catch {
    return false;
  }
  later(() => void execFileSync('umount', [folder]));
  return true;
}
