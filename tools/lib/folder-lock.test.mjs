import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { withFolderLock } from './folder-lock.mjs';

let folder;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ventanilla-lock-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const source = join(import.meta.dirname, 'folder-lock.mjs');

/** A process that notes when it enters and leaves, and stays a while in between. */
function worker(name) {
  const script = `
    import { appendFileSync } from 'node:fs';
    import { withFolderLock } from ${JSON.stringify(source)};
    const [folder, name] = process.argv.slice(1);
    withFolderLock({ path: folder + '/cache/lock' }, () => {
      appendFileSync(folder + '/diary', 'in ' + name + '\\n');
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300);
      appendFileSync(folder + '/diary', 'out ' + name + '\\n');
    });`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script, folder, name]);
  return new Promise((resolve) => child.on('close', resolve));
}

test('three processes at once go in one after the other', async () => {
  expect(await Promise.all(['a', 'b', 'c'].map(worker))).toEqual([0, 0, 0]);
  const diary = readFileSync(join(folder, 'diary'), 'utf8').trim().split('\n');
  expect(diary).toHaveLength(6);
  for (let i = 0; i < diary.length; i += 2) expect(diary[i + 1]).toBe(diary[i].replace('in', 'out'));
}, 20_000);

test('the lock of a process that is gone is taken over, and freed after an error', () => {
  const path = join(folder, 'lock');
  mkdirSync(path);
  const { pid } = spawnSync(process.execPath, ['-e', '']);
  writeFileSync(join(path, 'pid'), String(pid));
  expect(() =>
    withFolderLock({ path }, () => {
      throw new Error('broke');
    }),
  ).toThrow('broke');
  expect(existsSync(path)).toBe(false);
});
