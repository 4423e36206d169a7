import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { HoldInput, HoldLine } from './hold-postgres.ts';

/** A started child and its lines, each waited for by what it says. */
export interface Hold {
  process: ChildProcess;
  pid: number;
  /** The next line; fails with the child's standard error if it ends without one. */
  next(): Promise<HoldLine>;
  /** Ends the child by a signal and waits for its end. */
  end(signal: NodeJS.Signals): Promise<void>;
}

const script = fileURLToPath(new URL('hold-postgres.ts', import.meta.url));
const tsx = import.meta.resolve('tsx');

/** Starts `hold-postgres.ts` in a process group of its own, as another user or below another program if asked. */
export function startHold(
  input: HoldInput,
  options: { uid?: number; gid?: number; below?: string[] } = {},
): Hold {
  const command = [
    ...(options.below ?? []),
    process.execPath,
    '--import',
    tsx,
    script,
    JSON.stringify(input),
  ];
  const child = spawn(command[0] ?? '', command.slice(1), {
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
    cwd: '/',
    uid: options.uid,
    gid: options.gid,
    env: { PATH: process.env['PATH'], HOME: '/nonexistent' },
  });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (part: string) => (stderr += part));
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    process: child,
    pid: child.pid ?? 0,
    next: async () => {
      const line = await lines.next();
      if (line.done) throw new Error(`The child ended without a word: ${stderr}`);
      return JSON.parse(line.value) as HoldLine;
    },
    end: async (signal) => {
      child.kill(signal);
      await ended;
    },
  };
}
