import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fingerprint } from './stamp.mjs';

describe('fingerprint', () => {
  let base;
  const write = (name, text) => {
    const path = join(base, name);
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, text);
    utimesSync(path, 1_700_000_000, 1_700_000_000);
  };
  const now = () => fingerprint({ inputs: ['src', 'package.json', 'absent'], base });

  beforeEach(() => {
    base = mkdtempSync(join(tmpdir(), 'fingerprint-'));
    write('src/a.ts', 'one');
    write('package.json', '{}');
  });
  afterEach(() => rmSync(base, { recursive: true }));

  it('stays the same while nothing changes', () => {
    expect(now()).toBe(now());
  });

  it.each([
    ['another size', 'src/a.ts', 'longer'],
    ['a new file', 'src/deep/b.ts', ''],
    ['a single input', 'package.json', '{ }'],
  ])('changes with %s', (_, name, text) => {
    const before = now();
    write(name, text);
    expect(now()).not.toBe(before);
  });

  it('changes with the time of a file alone', () => {
    const before = now();
    utimesSync(join(base, 'src/a.ts'), 1_700_000_001, 1_700_000_001);
    expect(now()).not.toBe(before);
  });

  it.each(['src/a.test.ts', 'src/testing/a.ts', 'src/dist/a.js'])('does not change with %s', (name) => {
    const before = now();
    write(name, 'x');
    expect(now()).toBe(before);
  });
});
