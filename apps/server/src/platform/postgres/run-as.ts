import { spawn } from 'node:child_process';

/** The user PostgreSQL runs as; null stands for the user of this process. */
export type RunUser = { name: string; uid: number; gid: number } | null;

export interface ProgramResult {
  status: number | null;
  stdout: string;
  stderr: string;
}

/** Environment of every PostgreSQL program: no PG* variable of the caller may change what it does. */
export function programEnv(): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };
}

/**
 * Runs a program to its end as the given user and collects its output.
 * Rejects with the errno of the failed spawn (EACCES, ENOENT, EPERM, EINVAL); a non-zero exit resolves.
 */
export function runAs(input: {
  command: string;
  args: string[];
  user: RunUser;
  stdin?: string;
}): Promise<ProgramResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(input.command, input.args, {
      // The folder of this process may be closed to the other user, "/" never is.
      cwd: '/',
      env: programEnv(),
      stdio: ['pipe', 'pipe', 'pipe'],
      // Its own session: Ctrl+C in the terminal must not interrupt an initdb half way.
      detached: true,
      ...(input.user && { uid: input.user.uid, gid: input.user.gid }),
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (part: string) => (stdout += part));
    child.stderr.setEncoding('utf8').on('data', (part: string) => (stderr += part));
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, stdout, stderr }));
    // A program that ends without reading its input closes the pipe; its exit status tells the story.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input.stdin ?? '');
  });
}
