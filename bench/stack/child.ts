import { type ChildProcess, spawn } from 'node:child_process';

export interface Child {
  pid: number;
  /** From the start of the process until it said that it is ready. */
  readyMs: number;
  output(): string;
  stop(): Promise<void>;
}

const startMs = 60_000;
const stopMs = 15_000;

/** Starts a program of Node.js and waits for a line; ends only what it started. */
export async function startChild(input: {
  args: readonly string[];
  env: Record<string, string>;
  ready: RegExp;
}): Promise<Child> {
  const began = performance.now();
  const child = spawn(process.execPath, [...input.args], {
    env: { ...inherited(), ...input.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const readyMs = await new Promise<number>((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`not ready in ${startMs} ms:\n${output}`)), startMs);
    const hear = (text: string) => {
      output += text;
      if (!input.ready.test(output)) return;
      clearTimeout(late);
      resolve(performance.now() - began);
    };
    child.stdout.setEncoding('utf8').on('data', hear);
    child.stderr.setEncoding('utf8').on('data', hear);
    child.once('close', () => reject(new Error(`ended before it was ready:\n${output}`)));
  }).catch((error: unknown) => {
    child.kill('SIGKILL');
    throw error;
  });
  return { pid: child.pid!, readyMs, output: () => output, stop: () => stop(child, ended) };
}

async function stop(child: ChildProcess, ended: Promise<void>): Promise<void> {
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), stopMs);
  await ended;
  clearTimeout(late);
}

/** The machine's environment without what would steer the product. */
function inherited(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter(
      (entry): entry is [string, string] =>
        entry[1] !== undefined && !/^(VENTANILLA_|DATABASE_|LANG|LC_|NODE_OPTIONS)/.test(entry[0]),
    ),
  );
}
