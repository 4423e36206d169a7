import { describe, expect, it } from 'vitest';
import { installedMatches } from './install.mjs';

const lock = (packages) => ({
  packages: { '': { name: 'sample' }, 'packages/a': { version: '1.0.0' }, ...packages },
});
const zod = { version: '4.0.0', integrity: 'sha512-z' };

describe('installedMatches', () => {
  it('accepts what the lockfile asks for', () => {
    const wanted = lock({
      'node_modules/zod': zod,
      'node_modules/@x/a': { link: true, resolved: 'packages/a' },
    });
    expect(installedMatches({ wanted, installed: { packages: { 'node_modules/zod': zod } } })).toBe(true);
  });

  it('refuses another version', () => {
    const installed = { packages: { 'node_modules/zod': { ...zod, version: '4.0.1' } } };
    expect(installedMatches({ wanted: lock({ 'node_modules/zod': zod }), installed })).toBe(false);
  });

  it('refuses a missing package', () => {
    expect(installedMatches({ wanted: lock({ 'node_modules/zod': zod }), installed: { packages: {} } })).toBe(
      false,
    );
  });

  it('does without the optional packages of other platforms', () => {
    const wanted = lock({ 'node_modules/esbuild-darwin': { ...zod, optional: true } });
    expect(installedMatches({ wanted, installed: { packages: {} } })).toBe(true);
  });
});
