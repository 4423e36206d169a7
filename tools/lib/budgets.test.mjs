import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  deskBudget,
  firstRouteFiles,
  functionLengths,
  lockfileBreaches,
  percentile,
  sourceBudget,
} from './budgets.mjs';

const path = 'apps/server/src/modules/tickets/tickets.store.ts';
const ofLines = (count) => 'x;\n'.repeat(count);
const functionOf = (count) => `function f() {\n${ofLines(count - 2)}}\n`;

describe('percentile', () => {
  it('is a value of the list, by nearest rank', () => {
    expect(percentile([5, 1, 4, 2, 3], 95)).toBe(5);
    expect(
      percentile(
        Array.from({ length: 100 }, (_, index) => index + 1),
        95,
      ),
    ).toBe(95);
  });

  it('is 0 for an empty list', () => {
    expect(percentile([], 95)).toBe(0);
  });
});

describe('sourceBudget', () => {
  it('accepts a file of 400 lines among short ones, and refuses 401', () => {
    const short = Array.from({ length: 40 }, (_, index) => ({ path: `${index}.ts`, text: ofLines(10) }));
    expect(sourceBudget({ files: [...short, { path, text: ofLines(400) }] }).breaches).toEqual([]);
    expect(sourceBudget({ files: [...short, { path, text: ofLines(401) }] }).breaches).toHaveLength(1);
  });

  it('accepts a long file with a listed reason, and refuses the reason once the file is short', () => {
    const longFiles = { [path]: 'a table of payloads' };
    const short = Array.from({ length: 40 }, (_, index) => ({ path: `${index}.ts`, text: ofLines(10) }));
    expect(sourceBudget({ files: [...short, { path, text: ofLines(401) }], longFiles }).breaches).toEqual([]);
    expect(sourceBudget({ files: [...short, { path, text: ofLines(9) }], longFiles }).breaches).toHaveLength(
      1,
    );
  });

  it('refuses a percentile over 250 lines', () => {
    expect(sourceBudget({ files: [{ path, text: ofLines(251) }] }).breaches).toHaveLength(1);
  });

  it('allows 3 % of long functions and no more', () => {
    const many = (count) => 'const g = () => 1;\n'.repeat(count);
    expect(sourceBudget({ files: [{ path, text: functionOf(71) + many(33) }] }).breaches).toEqual([]);
    expect(sourceBudget({ files: [{ path, text: functionOf(71) + many(31) }] }).breaches).toHaveLength(1);
  });

  it('does not count the functions of tests', () => {
    expect(sourceBudget({ files: [{ path: 'a.test.ts', text: functionOf(300) }] }).breaches).toEqual([]);
  });
});

describe('functionLengths', () => {
  it('counts lines from the first to the last, of functions with a body', () => {
    const text = 'declare function a(): void;\nclass B {\n  c() {\n    return () => 1;\n  }\n}\n';
    expect(functionLengths({ path, text }).map(({ line, lines }) => [line, lines])).toEqual([
      [3, 3],
      [4, 1],
    ]);
  });
});

describe('the desk', () => {
  const html =
    '<script type="module" src="/assets/index-1.js"></script><link rel="modulepreload" href="/assets/react-2.js">' +
    '<link rel="stylesheet" href="/assets/index-3.css"><link rel="icon" href="/icon.svg">';

  it('counts what index.html names', () => {
    expect(firstRouteFiles({ html, manifest: null })).toEqual([
      'assets/index-1.js',
      'assets/react-2.js',
      'assets/index-3.css',
    ]);
  });

  it('counts static imports of the entry, not lazy ones', () => {
    const manifest = {
      'src/main.tsx': {
        file: 'assets/index-1.js',
        isEntry: true,
        imports: ['_a'],
        dynamicImports: ['src/editor.tsx'],
      },
      _a: { file: 'assets/a.js', imports: ['src/main.tsx'], css: ['assets/a.css'] },
      'src/editor.tsx': { file: 'assets/editor.js', isDynamicEntry: true },
    };
    expect(firstRouteFiles({ html: '', manifest })).toEqual([
      'assets/index-1.js',
      'assets/a.js',
      'assets/a.css',
    ]);
  });

  it('is refused over its budget, measured compressed', () => {
    const noise = randomBytes(100_000);
    const small = deskBudget({ html, manifest: null, read: () => Buffer.alloc(1_000_000) });
    const large = deskBudget({ html, manifest: null, read: () => noise });
    expect(small.breaches).toEqual([]);
    expect(large.breaches).toHaveLength(1);
  });

  it('is refused in many files, however small', () => {
    const scripts = Array.from({ length: 11 }, (_, at) => `<script src="/assets/${at}.js"></script>`);
    const { breaches } = deskBudget({ html: scripts.join(''), manifest: null, read: () => Buffer.alloc(10) });
    expect(breaches).toHaveLength(1);
  });
});

describe('lockfileBreaches', () => {
  it('finds packages resolved without TLS', () => {
    expect(
      lockfileBreaches('{\n"resolved": "http://registry/x.tgz"\n"resolved": "https://registry/y.tgz"'),
    ).toHaveLength(1);
  });
});
