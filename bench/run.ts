import { spawnSync } from 'node:child_process';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { systemClock } from '../apps/server/src/platform/clock.ts';
import { joinRuns, lastRun } from './report/join-runs.ts';
import { writeReport } from './report/write-report.ts';
import { openCluster } from './stack/cluster.ts';
import { openBench } from './stack/open-bench.ts';
import { measureReply } from './workloads/answering.ts';
import { measureManyColumns } from './workloads/boarding.ts';
import { measureBrowser } from './workloads/browsing.ts';
import type { Bench, Figure } from './workloads/context.ts';
import { compareGrowth } from './workloads/growing.ts';
import { measureLive } from './workloads/living.ts';
import { measureOverload } from './workloads/overloading.ts';
import { measurePace } from './workloads/pacing.ts';
import { measureBoard, measureDetail, measureList } from './workloads/reading.ts';
import { measureIntake } from './workloads/receiving.ts';
import { measureRules } from './workloads/ruling.ts';
import { measureSearch } from './workloads/searching.ts';
import { measureIdleMemory, measureStart, measureWorkedMemory } from './workloads/starting.ts';
import { measureSweep } from './workloads/sweeping.ts';
import { measureDom } from './workloads/watching.ts';

/**
 * `npm run bench [-- --tickets 20000,200000 --only W2,W4 --quick --keep --no-report]`: the built product against the
 * floor, over corpora of each size, with and without the rules of a large house over the first of them (W17), the clocks
 * of a hundred thousand tickets (W18), and growth from 10 to 100 thousand tickets (W14). Writes docs/bench.md and
 * test-results/bench.json (`--no-report`: bench-apart.json alone); with `--keep` what the last run measured and this one does not stays on the page. Ends with 1 when a figure is worthless because an answer was wrong; targets that are
 * missed are printed as such and are no failure.
 */
const { values } = parseArgs({
  options: {
    tickets: { type: 'string', default: '20000,200000' },
    growth: { type: 'string', default: '10000,100000' },
    only: { type: 'string' },
    quick: { type: 'boolean', default: false },
    keep: { type: 'boolean', default: false },
    report: { type: 'boolean', default: true },
    build: { type: 'boolean', default: true },
  },
  allowNegative: true,
});
const root = join(import.meta.dirname, '..');
const sizesOf = (text: string) => text.split(',').filter(Boolean).map(Number);
const only = values.only?.toUpperCase().split(',') ?? null;
const wanted = (workload: string) => only === null || only.includes(workload);
const say = (line: string) => process.stderr.write(`${line}\n`);
/** In the order in which they disturb each other least: what writes comes last. */
const workloads: readonly [string, (bench: Bench) => Promise<Figure | Figure[]>][] = [
  ['W12', measureIdleMemory],
  ['W2', measureList],
  ['W3', measureBoard],
  ['W3', measureManyColumns],
  ['W4', measureDetail],
  ['W5', measureSearch],
  ['W15', measureBrowser],
  ['W7', measureDom],
  ['W7', measureLive],
  ['W6', measureReply],
  ['W1', measureIntake],
  ['W1', measurePace],
  ['W16', measureOverload],
  ['W17', measureRules],
  ['W12', measureWorkedMemory],
  ['W11', measureStart],
];
/** Those whose growth is compared. */
const growing = ['W1', 'W2', 'W3', 'W4', 'W5', 'W6'];

if (values.build) {
  const script = "import { ensureBuilt } from './tools/lib/build.mjs'; await ensureBuilt();";
  const built = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    cwd: root,
    stdio: 'inherit',
  });
  if (built.status !== 0) process.exit(1);
}
const sizes = sizesOf(values.tickets);
const growth = wanted('W14') ? sizesOf(values.growth) : [];
const began = systemClock.now();
const cluster = await openCluster({ sizes: [...new Set([...growth, ...sizes])].sort((a, b) => a - b), say });
const figures: Figure[] = [];
const loads: number[] = [];
try {
  const takes = (tickets: number) => (name: string) =>
    wanted(name) && (name !== 'W17' || tickets === sizes[0]);
  for (const tickets of sizes) figures.push(...(await measureSize(tickets, takes(tickets))));
  const grown: Figure[] = [];
  for (const tickets of growth) grown.push(...(await measureSize(tickets, (name) => growing.includes(name))));
  if (growth.length > 1) figures.push(...compareGrowth(grown));
} finally {
  await cluster.stop();
}
if (wanted('W18')) {
  const figure = await measureSweep({ quick: values.quick });
  say(`    ${lineOf(figure)}`);
  figures.push(figure);
}
const worthless = figures.filter(
  ({ product, floor }) => (product?.errors.length ?? 0) + (floor?.errors.length ?? 0) > 0,
);
loads.push(loadavg()[0]!);
const { postgresVersion, manifests } = cluster;
const measured = { figures, began, sizes, growth, loads, quick: values.quick, postgresVersion, manifests };
writeReport(values.keep ? joinRuns(lastRun(root), measured) : measured, { root, page: values.report });
for (const { workload, name, product, floor } of worthless) {
  say(`WORTHLESS ${workload} ${name}: ${[...(product?.errors ?? []), ...(floor?.errors ?? [])].join(' | ')}`);
}
process.exitCode = worthless.length > 0 ? 1 : 0;

async function measureSize(tickets: number, takes: (workload: string) => boolean): Promise<Figure[]> {
  const { bench, close } = await openBench({ tickets, quick: values.quick, say }, cluster);
  const measured: Figure[] = [];
  loads.push(loadavg()[0]!);
  try {
    for (const [workload, measure] of workloads) {
      if (!takes(workload)) continue;
      say(`${tickets} · ${workload} · load ${loadavg()[0]!.toFixed(1)}`);
      const own = [await measure(bench)].flat();
      for (const figure of own) say(`    ${lineOf(figure)}`);
      measured.push(...own);
    }
  } finally {
    await close();
  }
  return measured;
}

function lineOf({ name, agents, product, floor, extra, targets }: Figure): string {
  const side = (label: string, one: Figure['product']) =>
    one
      ? `${label} ${one.p50.toFixed(1)}/${one.p95.toFixed(1)} ms ${one.cpuMs.toFixed(1)} CPU-ms ${one.statements.toFixed(1)} SQL ${one.pages.toFixed(0)} pages`
      : '';
  const missed = targets.filter(({ met }) => !met).map(({ text }) => text);
  const more = Object.entries(extra).map(
    ([key, value]) => `${key} ${typeof value === 'number' ? Math.round(value * 100) / 100 : value}`,
  );
  return [
    name,
    `@${agents}`,
    side('product', product),
    side('floor', floor),
    ...more,
    missed.length > 0 ? `MISSED ${missed.join('; ')}` : '',
  ]
    .filter(Boolean)
    .join(' · ');
}
