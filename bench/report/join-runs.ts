import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Figure } from '../workloads/context.ts';
import type { ReportInput } from './write-report.ts';

/** What test-results/bench.json keeps of the last run; null where there is none. */
export function lastRun(root: string): ReportInput | null {
  const file = join(root, 'test-results/bench.json');
  if (!existsSync(file)) return null;
  const run = JSON.parse(readFileSync(file, 'utf8')) as ReportInput & { began: string; since?: string };
  const { since, ...kept } = run;
  return { ...kept, began: new Date(run.began), ...(since ? { since: new Date(since) } : {}) };
}

/** A run and, of the one before, what it did not measure. */
export function joinRuns(last: ReportInput | null, run: ReportInput): ReportInput {
  if (!last) return run;
  const key = ({ workload, name, tickets, agents }: Figure) => [workload, name, tickets, agents].join('|');
  const anew = new Map(run.figures.map((figure) => [key(figure), figure]));
  const kept = last.figures.map((figure) => anew.get(key(figure)) ?? figure);
  const before = new Set(last.figures.map(key));
  const sizes = [...new Set([...last.sizes, ...run.sizes])].sort((a, b) => a - b);
  const manifests = new Map([...last.manifests, ...run.manifests].map((one) => [one.tickets, one]));
  return {
    ...run,
    since: last.since ?? last.began,
    figures: [...kept, ...run.figures.filter((figure) => !before.has(key(figure)))],
    sizes,
    growth: run.growth.length > 1 ? run.growth : last.growth,
    loads: [...last.loads, ...run.loads],
    manifests: [...manifests.values()].sort((a, b) => a.tickets - b.tickets),
  };
}
