import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { inherited } from './product.ts';

const root = join(import.meta.dirname, '../..');
const program = join(root, 'apps/server/dist/cli.js');

export interface CliRun {
  child: ChildProcess;
  /** Exit code (or 128 + signal), everything printed, and seconds. */
  done: Promise<{ code: number; output: string; seconds: number }>;
}

/** Runs one command of the built product on a data folder, as a person would in a terminal. */
export function startCli(
  args: readonly string[],
  input: { dataDir: string; env?: Record<string, string> },
): CliRun {
  const began = performance.now();
  const child = spawn(process.execPath, [program, ...args], {
    cwd: root,
    env: { ...inherited(), LANG: 'es_MX.UTF-8', VENTANILLA_DATA: input.dataDir, ...input.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const done = new Promise<{ code: number; output: string; seconds: number }>((resolve) => {
    child.on('close', (code) => {
      resolve({ code: code ?? 137, output, seconds: (performance.now() - began) / 1000 });
    });
  });
  return { child, done };
}

/** Runs a command to its end and fails unless it ended well. */
export async function runCli(
  args: readonly string[],
  input: { dataDir: string; env?: Record<string, string> },
): Promise<{ output: string; seconds: number }> {
  const { code, output, seconds } = await startCli(args, input).done;
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}:\n${output}`);
  return { output, seconds };
}
