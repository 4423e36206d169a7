import { describe, expect, it } from 'vitest';
import { houseRuleBreaches } from './house-rules.mjs';

const server = 'apps/server/src/modules/tickets/tickets.store.ts';
const breaches = (text, path = server, allowed = {}) =>
  houseRuleBreaches({ files: [{ path, text }], allowed });
const lines = (...args) => breaches(...args).map(({ line }) => line);

describe('the clock and chance', () => {
  it.each([
    'const a = new Date();',
    'const a = new Date;',
    'const a = Date.now();',
    'const a = Date.now;',
    'const a = Math.random();',
    'const a = Date();',
  ])('are not read by the server: %s', (text) => {
    expect(lines(`\n${text}`)).toEqual([2]);
  });

  it.each([
    'new Date(row.at)',
    'Date.parse(text)',
    'Math.max(1, 2)',
    'clock.now()',
    '// new Date() is refused',
  ])('are not read by %s', (text) => {
    expect(breaches(text)).toEqual([]);
  });

  it.each([
    'sql`select now()`',
    'sql`update tickets set at = ${at}, seen = NOW ( ) where id = ${id}`',
    'const q = "select current_timestamp";',
    'sql`current_date`',
    "sql`select 'now'::timestamptz`",
  ])('are not read in SQL: %s', (text) => {
    expect(lines(text)).toEqual([1]);
  });

  it('are not found in text that is no SQL', () => {
    expect(breaches("log.info('call now() again');")).toEqual([]);
  });

  it.each([
    'apps/server/src/platform/clock.ts',
    'apps/server/src/platform/clock/clock.ts',
    'apps/server/src/a.test.ts',
  ])('may be read by %s', (path) => {
    expect(breaches('new Date()', path)).toEqual([]);
  });

  it('may be read by a file with a listed reason, as long as it does', () => {
    expect(breaches('new Date()', server, { [server]: 'because' })).toEqual([]);
    expect(breaches('', server, { [server]: 'because' })).toHaveLength(1);
  });

  it('are not read by migrations, outside their comments', () => {
    const text = '-- now() is refused\ncreate table a (\n  at timestamptz default now()\n); /* now() */';
    expect(lines(text, 'apps/server/migrations/0001.sql')).toEqual([3]);
  });
});

describe('comments', () => {
  it.each(['// @ts-expect-error', '/* oxlint-disable no-console */', '// biome-ignore format:'])(
    'need a reason to suppress: %s',
    (text) => {
      expect(lines(text)).toEqual([1]);
    },
  );

  it.each([
    '// @ts-expect-error the library types this as never',
    '// oxlint-disable-next-line no-console -- the address is what the person waits for',
    '// biome-ignore format: the table reads better in columns',
  ])('may suppress with a reason: %s', (text) => {
    expect(breaches(text)).toEqual([]);
  });

  it('hold no open work', () => {
    expect(lines('\n// TODO later')).toEqual([2]);
    expect(breaches("const todo = 'TODO';")).toEqual([]);
  });
});
