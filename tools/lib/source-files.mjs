import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './paths.mjs';

const sourceFolders = ['apps', 'packages', 'e2e', 'bench', 'demo', 'tools'];
const skipped = new Set(['node_modules', 'dist', 'fixtures', 'test-results', 'playwright-report']);

function* walk(base, folder) {
  for (const entry of readdirSync(join(base, folder), { withFileTypes: true })) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) {
      if (!skipped.has(entry.name)) yield* walk(base, path);
    } else if (entry.isFile()) yield path;
  }
}

/**
 * The project's own files whose name matches, generated ones left out.
 * @param {{ matching: RegExp, base?: string }} options
 * @returns {{ path: string, text: string }[]} paths relative to the project, with `/`
 */
export function sourceFiles({ matching, base = root }) {
  return sourceFolders
    .filter((folder) => existsSync(join(base, folder)))
    .flatMap((folder) => [...walk(base, folder)])
    .filter((path) => matching.test(path) && !/\.generated\./.test(path))
    .map((path) => ({ path, text: readFileSync(join(base, path), 'utf8') }));
}

/** Whether a file holds tests or what only tests use. */
export const isTest = (path) => /\.(test|spec)\.[a-z]+$|\/(testing|test-ground)\/|^e2e\//.test(path);
