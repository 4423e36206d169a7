import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder, as an absolute path. Commands work from any current folder. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** An absolute path inside the project. */
export const inRoot = (...parts) => join(root, ...parts);
