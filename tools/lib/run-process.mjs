import { spawn } from 'node:child_process';
import { root } from './paths.mjs';

const running = new Set();

/** Ends everything that a process started, the whole group of it. */
function endGroup(child, signal) {
  try {
    process.kill(-child.pid, signal);
  } catch {
    // It has ended already.
  }
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    for (const child of running) endGroup(child, 'SIGTERM');
    // A moment for browsers and servers to stop in order; then nothing may stay behind.
    setTimeout(() => {
      for (const child of running) endGroup(child, 'SIGKILL');
      process.exit(130);
    }, 3000);
  });
}

/**
 * Runs a command in a process group of its own, with no stdin, and ends the group at its time limit.
 * @param {{ command: string, args: string[], env?: object, limitMs: number, capture?: boolean }} options
 *   `capture` keeps the output instead of streaming it
 * @returns {Promise<{ exitCode: number, output: string, timedOut: boolean }>} exitCode 1 when a signal ended it
 */
export function runProcess({ command, args, env = {}, limitMs, capture = false }) {
  const output = capture ? 'pipe' : 'inherit';
  const child = spawn(command, args, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', output, output],
    detached: true,
  });
  running.add(child);
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk) => {
      text += chunk;
    });
  }
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    endGroup(child, 'SIGTERM');
    setTimeout(() => endGroup(child, 'SIGKILL'), 10_000).unref();
  }, limitMs);
  return new Promise((resolve) => {
    const settle = (exitCode) => {
      clearTimeout(timer);
      running.delete(child);
      resolve({ exitCode, output: text, timedOut });
    };
    child.on('error', (error) => {
      text += error.message;
      settle(1);
    });
    child.on('close', (code) => settle(code ?? 1));
  });
}

/** Runs a file of node_modules with this Node, e.g. `vitest/vitest.mjs`; the rest as `runProcess`. */
export function runPackageFile({ file, args, ...options }) {
  return runProcess({
    ...options,
    command: process.execPath,
    args: [`${root}/node_modules/${file}`, ...args],
  });
}
