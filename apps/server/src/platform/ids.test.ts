import { expect, test } from 'vitest';
import { createIds } from './ids.ts';

test('keys sort as they were made, also within one millisecond, and are versions 7 that differ', () => {
  let ms = Date.UTC(2026, 8, 1);
  const ids = createIds({ clock: { now: () => new Date(ms) } });
  const made = Array.from({ length: 3_000 }, () => ids.uuid());
  ms += 1;
  made.push(ids.uuid());
  expect(made).toEqual([...made].sort());
  expect(new Set(made).size).toBe(made.length);
  for (const id of made)
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});
