import { readFileSync, statSync } from 'node:fs';
import { userInfo } from 'node:os';
import { dirname } from 'node:path';
import { EmbeddedPostgresError } from './postgres.errors.ts';
import { type RunUser, runAs } from './run-as.ts';

const SYSTEM_USER = 'ventanilla';
const FALLBACK_USER = 'nobody';

export interface UserEntry {
  name: string;
  uid: number;
  gid: number;
}

/** What the choice of the user looks at; passed in so that each case can be tried without a second machine. */
export interface UserSources {
  readPasswd(): string;
  createSystemUser(name: string): Promise<void>;
}

/**
 * The user PostgreSQL runs as: null (ourselves) unless this is root, which PostgreSQL refuses.
 * Root hands over to the owner of an existing cluster, else to the system user `ventanilla`, created if
 * possible, else to `nobody`.
 * Fails with `postgres.user_unknown` (our uid has no passwd entry) or `postgres.root_unusable`.
 */
export async function choosePostgresUser(input: {
  uid: number;
  clusterOwnerUid: number | null;
  sources?: UserSources;
}): Promise<RunUser> {
  if (input.uid !== 0) {
    assertKnownUser(input.uid);
    return null;
  }
  const sources = input.sources ?? systemSources;
  const owner = input.clusterOwnerUid;
  const kept = owner === null || owner === 0 ? null : findUser(sources, (entry) => entry.uid === owner);
  const user =
    kept ?? (await dedicatedUser(sources)) ?? findUser(sources, (entry) => entry.name === FALLBACK_USER);
  if (user === null || user.uid === 0) {
    throw new EmbeddedPostgresError('postgres.root_unusable', {
      reason: `neither ${SYSTEM_USER} nor ${FALLBACK_USER} exists`,
    });
  }
  return user;
}

function assertKnownUser(uid: number): void {
  try {
    userInfo();
  } catch (error) {
    throw new EmbeddedPostgresError('postgres.user_unknown', { uid }, error);
  }
}

async function dedicatedUser(sources: UserSources): Promise<UserEntry | null> {
  const isDedicated = (entry: UserEntry): boolean => entry.name === SYSTEM_USER;
  // useradd gives up when another process holds /etc/passwd, so a second look and a second try are due.
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const found = findUser(sources, isDedicated);
    if (found !== null) return found;
    await sources.createSystemUser(SYSTEM_USER);
  }
  return findUser(sources, isDedicated);
}

function findUser(sources: UserSources, matches: (entry: UserEntry) => boolean): UserEntry | null {
  for (const line of sources.readPasswd().split('\n')) {
    const [name, , uid, gid] = line.split(':');
    if (!name || uid === undefined || gid === undefined) continue;
    const entry = { name, uid: Number(uid), gid: Number(gid) };
    if (Number.isInteger(entry.uid) && Number.isInteger(entry.gid) && matches(entry)) return entry;
  }
  return null;
}

const systemSources: UserSources = {
  readPasswd: () => readFileSync('/etc/passwd', 'utf8'),
  createSystemUser: async (name) => {
    const home = '/nonexistent';
    const useradd = ['--system', '--user-group', '--no-create-home', '--home-dir', home];
    const made = await succeeds('useradd', [...useradd, '--shell', '/usr/sbin/nologin', name]);
    // BusyBox has no useradd, and its adduser has other options.
    if (!made) await succeeds('adduser', ['-S', '-D', '-H', '-h', home, '-s', '/sbin/nologin', name]);
  },
};

async function succeeds(command: string, args: string[]): Promise<boolean> {
  try {
    return (await runAs({ command, args, user: null })).status === 0;
  } catch {
    // The program does not exist or may not be run: the caller has another way.
    return false;
  }
}

/** The highest folder on the way to `folder` (itself included) that the user may not pass through, or null. */
export function findClosedFolder(input: { folder: string; uid: number; gid: number }): string | null {
  const parent = dirname(input.folder);
  const above = parent === input.folder ? null : findClosedFolder({ ...input, folder: parent });
  if (above !== null) return above;
  const { mode, uid, gid } = statSync(input.folder);
  const execute = uid === input.uid ? 0o100 : gid === input.gid ? 0o010 : 0o001;
  return (mode & execute) === 0 ? input.folder : null;
}
