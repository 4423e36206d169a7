import { existsSync } from 'node:fs';

/** The program of the parser's child: beside the bundle a file of its own, in development and tests the source. */
export function parserChildEntry(): URL {
  const built = new URL('./parse-child.js', import.meta.url);
  return existsSync(built) ? built : new URL('./parse-child.ts', import.meta.url);
}
