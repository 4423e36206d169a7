import { chmod, mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type DataLayout, giveTo } from './data-folders.ts';
import type { Passwords } from './passwords.ts';
import { EmbeddedPostgresError, errnoOf, isDiskFull } from './postgres.errors.ts';
import { type ProgramResult, type RunUser, runAs } from './run-as.ts';

/**
 * Looks at the data folder without touching it: `absent`, or the uid that owns the cluster.
 * Fails with `postgres.foreign_version` or `postgres.folder_foreign`.
 */
export async function inspectCluster(input: {
  layout: DataLayout;
  major: string;
}): Promise<{ exists: boolean; ownerUid: number | null }> {
  const folder = input.layout.dataDir;
  const names = await readdir(folder).catch((error: unknown): string[] => {
    if (errnoOf(error) === 'ENOENT') return [];
    throw error;
  });
  if (names.length === 0) return { exists: false, ownerUid: null };
  if (!names.includes('PG_VERSION')) throw new EmbeddedPostgresError('postgres.folder_foreign', { folder });
  const found = (await readFile(join(folder, 'PG_VERSION'), 'utf8')).trim();
  if (found !== input.major) {
    throw new EmbeddedPostgresError('postgres.foreign_version', { folder, found, expected: input.major });
  }
  return { exists: true, ownerUid: (await stat(folder)).uid };
}

/**
 * Locales to try in turn: the C library of some systems knows no C.UTF-8. The builtin provider sorts and folds
 * the same everywhere; LC_CTYPE still decides which characters full-text search takes for letters.
 */
const localeOptions = [
  ['--locale=C.UTF-8'],
  ['--builtin-locale=C.UTF-8', '--locale=C', '--lc-ctype=en_US.UTF-8'],
  ['--builtin-locale=C.UTF-8', '--locale=C'],
];

/** Makes a new cluster; it appears under its name when it is complete, so an interrupted run leaves no half one. */
export async function createCluster(input: {
  layout: DataLayout;
  binDir: string;
  runDir: string;
  user: RunUser;
  passwords: Passwords;
  /** False leaves out the flush to disk, for clusters of tests. */
  durable: boolean;
}): Promise<void> {
  const { layout, user } = input;
  await removeStaging(layout);
  const staging = `${layout.dataDir}.new-${process.pid}`;
  const passwordFile = join(input.runDir, 'initdb-password');
  try {
    await writeFile(passwordFile, input.passwords.superuser, { mode: 0o600 });
    await giveFile(passwordFile, user);
    await runInitdb({ ...input, staging, passwordFile });
    await rename(staging, layout.dataDir);
    if (input.durable) await syncFolder(layout.root);
  } finally {
    await rm(passwordFile, { force: true });
    await removeFolder(staging);
  }
}

async function runInitdb(input: {
  layout: DataLayout;
  binDir: string;
  user: RunUser;
  staging: string;
  passwordFile: string;
  durable: boolean;
}): Promise<void> {
  const fixed = ['--pgdata', input.staging, '--username=postgres', '--pwfile', input.passwordFile];
  fixed.push('--auth=scram-sha-256', '--encoding=UTF8', '--locale-provider=builtin', '--data-checksums');
  if (!input.durable) fixed.push('--no-sync');
  let result: ProgramResult | undefined;
  for (const locale of localeOptions) {
    await removeFolder(input.staging);
    await mkdir(input.staging, { mode: 0o700 });
    await giveTo(input.staging, input.user);
    const args = [...fixed, ...locale];
    result = await runAs({ command: join(input.binDir, 'initdb'), args, user: input.user });
    if (result.status === 0) return;
    if (!/invalid locale name|locale.*(not supported|requires)/i.test(result.stderr)) break;
  }
  throw initdbError({ layout: input.layout, stderr: result?.stderr ?? '' });
}

function initdbError(input: { layout: DataLayout; stderr: string }): EmbeddedPostgresError {
  if (isDiskFull(input.stderr)) {
    return new EmbeddedPostgresError('postgres.disk_full', { folder: input.layout.root });
  }
  const lines = input.stderr.trim().split('\n');
  const told = lines.find((line) => /error|FATAL|PANIC/.test(line)) ?? lines.at(-1) ?? 'initdb failed';
  return new EmbeddedPostgresError('postgres.start_failed', { reason: told, log: input.layout.log });
}

async function giveFile(file: string, user: RunUser): Promise<void> {
  if (user === null) return;
  const handle = await open(file, 'r');
  try {
    await handle.chown(user.uid, user.gid);
  } finally {
    await handle.close();
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function removeStaging(layout: DataLayout): Promise<void> {
  for (const name of await readdir(layout.root)) {
    if (name.startsWith('postgres.new-')) await removeFolder(join(layout.root, name));
  }
}

/** An initdb that outlived its parent may still be writing: the folder fills again until it fails in turn. */
async function removeFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
}

/** Makes the cluster belong to the user that is going to run it, with the modes PostgreSQL insists on. */
export async function claimCluster(input: { layout: DataLayout; user: RunUser }): Promise<void> {
  await giveTo(input.layout.dataDir, input.user);
  const { mode } = await stat(input.layout.dataDir);
  if ((mode & 0o027) !== 0) await chmod(input.layout.dataDir, 0o700);
}

/**
 * Sets the superuser's password in a cluster that is not running, for when the file of passwords was lost or
 * came from another cluster. Whoever can run this owns the data anyway.
 */
export async function resetSuperuserPassword(input: {
  layout: DataLayout;
  binDir: string;
  user: RunUser;
  password: string;
}): Promise<void> {
  const result = await runAs({
    command: join(input.binDir, 'postgres'),
    args: ['--single', '-D', input.layout.dataDir, 'postgres'],
    user: input.user,
    // Generated passwords are base64url: there is nothing to escape.
    stdin: `ALTER ROLE postgres PASSWORD '${input.password}';\n`,
  });
  if (result.status !== 0) throw initdbError({ layout: input.layout, stderr: result.stderr });
}
