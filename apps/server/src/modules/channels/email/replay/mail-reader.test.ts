import { expect, test } from 'vitest';
import { createLog } from '../../../../platform/log.ts';
import { createMailReader } from './mail-reader.ts';

const tick = () => new Promise((resolve) => setImmediate(resolve));

test('people’s readings take turns, a failed one holds up none, and beyond eight they are refused', async () => {
  const reader = createMailReader({ log: createLog({ level: 'silent' }) });
  let atOnce = 0;
  let most = 0;
  const ends: (() => void)[] = [];
  const reading = () => {
    atOnce += 1;
    most = Math.max(most, atOnce);
    return new Promise<string>((resolve, reject) => {
      const failing = ends.length === 0;
      ends.push(() => {
        atOnce -= 1;
        if (failing) reject(new Error('broken'));
        else resolve('read');
      });
    });
  };
  const asked = Array.from({ length: 8 }, () =>
    reader.inTurn(reading).catch((error: Error) => error.message),
  );
  await expect(reader.inTurn(reading)).rejects.toMatchObject({ code: 'http.unavailable' });
  for (let at = 0; at < 8; at += 1) {
    await tick();
    ends[at]!();
  }
  expect(await Promise.all(asked)).toEqual(['broken', ...Array.from({ length: 7 }, () => 'read')]);
  expect(most).toBe(1);
  const later = reader.inTurn(reading);
  await tick();
  ends[8]!();
  await expect(later).resolves.toBe('read');
});
