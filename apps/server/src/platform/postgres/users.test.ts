import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { findRunningPostgres } from './supervisor.ts';
import { findClosedFolder } from './system-user.ts';
import {
  cleanUp,
  isRoot,
  later,
  mountSmallDisk,
  query,
  quick,
  start,
  temporaryFolder,
} from './test-ground/ground.ts';
import { type Hold, startHold } from './test-ground/hold.ts';

afterEach(cleanUp);

/** The ordinary user of these tests; present on every system. */
const nobody = idsOf('nobody');
const unknownUid = 54_321;

function idsOf(name: string): { uid: number; gid: number } {
  const fields = new RegExp(`^${name}:[^:]*:(\\d+):(\\d+):`, 'm').exec(readFileSync('/etc/passwd', 'utf8'));
  return { uid: Number(fields?.[1]), gid: Number(fields?.[2]) };
}

function uidOfProcess(pid: number): number {
  return Number(/^Uid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
}

function holdAs(dataRoot: string, ids: { uid: number; gid: number }): Hold {
  const hold = startHold({ dataRoot, settings: quick }, ids);
  later(() => hold.end('SIGTERM'));
  return hold;
}

/** To become another user takes root, and sources that this user can read. */
const sources = fileURLToPath(import.meta.url);
const canBecomeNobody =
  isRoot &&
  [sources, process.execPath].every(
    (folder) => findClosedFolder({ folder: join(folder, '..'), ...nobody }) === null,
  );

test.runIf(canBecomeNobody)(
  'an ordinary user runs PostgreSQL itself, even below a home closed to others',
  async () => {
    const home = temporaryFolder();
    chownSync(home, nobody.uid, nobody.gid);
    chmodSync(home, 0o700);
    const dataRoot = join(home, '.local', 'share', 'ventanilla');
    const line = await holdAs(dataRoot, nobody).next();
    if (line.say !== 'started') throw new Error(JSON.stringify(line));
    expect(uidOfProcess(line.pid)).toBe(nobody.uid);
    expect(statSync(join(dataRoot, 'postgres')).uid).toBe(nobody.uid);
    expect(await query(line.ownerUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
  },
);

test.runIf(canBecomeNobody)('an ordinary user without permission on the folder is told so', async () => {
  const dataRoot = temporaryFolder();
  expect(await holdAs(dataRoot, nobody).next()).toMatchObject({
    say: 'refused',
    code: 'postgres.folder_unwritable',
    message: expect.stringContaining(dataRoot),
  });
});

test.runIf(canBecomeNobody)('a uid without an entry in /etc/passwd is told so', async () => {
  const dataRoot = temporaryFolder();
  chownSync(dataRoot, unknownUid, unknownUid);
  expect(await holdAs(dataRoot, { uid: unknownUid, gid: unknownUid }).next()).toMatchObject({
    say: 'refused',
    code: 'postgres.user_unknown',
    message: expect.stringContaining(String(unknownUid)),
  });
});

test.runIf(isRoot)(
  'as root, PostgreSQL runs as the dedicated user, or as the known owner of the cluster, never as root',
  async () => {
    const dataRoot = temporaryFolder();
    const first = await start({ dataRoot });
    expect([idsOf('ventanilla').uid, nobody.uid]).toContain(uidOfProcess(first.pid));
    expect(statSync(first.dataDir).mode & 0o777).toBe(0o700);
    await first.stop();
    execFileSync('chown', ['-R', `${nobody.uid}:${nobody.gid}`, first.dataDir]);
    const second = await start({ dataRoot });
    expect(uidOfProcess(second.pid)).toBe(nobody.uid);
    await second.stop();
    execFileSync('chown', ['-R', `${unknownUid}:${unknownUid}`, first.dataDir]);
    const third = await start({ dataRoot });
    expect([unknownUid, 0]).not.toContain(uidOfProcess(third.pid));
    await query(third.ownerUrl, 'select 1');
  },
);

test.runIf(isRoot)(
  'the cluster of a closed folder is sheltered, found again from beside, and nothing above is opened',
  async () => {
    const closed = join(temporaryFolder(), 'closed');
    mkdirSync(closed, { mode: 0o700 });
    const dataRoot = join(closed, 'data');
    const shelter = join(temporaryFolder(), 'shelter');
    const first = await start({ dataRoot, shelter });
    expect(first.dataDir.startsWith(shelter)).toBe(true);
    expect(readFileSync(join(dataRoot, 'postgres-location.txt'), 'utf8')).toBe(`${first.dataDir}\n`);
    await query(first.ownerUrl, 'create table kept (n int)');
    expect(await findRunningPostgres({ dataRoot, shelter })).toMatchObject({ ownerUrl: first.ownerUrl });
    await first.stop();
    expect(statSync(closed).mode & 0o777).toBe(0o700);

    // Opening the folder later must not make an empty cluster in place of the one with the data.
    chmodSync(closed, 0o755);
    const second = await start({ dataRoot, shelter });
    expect(second.dataDir).toBe(first.dataDir);
    await query(second.ownerUrl, 'select n from kept');
  },
);

test.runIf(isRoot)(
  'a closed data root is opened for passing when it is ours, and left closed when it is not',
  async () => {
    const dataRoot = join(temporaryFolder(), 'data');
    const shelter = join(temporaryFolder(), 'shelter');
    mkdirSync(dataRoot);
    chmodSync(dataRoot, 0o700);
    const ours = await start({ dataRoot, shelter });
    expect(ours.dataDir).toBe(join(dataRoot, 'postgres'));
    expect(statSync(dataRoot).mode & 0o777).toBe(0o711);

    const theirs = join(temporaryFolder(), 'home');
    mkdirSync(theirs);
    chmodSync(theirs, 0o700);
    writeFileSync(join(theirs, 'diary.txt'), 'private');
    const sheltered = await start({ dataRoot: theirs, shelter });
    expect(sheltered.dataDir.startsWith(shelter)).toBe(true);
    expect(statSync(theirs).mode & 0o777).toBe(0o700);
  },
);

test.runIf(isRoot)(
  'a strict umask of root does not lock PostgreSQL out of the folders made for it',
  async () => {
    const dataRoot = join(temporaryFolder(), 'new', 'data');
    const before = process.umask(0o077);
    later(() => void process.umask(before));
    const { ownerUrl } = await start({ dataRoot });
    await query(ownerUrl, 'create extension unaccent');
  },
);

function canUnshare(): boolean {
  try {
    execFileSync('unshare', ['--map-root-user', 'true'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

test.runIf(isRoot && canUnshare())('a root that may not become another user is told so', async () => {
  const hold = startHold({ dataRoot: temporaryFolder() }, { below: ['unshare', '--map-root-user'] });
  later(() => hold.end('SIGTERM'));
  expect(await hold.next()).toMatchObject({ say: 'refused', code: 'postgres.root_unusable' });
});

test.runIf(isRoot)(
  'a full disk is told at each step, and a start works once there is space',
  async (context) => {
    const dataRoot = temporaryFolder();
    if (!mountSmallDisk(dataRoot, 20)) context.skip('mounting is not permitted here');
    const full = { code: 'postgres.disk_full', message: expect.stringContaining(dataRoot) };
    await expect(start({ dataRoot }), 'no room for the binaries').rejects.toMatchObject(full);
    execFileSync('mount', ['-o', 'remount,size=70m', dataRoot]);
    await expect(start({ dataRoot }), 'no room for the cluster').rejects.toMatchObject(full);
    expect(existsSync(join(dataRoot, 'postgres'))).toBe(false);

    execFileSync('mount', ['-o', 'remount,size=200m', dataRoot]);
    const first = await start({ dataRoot });
    await query(first.ownerUrl, 'create table kept (id int); insert into kept values (7)');
    await first.stop();
    const filler = join(dataRoot, 'filler');
    expect(() =>
      execFileSync('dd', ['if=/dev/zero', `of=${filler}`, 'bs=4k'], { stdio: 'ignore' }),
    ).toThrow();
    await expect(start({ dataRoot }), 'no room to start').rejects.toMatchObject(full);
    execFileSync('rm', [filler]);
    const second = await start({ dataRoot });
    expect(await query(second.ownerUrl, 'select id from kept')).toEqual([{ id: 7 }]);
  },
);
