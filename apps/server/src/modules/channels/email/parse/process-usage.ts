import { readFileSync } from 'node:fs';

/** Kernel clock ticks a second and bytes a page as Linux reports them on every platform Node supports. */
const TICKS_PER_SECOND = 100;
const PAGE_BYTES = 4096;

/**
 * CPU time and resident memory of a process. Null where the kernel does not offer `/proc` or the process
 * is gone: the caller then falls back to the wall clock.
 */
export function processUsage(pid: number): { cpuMs: number; residentBytes: number } | null {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return null;
  }
  // The second field is the command in parentheses and may hold spaces, so counting starts after it.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ticks = Number(fields[11]) + Number(fields[12]);
  const pages = Number(fields[21]);
  if (!Number.isFinite(ticks) || !Number.isFinite(pages)) return null;
  return { cpuMs: (ticks * 1000) / TICKS_PER_SECOND, residentBytes: pages * PAGE_BYTES };
}
