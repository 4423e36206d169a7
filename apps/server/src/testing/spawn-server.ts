import { type ChildProcess, spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

const root = join(import.meta.dirname, '../../../..');
/** Beside the real one, because the programs find migrations and packages from where they lie. */
const bundleFolder = join(root, `apps/server/dist-test-${process.pid}`);
const entries = {
  main: 'apps/server/src/main.ts',
  cli: 'apps/server/src/cli.ts',
  'parse-child': 'apps/server/src/modules/channels/email/parse/parse-child.ts',
};

/**
 * Bundles the programs as the build does, once a test file: running them from source takes seconds each time.
 * Answers what removes them again, so that `beforeAll(buildPrograms)` is all a test needs.
 */
export async function buildPrograms(): Promise<() => void> {
  await build({
    entryPoints: Object.fromEntries(Object.entries(entries).map(([name, path]) => [name, join(root, path)])),
    outdir: bundleFolder,
    absWorkingDir: join(root, 'apps/server'),
    tsconfig: join(root, 'tsconfig.json'),
    alias: Object.fromEntries(
      ['contracts', 'phrases'].map((name) => [`@ventanilla/${name}`, join(root, `packages/${name}/src`)]),
    ),
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    logLevel: 'warning',
  });
  return () => rmSync(bundleFolder, { recursive: true, force: true });
}

export interface SpawnedServer {
  child: ChildProcess;
  stdout(): string;
  stderr(): string;
  /** What the pattern captured first on standard output; fails when the process ends before. */
  waitFor(pattern: RegExp): Promise<string>;
  /** `http://127.0.0.1:<port>`, once it listens. */
  address(): Promise<string>;
  /** Exit code, or 128 + signal. */
  exited: Promise<number>;
  /** SIGTERM, then the exit code. */
  stop(): Promise<number>;
}

/** Runs a program as people do: a process with its own environment and folders. After `buildPrograms`. */
export function spawnServer(input: {
  program?: 'main' | 'cli';
  args?: readonly string[];
  env: Record<string, string>;
}): SpawnedServer {
  const { program = 'main', args = [], env } = input;
  const inherited = Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(VENTANILLA_|DATABASE_|LANG|LC_|NODE_OPTIONS|VITEST)/.test(name),
    ),
  );
  const child = spawn(process.execPath, [join(bundleFolder, `${program}.js`), ...args], {
    cwd: root,
    env: { ...inherited, VENTANILLA_SMTP_PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  let wake = () => {};
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
    wake();
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  const exited = new Promise<number>((resolve) => {
    child.on('close', (code, signal) => {
      wake();
      resolve(code ?? (signal === 'SIGKILL' ? 137 : 143));
    });
  });

  async function waitFor(pattern: RegExp): Promise<string> {
    for (;;) {
      const match = pattern.exec(out);
      if (match) return match[1] ?? match[0];
      if (child.exitCode !== null)
        throw new Error(`ended with ${child.exitCode} before ${pattern}: ${out}${err}`);
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  }

  return {
    child,
    stdout: () => out,
    stderr: () => err,
    exited,
    waitFor,
    address: () => waitFor(/(http:\/\/127\.0\.0\.1:\d+)\n/),
    stop() {
      child.kill('SIGTERM');
      return exited;
    },
  };
}
