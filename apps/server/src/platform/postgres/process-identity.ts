import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { errnoOf } from './postgres.errors.ts';

/**
 * When a living process was started, as an opaque text that only serves to be compared; null if there is no
 * such process. A zombie counts as dead: it holds nothing any more, yet `kill(pid, 0)` still finds it when
 * nobody reaps it, as happens below a careless process 1 in a container.
 */
export function startMark(pid: number): string | null {
  if (!Number.isInteger(pid) || pid <= 0) return null;
  return process.platform === 'linux' ? linuxStartMark(pid) : portableStartMark(pid);
}

function linuxStartMark(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name of the command may hold spaces and parentheses: fields are counted after its last one.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [state, started] = [fields[0], fields[19]];
    return state === 'Z' || state === 'X' || started === undefined ? null : started;
  } catch {
    return null;
  }
}

function portableStartMark(pid: number): string | null {
  const line = ps(pid, 'stat=,lstart=');
  return line === null || line.startsWith('Z') ? null : line.replace(/^\S+\s+/, '');
}

function ps(pid: number, columns: string): string | null {
  try {
    const output = execFileSync('ps', ['-ww', '-o', columns, '-p', String(pid)], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return output.trim() || null;
  } catch {
    return null;
  }
}

/**
 * Where pids have their meaning: the host and its pid namespace. Two containers on one volume have different
 * places, and neither can look up the other's pids.
 */
export function pidPlace(): string {
  try {
    return `${hostname()} ${readlinkSync('/proc/self/ns/pid')}`;
  } catch {
    return hostname();
  }
}

/**
 * Whether a living process is a PostgreSQL server of this data folder: its postmaster or, on Linux, any of its
 * children. `unknown` where only the name is visible, because the process belongs to another user.
 */
export function isPostgresOf(input: { pid: number; dataDir: string }): boolean | 'unknown' {
  if (startMark(input.pid) === null) return false;
  if (process.platform !== 'linux') {
    const command = ps(input.pid, 'command=') ?? '';
    return command.includes('postgres') && command.includes(input.dataDir);
  }
  try {
    if (readFileSync(`/proc/${input.pid}/comm`, 'utf8').trim() !== 'postgres') return false;
    // The postmaster changes into its data folder before anything else, and its children inherit it.
    return readlinkSync(`/proc/${input.pid}/cwd`) === input.dataDir;
  } catch (error) {
    return errnoOf(error) === 'EACCES' ? 'unknown' : false;
  }
}
