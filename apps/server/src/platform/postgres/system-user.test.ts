import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { choosePostgresUser, findClosedFolder, type UserSources } from './system-user.ts';

const root = 'root:x:0:0:root:/root:/bin/bash';
const nobody = 'nobody:x:65534:65533:nobody:/nonexistent:/usr/sbin/nologin';
const dedicated = 'ventanilla:x:990:991::/nonexistent:/usr/sbin/nologin';

/** A machine with these users, where creating one works from the given attempt on (never by default). */
function machine(
  lines: string[],
  worksFrom = Number.POSITIVE_INFINITY,
): UserSources & { attempts: () => number } {
  let attempts = 0;
  return {
    readPasswd: () => [...lines, ...(attempts >= worksFrom ? [dedicated] : [])].join('\n'),
    createSystemUser: async () => {
      attempts += 1;
    },
    attempts: () => attempts,
  };
}

test('root creates the dedicated user once and runs as it', async () => {
  const sources = machine([root, nobody], 1);
  const user = await choosePostgresUser({ uid: 0, clusterOwnerUid: null, sources });
  expect(user).toEqual({ name: 'ventanilla', uid: 990, gid: 991 });
  await choosePostgresUser({ uid: 0, clusterOwnerUid: null, sources });
  expect(sources.attempts()).toBe(1);
});

test('a first attempt that fails because another process holds /etc/passwd is repeated', async () => {
  const user = await choosePostgresUser({
    uid: 0,
    clusterOwnerUid: null,
    sources: machine([root, nobody], 2),
  });
  expect(user?.name).toBe('ventanilla');
});

test('where no user can be created, root runs PostgreSQL as nobody', async () => {
  const user = await choosePostgresUser({ uid: 0, clusterOwnerUid: null, sources: machine([root, nobody]) });
  expect(user).toEqual({ name: 'nobody', uid: 65534, gid: 65533 });
});

test('where there is no user to hand over to, root is refused', async () => {
  const choice = choosePostgresUser({ uid: 0, clusterOwnerUid: null, sources: machine([root]) });
  await expect(choice).rejects.toMatchObject({ code: 'postgres.root_unusable' });
});

test('the owner of an existing cluster is kept, unless it is root or unknown', async () => {
  const sources = machine([root, nobody, dedicated]);
  const chosen = (clusterOwnerUid: number) => choosePostgresUser({ uid: 0, clusterOwnerUid, sources });
  expect(await chosen(65534)).toMatchObject({ name: 'nobody' });
  expect(await chosen(0)).toMatchObject({ name: 'ventanilla' });
  expect(await chosen(54321)).toMatchObject({ name: 'ventanilla' });
});

test('an ordinary user runs PostgreSQL itself', async () => {
  expect(await choosePostgresUser({ uid: 1000, clusterOwnerUid: null, sources: machine([root]) })).toBeNull();
});

test('the highest closed folder on the way is the one that is named', () => {
  const top = mkdtempSync('/tmp/vpg-');
  const deep = join(top, 'open', 'closed', 'deep');
  mkdirSync(deep, { recursive: true });
  chmodSync(top, 0o755);
  const stranger = { uid: 54321, gid: 54321 };
  expect(findClosedFolder({ folder: deep, ...stranger })).toBeNull();
  chmodSync(join(top, 'open', 'closed'), 0o750);
  chmodSync(deep, 0o700);
  expect(findClosedFolder({ folder: deep, ...stranger })).toBe(join(top, 'open', 'closed'));
  rmSync(top, { recursive: true });
});
