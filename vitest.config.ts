import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

/**
 * One project per workspace. Everything runs in UTC; files named *.tz.test.ts also run with TEST_TZ set to another
 * zone, and then only they do. With TEST_DATABASE=debian only the files that use the database run, because a pure
 * rule gives the same answer on every PostgreSQL.
 */
const zone = process.env.TEST_TZ ?? 'UTC';
const otherDatabase = process.env.TEST_DATABASE === 'debian';
process.env.TZ = zone;

const testFiles = zone === 'UTC' ? '*.test.{ts,tsx,mjs}' : '*.tz.test.{ts,tsx}';
const globalSetup = 'apps/server/src/testing/global-setup.ts';

const serverFolder = 'apps/server/src';

/** Of the server: those that use the database, where that is all that is asked for. */
function serverFiles({ mocked }: { mocked: boolean }): string[] {
  if (!existsSync(serverFolder)) return [];
  return readdirSync(serverFolder, { recursive: true, encoding: 'utf8' })
    .filter((name) => (zone === 'UTC' ? /\.test\.tsx?$/ : /\.tz\.test\.tsx?$/).test(name))
    .map((name) => join(serverFolder, name))
    .filter((path) => {
      const text = readFileSync(path, 'utf8');
      const usesDatabase = path.includes('/testing/') || /from '[./]+\/testing\//.test(text);
      return /\bvi\.mock\(/.test(text) === mocked && (!otherDatabase || usesDatabase);
    });
}

function project(name: string, folder: string) {
  const isServer = name.startsWith('server');
  const mocked = name === 'server-mocked';
  return {
    test: {
      name,
      root: import.meta.dirname,
      include: isServer ? serverFiles({ mocked }) : [`${folder}/**/${testFiles}`],
      exclude: ['**/node_modules/**', '**/dist/**'],
      environment: 'node' as const,
      pool: 'forks' as const,
      // Reading the whole server anew for each file costs a quarter of the suite; one that replaces modules needs it.
      isolate: mocked,
      env: { TZ: zone },
      globalSetup: isServer && existsSync(globalSetup) ? [globalSetup] : [],
      // A database, a child process or a mail server may be part of a server test.
      testTimeout: isServer ? 30_000 : 10_000,
      hookTimeout: isServer ? 60_000 : 10_000,
    },
  };
}

export default defineConfig({
  test: {
    maxWorkers: 2,
    passWithNoTests: true,
    projects: [
      project('tools', 'tools'),
      project('contracts', 'packages/contracts/src'),
      project('phrases', 'packages/phrases/src'),
      project('web', 'packages/web/src'),
      project('desk', 'apps/desk/src'),
      project('demo', 'demo'),
      project('server', serverFolder),
      project('server-mocked', serverFolder),
    ],
  },
});
