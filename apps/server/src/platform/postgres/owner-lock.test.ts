import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { acquireOwnerLock } from './owner-lock.ts';
import { pidPlace, startMark } from './process-identity.ts';

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync('/tmp/vpg-');
  file = join(folder, 'owner.lock');
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('of many who try at once one gets the lock, and nothing but the lock stays behind', async () => {
  const tries = await Promise.allSettled(
    Array.from({ length: 10 }, () => acquireOwnerLock({ file, folder })),
  );
  const got = tries.filter((result) => result.status === 'fulfilled');
  expect(got).toHaveLength(1);
  expect(readdirSync(folder)).toEqual(['owner.lock']);
  await got[0]?.value.release();
  expect(readdirSync(folder)).toEqual([]);
});

test('a lock whose pid lives again as another process is taken over', async () => {
  writeFileSync(file, JSON.stringify({ pid: process.pid, started: 'long ago', place: pidPlace() }));
  const lock = await acquireOwnerLock({ file, folder });
  await expect(acquireOwnerLock({ file, folder })).rejects.toMatchObject({
    code: 'postgres.already_running',
  });
  await lock.release();
});

test('a lock that was cut short by a full disk is taken over', async () => {
  writeFileSync(file, '{"pid":');
  const lock = await acquireOwnerLock({ file, folder });
  await lock.release();
});

test('a guard left by a process that died in the middle does not hinder', async () => {
  writeFileSync(
    `${file}.guard`,
    JSON.stringify({ pid: process.pid, started: 'long ago', place: pidPlace() }),
  );
  writeFileSync(`${file}.guard.${2 ** 30}.0123abcd`, 'its working file');
  const lock = await acquireOwnerLock({ file, folder });
  expect(readdirSync(folder)).toEqual(['owner.lock']);
  await lock.release();
});

test('the lock of another container is respected while it beats and taken over when it is silent', async () => {
  // Its pid means nothing here, even though a process with it lives.
  const elsewhere = { pid: process.pid, started: startMark(process.pid), place: 'another container' };
  writeFileSync(file, JSON.stringify(elsewhere));
  const beat = setInterval(() => utimesSync(file, new Date(), new Date()), 100);
  await expect(acquireOwnerLock({ file, folder })).rejects.toMatchObject({
    code: 'postgres.already_running',
  });
  clearInterval(beat);
  const aMinuteAgo = new Date(Date.now() - 60_000);
  utimesSync(file, aMinuteAgo, aMinuteAgo);
  const lock = await acquireOwnerLock({ file, folder });
  await lock.release();
});
