import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { trimLog } from './postmaster.ts';

test('a log is set aside and emptied only when it has grown beyond its limit', async () => {
  const folder = mkdtempSync('/tmp/vpg-');
  const log = join(folder, 'postgres.log');
  await trimLog(log);
  writeFileSync(log, 'few words');
  await trimLog(log);
  expect(readFileSync(log, 'utf8')).toBe('few words');
  writeFileSync(log, 'x'.repeat(10 * 1024 * 1024));
  await trimLog(log);
  expect([statSync(log).size, statSync(`${log}.1`).size]).toEqual([0, 10 * 1024 * 1024]);
  rmSync(folder, { recursive: true });
});
