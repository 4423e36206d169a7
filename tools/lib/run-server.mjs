import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { root } from './paths.mjs';
import { say } from './say.mjs';

const stopSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Runs a built file of the server with this terminal and ends with its status. The first signal to stop is
 * passed on, further ones are not: npm and the terminal both send theirs, and the server stops in order once
 * asked. The child stays in this process group, so whatever ends the group ends the server too.
 * @param {{ file: string, args: string[] }} options `file` is an absolute path
 */
export function runServerFile({ file, args }) {
  const child = spawn(process.execPath, ['--enable-source-maps', file, ...args], {
    cwd: root,
    stdio: 'inherit',
  });
  let asked = false;
  for (const signal of stopSignals) {
    process.on(signal, () => {
      if (asked) return;
      asked = true;
      // A closed terminal is a request to stop like any other.
      child.kill(signal === 'SIGHUP' ? 'SIGTERM' : signal);
    });
  }
  child.on('error', (error) => {
    say(error.message);
    process.exit(1);
  });
  child.on('exit', (code, signal) => {
    process.exit(code ?? 128 + (constants.signals[signal] ?? 0));
  });
}
