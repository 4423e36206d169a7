import { readdirSync, readFileSync } from 'node:fs';

/** Clock ticks of Linux a second, on every architecture that Node.js runs on. */
const ticksPerSecond = 100;

interface ProcessTimes {
  pid: number;
  parent: number;
  /** Own and those of children that ended, in ms. */
  cpuMs: number;
}

function readProcess(pid: number): ProcessTimes | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name, in brackets, may hold anything; what follows it does not.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const ticks = [11, 12, 13, 14].reduce((sum, at) => sum + Number(fields[at]), 0);
    return { pid, parent: Number(fields[1]), cpuMs: (ticks * 1000) / ticksPerSecond };
  } catch {
    return null;
  }
}

/** A process and everything that it started, as far as it still runs. */
function treeOf(root: number): ProcessTimes[] {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => readProcess(Number(name)) ?? []);
  const tree = all.filter(({ pid }) => pid === root);
  for (const { pid } of tree) tree.push(...all.filter(({ parent }) => parent === pid));
  return tree;
}

/** CPU time of the trees of some processes since they began, in ms; grows in steps of 10. */
export function cpuMs(roots: readonly number[]): number {
  return roots.flatMap(treeOf).reduce((sum, item) => sum + item.cpuMs, 0);
}

/** Memory of the trees of some processes, shared pages divided among those who share them, in MB. */
export function memoryMb(roots: readonly number[]): number {
  const kib = roots.flatMap(treeOf).map(({ pid }) => {
    try {
      const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
      return Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1] ?? 0);
    } catch {
      return 0;
    }
  });
  return kib.reduce((sum, one) => sum + one, 0) / 1024;
}
