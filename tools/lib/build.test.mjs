import { describe, expect, it } from 'vitest';
import { workspaceSource } from './build.mjs';

const manifests = [
  { folder: '/p/contracts', name: '@x/contracts', exports: { '.': './src/index.ts', './*': './src/*.ts' } },
  { folder: '/p/web', name: '@x/web', exports: { '.': './src/index.ts' } },
];

describe('workspaceSource', () => {
  it.each([
    ['@x/contracts', '/p/contracts/src/index.ts'],
    ['@x/contracts/tickets', '/p/contracts/src/tickets.ts'],
    ['@x/contracts/es/errors', '/p/contracts/src/es/errors.ts'],
    ['@x/web', '/p/web/src/index.ts'],
  ])('finds the source of %s', (specifier, source) => {
    expect(workspaceSource({ specifier, manifests })).toBe(source);
  });

  it.each(['@x/web/inner', '@x/webs', '@x/contracts/', '@x/absent'])('finds nothing for %s', (specifier) => {
    expect(workspaceSource({ specifier, manifests })).toBeNull();
  });
});
