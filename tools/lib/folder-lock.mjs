import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const lookAgainMs = 500;

/** Waits without giving the event loop a turn: what comes next must not begin before. */
function pause(ms) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

function lives(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives, as somebody else's process.
    return error.code === 'EPERM';
  }
}

function holderOf(path) {
  try {
    return Number(readFileSync(join(path, 'pid'), 'utf8'));
  } catch {
    // Its holder has made the folder and not yet written its number, or has just left.
    return null;
  }
}

/**
 * Runs `work` while no other process runs its own under the same lock; a lock whose holder is gone is taken over.
 * The lock is a folder, since making one either succeeds or says that it is there, on every file system.
 * @param {{ path: string, onWait?: () => void }} lock folder to make; told once when somebody else has it
 * @param {() => unknown} work synchronous
 */
export function withFolderLock({ path, onWait = () => {} }, work) {
  mkdirSync(dirname(path), { recursive: true });
  let nameless = 0;
  for (let waited = false; ; waited = true) {
    try {
      mkdirSync(path);
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    const holder = holderOf(path);
    nameless = holder === null ? nameless + 1 : 0;
    if ((holder !== null && !lives(holder)) || nameless > 4) {
      rmSync(path, { recursive: true, force: true });
      continue;
    }
    if (!waited) onWait();
    pause(lookAgainMs);
  }
  try {
    writeFileSync(join(path, 'pid'), String(process.pid));
    return work();
  } finally {
    rmSync(path, { recursive: true, force: true });
  }
}
