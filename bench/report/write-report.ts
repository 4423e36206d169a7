import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Figure } from '../workloads/context.ts';

export function writeReport(input: {
  figures: readonly Figure[];
  began: Date;
  sizes: readonly number[];
  growth: readonly number[];
  load1: number;
  quick: boolean;
  report: boolean;
  root: string;
}): void {
  mkdirSync(join(input.root, 'test-results'), { recursive: true });
  writeFileSync(join(input.root, 'test-results/bench.json'), `${JSON.stringify(input, null, 2)}\n`);
}
