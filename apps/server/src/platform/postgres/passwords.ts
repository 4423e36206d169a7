import { randomBytes } from 'node:crypto';
import { open, readFile, rename } from 'node:fs/promises';
import { z } from 'zod';
import { errnoOf } from './postgres.errors.ts';

const passwordsShape = z.object({ superuser: z.string(), owner: z.string(), app: z.string() });

/** The passwords of the three roles of the embedded cluster. */
export type Passwords = z.infer<typeof passwordsShape>;

/** Reads the passwords, or null if the file is missing or was cut short. */
export async function readPasswords(file: string): Promise<Passwords | null> {
  try {
    return passwordsShape.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    if (errnoOf(error) === 'ENOENT' || error instanceof SyntaxError || error instanceof z.ZodError)
      return null;
    throw error;
  }
}

/** Makes new passwords and keeps them in a file that only its owner can read; it is on disk when this returns. */
export async function createPasswords(file: string): Promise<Passwords> {
  const fresh = (): string => randomBytes(24).toString('base64url');
  const passwords = { superuser: fresh(), owner: fresh(), app: fresh() };
  const handle = await open(`${file}.new`, 'w', 0o600);
  try {
    await handle.writeFile(`${JSON.stringify(passwords, null, 2)}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(`${file}.new`, file);
  return passwords;
}

/**
 * The address of a database over the socket in `runDir`. The host name is a filler that makes it a valid URL:
 * both `pg` and libpq prefer the folder given as `host`.
 */
export function socketUrl(input: {
  role: string;
  password: string;
  database: string;
  runDir: string;
}): string {
  const folder = encodeURIComponent(input.runDir);
  return `postgresql://${input.role}:${input.password}@localhost:5432/${input.database}?host=${folder}`;
}
